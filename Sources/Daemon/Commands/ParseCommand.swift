import Feeds
import JSON
import Model

extension Command {
  static let parse = Command(
    name: "parse",
    summary: "read feeds and show their items",
    help: """
      Reads each file as RSS, Atom, RDF, JSON Feed, or other JSON with a mapping; - is standard input.
      Writes a line for each feed and each item: JSON Lines to a pipe or with --json, else a table.
      Ends with 65 when one of the documents is no feed, with 66 when one cannot be opened.

        --url BASE          where the documents came from, to complete their addresses
        --content-type CT   the Content-Type that came with them
        --mapping MAP.json  where the fields are in other JSON
        --json              JSON Lines also on a terminal
      """,
    usage: "[--url BASE] [--content-type CT] [--mapping MAP.json] [--json] FILE…",
    options: ["url", "content-type", "mapping"],
    flags: ["json"],
    run: { try parse($0) })

  private static func parse(_ arguments: Arguments) throws -> ExitStatus {
    guard !arguments.operands.isEmpty else {
      throw CommandError.usage("needs a file; see mentiond parse --help")
    }
    let mapping = try arguments.option("mapping").map(readMapping)
    let printer = FeedPrinter(isJSON: arguments.has("json") || !Output.isTerminal)
    var status = ExitStatus.success
    for path in arguments.operands {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      guard let bytes = FileBytes.read(path) else {
        Output.message("mentiond parse: cannot read \(Output.safe(path)): \(FileBytes.lastError)")
        status = .noInput
        continue
      }
      do throws(FeedError) {
        printer.print(
          try FeedReader.read(
            bytes, from: arguments.option("url"), contentType: arguments.option("content-type"),
            mapping: mapping), of: name)
      } catch {
        printer.print(error, of: name)
        if status == .success { status = .badData }
      }
    }
    return status
  }

  private static func readMapping(_ path: String) throws -> Mapping {
    guard let bytes = FileBytes.read(path) else {
      throw CommandError(
        status: .noInput, message: "cannot read \(path): \(FileBytes.lastError)")
    }
    do {
      return try Mapping(JSONDocument(bytes).root)
    } catch {
      throw CommandError(status: .badConfiguration, message: "\(path): \(error)")
    }
  }
}

/// Writes feeds for programs or for people.
private struct FeedPrinter {
  var isJSON: Bool

  func print(_ feed: Feed, of name: String) {
    isJSON ? printLines(feed, of: name) : printTable(feed, of: name)
  }

  func print(_ error: FeedError, of name: String) {
    guard isJSON else { return Output.print("\(Output.safe(name)): \(Output.safe("\(error)"))") }
    var writer = JSONWriter()
    writer.object {
      $0.field("doc", name)
      $0.field("error", "\(error)")
    }
    Output.print(writer.text)
  }

  private func printLines(_ feed: Feed, of name: String) {
    var writer = JSONWriter()
    writer.object {
      $0.field("doc", name)
      $0.object("feed") {
        $0.field("title", feed.title)
        $0.field("url", feed.url)
        $0.field("language", feed.language)
        $0.field("next_page", feed.nextPage)
        $0.field(
          "minimum_interval_seconds", feed.minimumInterval.map { Int($0.components.seconds) })
      }
      $0.field("problems", feed.problems.map(\.description))
    }
    Output.print(writer.text)
    for (index, item) in feed.items.enumerated() {
      writer.reset()
      writer.object { Self.write(item, index, of: name, &$0) }
      Output.write(writer.bytes + [0x0A])
    }
  }

  private static func write(
    _ item: Item, _ index: Int, of name: String, _ writer: inout JSONWriter
  ) {
    writer.field("doc", name)
    writer.field("index", index)
    writer.field("id", item.guid)
    writer.field("url", item.url)
    writer.field("title", item.title)
    writer.field("text", item.text)
    writer.field("author", item.author)
    writer.field("published", item.published?.utc)
    writer.field("updated", item.updated?.utc)
    writer.field("categories", item.categories)
    writer.field("language", item.language)
    writer.field("outlet", item.outlet)
    writer.field("likes", item.engagement.likes)
    writer.field("shares", item.engagement.shares)
    writer.field("comments", item.engagement.comments)
    writer.field("views", item.engagement.views)
  }

  private func printTable(_ feed: Feed, of name: String) {
    let title = feed.title ?? "no title"
    Output.print("\(Output.safe(name)): \(Output.safe(title)), \(feed.items.count) items")
    for problem in feed.problems { Output.print("  repaired: \(Output.safe(problem.description))") }
    for item in feed.items {
      let moment = (item.published ?? item.updated)?.utc ?? "no date             "
      let headline = item.title.isEmpty ? item.text : item.title
      Output.print("  \(moment)  \(Output.safe(String(headline.prefix(100))))")
    }
  }
}
