import Feeds
import FoundationEssentials
import Model
import Testing

/// Each list has another way to write 2026-01-05T10:00:00Z, unless a case says otherwise.
@Suite struct `Dates of feeds` {
  private static let moment = "2026-01-05T10:00:00Z"

  @Test(arguments: [
    "Mon, 05 Jan 2026 10:00:00 GMT", "Mon, 05 Jan 2026 10:00:00 +0000", "5 Jan 26 10:00 UT",
    "Mon, 05 Jan 2026 12:00:00 +02:00", "Jan 5, 2026 10:00 AM", "Mon, 05 Jan 2026, 10:00:00 Z",
    "Mon,05 Jan 2026 10:00:00 GMT", "Mon  5 Jan 2026  10:00:00   +0000", "5 January 2026 10:00",
    " \tMon, 05 Jan 2026 10:00:00 GMT \n", "MON, 05 JAN 2026 10:00:00 GMT",
    "Mon, 05 Jan 2026 10:00:00 GMT (Greenwich)", "Fri, 05 Jan 2026 10:00:00 GMT",
    "Mon, 05 Jan 2026 10:00:00", "Mon, 05 Jan 2026 10:00:00.25 GMT",
    "Mon, 05 Jan 2026 10.00.00 GMT", "Mon, 05-Jan-2026 10:00:00 GMT",
    "Mon, 05 Jan 2026 12:00:00 +2:00", "Mon, 05 Jan 2026 12:00:00 +02",
    "Mon, 05 Jan 2026 12:00:00+0200", "Mon, 05 Jan 2026 12:00:00 + 0200",
    "Mon, 05 Jan 2026 15:45:00 +0545", "Mon, 05 Jan 2026 08:59:00 -01:01",
    "Mon, Jan 05 2026 10:00:00 GMT", "Jan-05-2026 10:00", "05Jan2026 10:00:00",
    "10:00, 5 January 2026", "January 5th, 2026 10:00am", "the 5th of January 2026 10:00",
    "Mon, 05 Jan 126 10:00:00 GMT", "Mon, 05 Jan 2026 10:00:00\u{A0}GMT",
    // RFC 850, asctime, date(1), Java, JavaScript
    "Monday, 05-Jan-26 10:00:00 GMT", "Mon Jan  5 10:00:00 2026", "Mon Jan  5 11:00:00 CET 2026",
    "Mon Jan 05 15:30:00 +0530 2026", "Mon Jan 05 12:00:00 GMT+02:00 2026",
    "Mon Jan 05 2026 11:00:00 GMT+0100 (Central European Standard Time)",
    "10:00:00 05-Jan-2026", "January 5, 2026 at 10:00 AM", "10 a.m., Jan 5 2026",
  ])
  func `are read as mail and programs write them`(text: String) {
    #expect(FeedDate.read(text)?.utc == Self.moment)
  }

  @Test(arguments: [
    "2026-01-05T10:00:00Z", "2026-01-05T10:00:00.000Z", "2026-01-05 10:00:00", "2026-01-05T10:00Z",
    "2026-01-05T05:00:00-05:00", "2026-01-05T19:00:00+0900", "2026-01-05T12:00:00+02",
    "2026-01-05t10:00:00z", "2026-01-05T10Z", "2026-01-05T10:00:00,5Z", "2026-01-05T10:00:00.Z",
    "2026-01-05T10:00:00.123456789012345678901234567890Z", "2026-01-05T10:00:00 +00:00",
    "2026-1-5T10:0:0Z", "2026-01-05T10:00:00:250Z", "2026-01-05T10:00:00\u{2212}00:00",
    "2026-01-05T11:00:00.000+01:00[Europe/Berlin]", "20260105T100000Z", "20260105T1000Z",
    "20260105T10Z", "20260105 100000", "20260105100000", "20260105100000Z", "202601051000",
    "2026-005T10:00:00Z", "2026-W02-1T10:00:00Z", "2026W021T1000Z", "2026-Jan-05 10:00:00",
    "2026/01/05 10:00:00", "2026.01.05 10:00", "2026:01:05 10:00:00", "2026-01-05_10:00:00",
    "2026\u{2013}01\u{2013}05 10:00", "1767607200", "1767607200.5", "1767607200000",
    "1767607200000000", "1767607200000000000", "/Date(1767607200000+0100)/",
  ])
  func `are read as ISO 8601 and as seconds`(text: String) {
    #expect(FeedDate.read(text)?.utc == Self.moment)
  }

  @Test(arguments: [
    "05:00 EST", "06:00 EDT", "04:00 CST", "05:00 CDT", "03:00 MST", "04:00 MDT", "02:00 PST",
    "03:00 PDT", "05:00 ET", "06:00 AT", "01:00 AKST", "00:00 HST", "06:30 NST", "07:00 BRT",
    "10:00 UT", "10:00 Z", "10:00 WET", "11:00 BST", "11:00 CET", "12:00 CEST", "11:00 MEZ",
    "11:00 MET", "12:00 MEST", "12:00 EET", "13:00 EEST", "12:00 SAST", "13:00 MSK", "13:00 TRT",
    "15:00 PKT", "15:30 IST", "15:45 NPT", "17:00 WIB", "18:00 HKT", "18:00 SGT", "18:00 AWST",
    "19:00 JST", "19:00 KST", "19:30 ACST", "20:00 AEST", "21:00 AEDT", "22:00 NZST", "23:00 NZDT",
    "10:00 Etc/GMT", "12:00 GMT+2", "12:00 UTC+02:00", "11:00 +0100 CET", "05:00 EST-0500",
    // Nobody knows these, so they are not used.
    "10:00 XYZ", "10:00 A",
  ])
  func `are in the zone that they name`(time: String) {
    #expect(FeedDate.read("Mon, 05 Jan 2026 \(time)")?.utc == Self.moment)
  }

  @Test(arguments: [
    "Montag, 5. Januar 2026 10:00", "am 5. Jänner 2026 um 10:00 Uhr", "05.01.2026 10 Uhr",
    "lundi 5 janvier 2026 à 10h00", "lun., 05 janv. 2026 10:00:00 +0000",
    "5 de enero de 2026 10:00",
    "lun., 05 ene 2026 10:00:00 +0000", "lunedì 5 gennaio 2026 10:00",
    "segunda-feira, 5 de janeiro de 2026 10:00", "maandag 5 januari 2026 10:00",
    "Пн, 05 янв 2026 13:00:00 +0300", "понедельник, 5 января 2026 г. 10:00", "5 січня 2026 10:00",
    "pon., 05 sty 2026 10:00:00", "5 stycznia 2026 10:00", "po, 5. ledna 2026 10:00",
    "Δευ, 05 Ιαν 2026 10:00:00", "5 Ιανουαρίου 2026 10:00", "2026. január 5. 10:00",
    "2026-január-05T10:00:00", "måndag 5 januari 2026 10:00", "mandag 5. januar 2026 10.00",
    "maanantai 5. tammikuuta 2026 10.00", "5 Ocak 2026 10:00", "5 ianuarie 2026 10:00",
    "Senin, 05 Jan 2026 17:00:00 +0700", "2026年1月5日 10:00", "2026年1月5日(月) 10時00分",
    "2026-01-05 午後7:00", "2026/01/05 下午 06:00:00", "2026년 1월 5일 (월) 오후 7:00",
    "2026년 01월 05일  19:00:00", "٥ يناير ٢٠٢٦ 10:00",
  ])
  func `are read in other languages`(text: String) {
    #expect(FeedDate.read(text)?.utc == Self.moment)
  }

  /// The fifth of each month that differs from English.
  @Test(arguments: [
    (2, "février févr. febrero febbraio fevereiro fev lutego února şub Şubat февраля фев února"),
    (3, "März Mär. mars marzo março mrt maart марта marca března március marts maaliskuuta"),
    (4, "avril abr aprile abril kwietnia dubna ápr. апреля huhtikuuta Nisan"),
    (5, "Mai mei mayo mag maggio maio maja května Μαΐ мая május toukokuuta Mayıs"),
    (6, "juin junio giugno junho czerwca června июня június kesäkuuta Haziran"),
    (7, "juillet juil. julio luglio lipca července июля Ιούλ július heinäkuuta Temmuz"),
    (8, "août agosto ago sierpnia srpna августа Αυγούστου augusztus elokuuta Ağustos Agustus"),
    (9, "septiembre settembre setembro września září сентября szept. syyskuuta Eylül"),
    (10, "Okt octobre octubre ottobre outubro października října октября lokakuuta Ekim"),
    (11, "noviembre novembro listopada ноября Νοεμβρίου marraskuuta Kasım"),
    (12, "Dez. déc. dic diciembre dezembro grudnia prosince декабря joulukuuta Aralık des"),
  ])
  func `name their month in other languages`(month: Int, names: String) {
    let day = "2026-\(month < 10 ? "0" : "")\(month)-05"
    for name in names.split(separator: " ") {
      #expect(FeedDate.read("5. \(name) 2026")?.utcDay == day, "\(name)")
    }
  }

  @Test(arguments: [
    ("Sun, 04 Jan 2026 24:00:00 GMT", "2026-01-05T00:00:00Z"),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"), ("2026-01-05", "2026-01-05T00:00:00Z"),
    ("2026-01", "2026-01-01T00:00:00Z"), ("2026", "2026-01-01T00:00:00Z"),
    ("January 2026", "2026-01-01T00:00:00Z"), ("2026-005", "2026-01-05T00:00:00Z"),
    ("2024-366", "2024-12-31T00:00:00Z"), ("2020-W53-5", "2021-01-01T00:00:00Z"),
    ("2026-W01-1", "2025-12-29T00:00:00Z"), ("2026-W02", "2026-01-05T00:00:00Z"),
    ("26-01-05", "2026-01-05T00:00:00Z"), ("260105", "2026-01-05T00:00:00Z"),
    ("26005", "2026-01-05T00:00:00Z"), ("-26-01", "2026-01-01T00:00:00Z"),
    ("-2601", "2026-01-01T00:00:00Z"), ("2026-001-05T10:00:00+00:00", "2026-01-05T10:00:00Z"),
    ("Mon, 05 Jan 98 12:00:00 GMT", "1998-01-05T12:00:00Z"),
    ("29 Feb 2024", "2024-02-29T00:00:00Z"),
    ("31/12/2025", "2025-12-31T00:00:00Z"), ("12/31/2025 11:59 PM", "2025-12-31T23:59:00Z"),
    // Day and month in doubt: points and hyphens as in Europe, slashes as in America.
    ("05.01.2026", "2026-01-05T00:00:00Z"), ("05-01-2026", "2026-01-05T00:00:00Z"),
    ("01/05/2026", "2026-01-05T00:00:00Z"), ("1/5/26", "2026-01-05T00:00:00Z"),
    ("12:30 AM, Jan 5 2026", "2026-01-05T00:30:00Z"),
    ("Jan 5 2026 12:30 PM", "2026-01-05T12:30:00Z"),
    ("Jan 5 2026 13:00 PM", "2026-01-05T13:00:00Z"),
    ("Posted on 5 January 2026 by", "2026-01-05T00:00:00Z"),
    ("Thu, 01 Jan 0100 00:00:01 +0100", "0099-12-31T23:00:01Z"),
    ("3026-01-05T10:00:00Z", "3026-01-05T10:00:00Z"),
  ])
  func `are read at their edges`(text: String, utc: String) {
    #expect(FeedDate.read(text)?.utc == utc)
  }

  @Test(arguments: [
    "", "soon", "yesterday at noon", "2 hours ago", "Invalid Date", "null", "{{date}}", "%Y-%m-%d",
    "10:00", "Thu", "June", "Jan 5", "Winter 2026", "013", "5", "v2026.1", "1.2.3", "10/20", "1e9",
    "555-1234", "+1 555 123 4567", "192.168.1.10", "Buy 5 for 2026",
    "https://a.example/2026/01/05/",
    "29 Feb 2023", "2026-02-30", "2026-13-01", "20261305", "2026-366", "2026-W54-1", "2026-W02-8",
    "Sun, 99 Jun 2009 12:00:00 GMT", "Mon, 05 Jan 2026 25:00:00", "2026-01-05T24:00:01Z",
    "2026-01-05T10:60:00Z", "2026-01-05T10:00:61Z", "Sun, 16 Dec 2012 1:2:3:4 GMT",
    "Sun, Dec x 2012 11:47:32 GMT", "Sun, 16 Zzz 2012 11:47:32 GMT", "5 Jan Feb 2026",
    "Sun, 16 Dec 2012 11:47:32 +00:zz", "Sun, 16 Dec 2012 11:47:32 +zz00",
    "9999-12-31T23:59:59-99:99", "2026-01-05T10:00:00Z 2026-01-06T10:00:00Z", "令和8年1月5日",
  ])
  func `are none where the text means none`(text: String) {
    #expect(FeedDate.read(text) == nil)
  }

  /// The zeros of Unix, of .NET, of MySQL, and of MySQL by way of PHP.
  @Test(arguments: [
    "0", "1970-01-01T00:00:00Z", "Wed, 31 Dec 1969 19:00:00 EST", "Mon, 01 Jan 0001 00:00:00 GMT",
    "0001-01-01T00:00:00", "0000-00-00 00:00:00", "-0001-11-30T00:00:00+00:00",
    "Mon, 30 Nov -0001 00:00:00 +0000",
  ])
  func `are none where a program had none`(text: String) {
    #expect(FeedDate.read(text) == nil)
  }

  @Test func `are no text of any length`() {
    #expect(FeedDate.read("2026-01-05" + String(repeating: " ", count: 191)) == nil)
  }
}
