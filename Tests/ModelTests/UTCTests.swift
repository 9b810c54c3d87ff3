import FoundationEssentials
import Model
import Testing

@Suite struct `Moments as text` {
  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (-1, "1969-12-31T23:59:59Z"), (1_795_341_845.9, "2026-11-22T10:04:05Z"),
  ])
  func `are written in UTC`(seconds: Double, text: String) {
    #expect(Date(timeIntervalSince1970: seconds).utc == text)
  }

  @Test(arguments: [
    ("2026-11-22T10:04:05Z", 1_795_341_845.0), ("2026-11-22T10:04:05.5Z", 1_795_341_845.5),
    ("2026-11-22T11:04:05+01:00", 1_795_341_845), ("2026-11-22 10:04:05Z", 1_795_341_845),
    ("2026-11-22T10:04Z", 1_795_341_840),
  ])
  func `are read with fractions and offsets`(text: String, seconds: Double) {
    #expect(Date(utc: text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: ["", "2026-11-22", "2026-13-22T10:04:05Z", "2026-11-22T10:04:05", "soon"])
  func `are refused where no moment is meant`(text: String) {
    #expect(Date(utc: text) == nil)
  }
}
