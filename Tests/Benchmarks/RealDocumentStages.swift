import Detection
import Feeds
import FoundationEssentials
import JSON
import Model

extension Stage {
  /// Feeds as publishers write them, broken ones included, and texts as people do.
  static let realDocuments = [
    Stage(name: "parse-real") { name in
      guard let all = Files.sharedFolder("feeds/real") else {
        return Report.line(name, Files.sharedIsMissing)
      }
      let documents = all.filter {
        $0.first { $0 > 0x20 } != UInt8(ascii: "{") && (try? FeedReader.read($0)) != nil
      }
      let bytes = documents.reduce(0) { $0 + $1.count }
      var items = 0
      let read = try await Stopwatch.best(of: Double(bytes) / 1e6) {
        items = try documents.reduce(0) { $0 + (try FeedReader.read($1).items.count) }
      }
      Report.line(
        name, read, .megabytes,
        "\(documents.count) real feeds of XML, \(Report.grouped(items)) items, "
          + Report.size(bytes))
      let bare = await Stopwatch.best(of: Double(bytes) / 1e6) {
        for document in documents { precondition(BareXML.count(document).elements >= 0) }
      }
      Report.line("\(name)-bare", bare, .megabytes, BareXML.share(name, read, bare))
    },
    Stage(name: "score-real") { name in
      guard let rows = try rows("complaints/airline.jsonl") else {
        return Report.line(name, Files.sharedIsMissing)
      }
      let texts = rows.compactMap { $0["text"]?.string }
      let bytes = texts.reduce(0) { $0 + $1.utf8.count }
      let scorer = ComplaintScorer()
      var complaints = 0
      let measurement = await Stopwatch.best(of: Double(texts.count)) {
        complaints = texts.reduce(0) { $0 + (scorer.score($1).isComplaint ? 1 : 0) }
      }
      Report.line(
        name, measurement, .texts,
        "\(Report.grouped(texts.count)) real posts to airlines, \(Report.size(bytes)); "
          + "\(Report.grouped(complaints)) are complaints")
    },
    Stage(name: "match-real") { name in
      guard let items = try labelledItems() else {
        return Report.line(name, Files.sharedIsMissing)
      }
      let phrases = MadeItems.phrases(1000)
      let matcher = try Matcher(
        brands: phrases.map { Brand(id: $0, query: "\"\($0)\"") },
        scorer: ComplaintScorer(Lexicon("")))
      let source = Source(id: "real", url: "https://example.org/")
      let bytes = items.reduce(0) { $0 + $1.title.utf8.count + $1.text.utf8.count }
      let measurement = await Stopwatch.best(of: Double(bytes) / 1e6) {
        for item in items { precondition(matcher.examine(item, from: source).count <= 1000) }
      }
      Report.line(
        name, measurement, .megabytes,
        "\(Report.grouped(items.count)) items of news and posts, \(Report.size(bytes)), "
          + "1,000 phrases that none of them has")
    },
    Stage(name: "group-real") { name in
      guard let items = try labelledItems() else {
        return Report.line(name, Files.sharedIsMissing)
      }
      let measurement = await Stopwatch.best(of: Double(items.count)) {
        precondition(group(items).count > 0)
      }
      let bytes = items.reduce(0) { $0 + $1.title.utf8.count + $1.text.utf8.count }
      Report.line(
        name, measurement, .items,
        "\(Report.grouped(items.count)) labelled items of news and posts, \(Report.size(bytes))")
    },
  ]

  /// News and posts, of which it is known what is a copy of what.
  private static func labelledItems() throws -> [Item]? {
    try rows("copies/items.jsonl")?.map { row in
      Item(
        url: row["url"]?.string, title: row["title"]?.string ?? "",
        text: row["text"]?.string ?? "", author: row["author"]?.string,
        published: row["published"]?.string.flatMap { Date(utc: $0) },
        outlet: row["outlet"]?.string)
    }
  }

  private static func rows(_ path: String) throws -> [JSONValue]? {
    try Files.sharedFile(path)?.split(separator: 0x0A).map { try JSONDocument(Array($0)).root }
  }
}
