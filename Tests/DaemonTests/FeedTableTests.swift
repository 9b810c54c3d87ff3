import Feeds
import FoundationEssentials
import Model
import Testing

@testable import Daemon

@Suite struct `Table of a feed` {
  private let noon = Date(timeIntervalSince1970: 1_767_614_400)  // 2026-01-05T12:00:00Z

  private func lines(
    _ feed: Feed, limit: Int = .max, width: Int = 60, hasColours: Bool = false,
    url: String? = nil, movedTo: String? = nil
  ) -> [String] {
    let document = NamedDocument(name: "a.xml", front: [], url: url, movedTo: movedTo)
    return FeedTable(
      feed, of: document, limit: limit, at: noon,
      on: Terminal(width: width, hasColours: hasColours)
    ).lines
  }

  private func item(_ title: String, author: String? = nil, hoursAgo: Double? = nil) -> Item {
    Item(title: title, author: author, published: hoursAgo.map { noon - $0 * 3600 })
  }

  @Test func `tells what it is and how often it publishes`() {
    var feed = Feed(title: "Site", url: "https://a.example/", language: "en")
    feed.items = [0, 2, 4, 50].map { item("x", hoursAgo: $0) } + [item("y")]
    feed.minimumInterval = .seconds(1800)
    feed.nextPage = "https://a.example/2"
    #expect(
      lines(feed).prefix { !$0.isEmpty } == [
        "Site", "  from       a.xml", "  format     rss", "  page       https://a.example/",
        "  language   en",
        "  items      5, from 2026-01-03 to 2026-01-05, 1 without a date",
        "  newest     0 s ago; usually one every 2 h", "  wants      30 min between polls",
        "  next page  https://a.example/2",
      ])
  }

  @Test func `tells of redirects`() {
    let address = "https://a.example/new"
    #expect(lines(Feed(), url: address).contains("  led to     \(address)"))
    #expect(
      lines(Feed(), url: address, movedTo: address)
        .contains("  led to     \(address), for good: use that address"))
  }

  @Test func `tells of dates in the future`() {
    let feed = Feed(items: [item("x", hoursAgo: -3)])
    #expect(lines(feed).contains("  newest     in the future, by 3 h"))
  }

  @Test(arguments: [40, 60, 200])
  func `keeps its columns whatever the letters are`(width: Int) {
    let long = String(repeating: "日本語 👨‍👩‍👧 e\u{301} ", count: 30)
    let feed = Feed(
      items: [
        item("ascii", author: "Ann", hoursAgo: 1), item(long, author: "名前は長いです", hoursAgo: 2),
        item("@", author: nil), item("\u{1B}\n\u{202E}@", author: "\r\u{7}Bo"),
      ])
    let rows = Array(lines(feed, width: width).drop { !$0.contains("published (UTC)") })
    #expect(rows.count == 5)
    #expect(rows.allSatisfy { TextColumns.width(of: $0) <= width })
    let text = rows.joined()
    #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    let title = TextColumns.width(of: rows[0]) - 5
    #expect(rows.suffix(2).map { TextColumns.width(of: $0) } == [title + 1, title + 1])
  }

  @Test func `shows as many items as are wanted`() {
    let feed = Feed(items: (0..<5).map { item("\($0)") })
    #expect(
      lines(feed, limit: 2).suffix(3) == [
        "  no date           0", "  no date           1", "  … and 3 more",
      ])
  }

  @Test func `explains problems, losses first`() {
    var feed = Feed()
    feed.problems = [FeedProblem(.bareAmpersand), FeedProblem(.truncated, "within CDATA")]
    let marks = lines(feed, width: 50).compactMap { line in
      ["LOST", "mended"].first { line.hasPrefix("  \($0)") }
    }
    #expect(marks == ["LOST", "mended"])
    #expect(lines(feed, width: 50).allSatisfy { $0.utf8.count <= 50 })
  }

  @Test func `is in colour only where that is wanted`() {
    var feed = Feed(title: "Site", items: [item("x")])
    feed.problems = [FeedProblem(.truncated)]
    #expect(lines(feed, hasColours: true).contains("\u{1B}[1mSite\u{1B}[0m"))
    #expect(lines(feed).allSatisfy { !$0.contains("\u{1B}") })
  }

  @Test(
    arguments: [
      ([], nil), ([0, 1], nil), ([5, 5, 5], nil), ([0, 1, 4, 100, 101], 3.0), ([9, 0, 3], 6.0),
    ] as [([Double], Double?)])
  func `knows the usual gap by the median`(hours: [Double], gap: Double?) {
    let rhythm = PublishingRhythm(hours.map { item("x", hoursAgo: $0) })
    #expect(rhythm.usualGap == gap.map { $0 * 3600 })
  }
}
