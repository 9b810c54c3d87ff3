import Detection
import Testing

@Suite struct `Count detector` {
  private var detector = CountDetector()

  /// Two weeks around 20 every 5 minutes, never the same twice in a row.
  private mutating func learn() {
    for row in 0..<4032 { _ = detector.note(Double(15 + row * 7 % 11)) }
  }

  @Test mutating func `alerts when counts are ten times the usual`() {
    learn()
    #expect(detector.note(200).isAlert)
  }

  @Test mutating func `gives no alert at the usual`() {
    for row in 0..<4032 where detector.note(Double(15 + row * 7 % 11)).isAlert {
      Issue.record("alert in row \(row)")
    }
  }

  @Test mutating func `alerts once a day`() {
    learn()
    #expect((0..<288).map { _ in detector.note(400).isAlert }.filter { $0 }.count == 1)
  }

  @Test mutating func `scores higher the more there are`() {
    learn()
    var other = detector
    #expect(detector.note(60).score < other.note(120).score)
  }

  @Test(arguments: [(144, false), (60, true)])
  mutating func `a peak is news where none was at this time of the day before`(
    row: Int, isAlert: Bool
  ) {
    // Ten times as much in the hour from noon for two weeks, then at a time of the fifteenth day.
    for past in 0..<4032 {
      let isNoon = (144..<156).contains(past % 288)
      _ = detector.note(isNoon ? 200 : Double(15 + past * 7 % 11))
    }
    for past in 0..<row { _ = detector.note(Double(15 + past * 7 % 11)) }
    let hour = (0..<12).map { _ in detector.note(200).isAlert }
    #expect(hour.contains(true) == isAlert)
  }

  @Test(arguments: [([3], true), ([3, 5], false), ([6, 7], false), ([7, 8], true)])
  mutating func `a peak that came on two days of the last week is no news`(
    daysAgo: [Int], isAlert: Bool
  ) {
    // An hour from noon, some days before the fifteenth and then on that day.
    for past in 0..<4032 + 144 {
      let isPeak = (144..<156).contains(past % 288) && daysAgo.contains(14 - past / 288)
      _ = detector.note(isPeak ? 200 : Double(15 + past * 7 % 11))
    }
    let hour = (0..<12).map { _ in detector.note(200).isAlert }
    #expect(hour.contains(true) == isAlert)
  }

  @Test mutating func `says nothing in its first 12 hours`() {
    for row in 0..<143 where detector.note(row == 100 ? 1000 : 5).score != 0 {
      Issue.record("score in row \(row)")
    }
  }

  @Test(arguments: [0.0, 1e9])
  mutating func `stays finite`(count: Double) {
    for _ in 0..<500 { #expect(detector.note(count).score.isFinite) }
  }
}
