import Feeds
import FoundationEssentials
import Model
import Testing

@Suite struct `Dates of feeds` {
  @Test(arguments: [
    // RFC 822 and its descendants
    "Mon, 05 Jan 2026 10:00:00 GMT", "Mon, 05 Jan 2026 10:00:00 +0000", "5 Jan 26 10:00 UT",
    "Mon, 05 Jan 2026 05:00:00 EST", "Mon, 05 Jan 2026 12:00:00 +02:00", "Jan 5, 2026 10:00 AM",
    "Tue, 05 January 2026 11:00:00 CET", "Mon, 05 Jan 2026 10:00:00 GMT+0000 (UTC)",
    "05-Jan-2026 10:00:00", "Mon Jan  5 10:00:00 2026", "Mon Jan 05 15:30:00 +0530 2026",
    "Mon, 05 Jan 2026, 10:00:00 Z",
    // ISO 8601
    "2026-01-05T10:00:00Z", "2026-01-05T10:00:00.000Z", "2026-01-05 10:00:00", "2026-01-05T10:00Z",
    "2026-01-05T05:00:00-05:00", "20260105T100000Z", "2026-01-05T19:00:00+0900",
    "2026/01/05 10:00:00", "2026-005T10:00:00Z",
    // other calendars of habit
    "05.01.2026 10:00", "1767607200", "1767607200000", "1767607200.0", "20260105100000",
    // other languages
    "5 janvier 2026 10:00:00", "5. Jänner 2026 10:00", "lun., 05 ene 2026 10:00:00 +0000",
    "Пн, 05 янв 2026 13:00:00 +0300", "5 de enero de 2026 10:00",
  ])
  func `are read in all their forms`(text: String) {
    #expect(FeedDate.read(text)?.utc == "2026-01-05T10:00:00Z")
  }

  @Test(arguments: [
    ("Sun, 04 Jan 2026 24:00:00 GMT", "2026-01-05T00:00:00Z"),
    ("2026-01-05", "2026-01-05T00:00:00Z"),
    ("2026-01", "2026-01-01T00:00:00Z"), ("2026", "2026-01-01T00:00:00Z"),
    ("Mon, 05 Jan 98 12:00:00 GMT", "1998-01-05T12:00:00Z"), ("31/12/2025", "2025-12-31T00:00:00Z"),
    ("12/31/2025 11:59 PM", "2025-12-31T23:59:00Z"), ("29 Feb 2024", "2024-02-29T00:00:00Z"),
    ("2026-01-05 오후 01:02:03", "2026-01-05T04:02:03Z"),
  ])
  func `are read at their edges`(text: String, utc: String) {
    #expect(FeedDate.read(text)?.utc == utc)
  }

  @Test(arguments: [
    "", "soon", "Sun, Dec x 2012 11:47:32 GMT", "Sun, 16 Dec 2012 11:47:32 +00:zz", "013",
    "29 Feb 2023", "2026-13-01", "Mon, 05 Jan 2026 25:00:00", "10:00", "yesterday at noon",
  ])
  func `are none where the text means none`(text: String) {
    #expect(FeedDate.read(text) == nil)
  }
}
