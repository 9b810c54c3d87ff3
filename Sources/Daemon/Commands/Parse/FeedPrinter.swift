import Alerting
import Feeds
import FoundationEssentials

/// Writes feeds for programs or for people.
struct FeedPrinter {
  enum Form {
    case lines
    case table(Terminal)
  }

  var form: Form

  /// Most items that are shown of one feed.
  var limit: Int

  var now: Date

  func print(_ feed: Feed, of document: NamedDocument) {
    switch form {
    case .lines: FeedLines.write(feed, of: document, limit: limit, to: Output.write)
    case .table(let terminal):
      let table = FeedTable(feed, of: document, limit: limit, at: now, on: terminal)
      for line in table.lines + [""] { Output.print(line) }
    }
  }

  func print(_ error: FeedError, of document: NamedDocument) {
    switch form {
    case .lines: FeedLines.write(error: error.description, of: document.name, to: Output.write)
    case .table:
      Output.print("\(Output.safe(document.name)): \(Output.safe(error.description))")
      for line in Self.advice(error, document) { Output.print("  \(line)") }
      Output.print("")
    }
  }

  func print(_ failure: DocumentSource.Failure) {
    Output.flush()
    Output.message("mentiond parse: \(Output.safe(failure.name)): \(Output.safe(failure.reason))")
    if case .lines = form {
      FeedLines.write(error: failure.reason, of: failure.name, to: Output.write)
    }
  }

  /// What a person can do who wanted a feed.
  private static func advice(_ error: FeedError, _ document: NamedDocument) -> [String] {
    switch error {
    case .empty: ["ask the publisher, or try again later"]
    case .webPage: feeds(of: document)
    case .apiError: ["the address answers, and refuses; check its parameters"]
    case .sourceError:
      ["a program makes this feed of a site that it cannot read now; ask who runs it"]
    case .notAFeed(let found) where found.hasPrefix("JSON"):
      ["say with --mapping where its items and their fields are"]
    case .notAFeed: [] as [String]
    }
  }

  private static func feeds(of page: NamedDocument) -> [String] {
    // In quotes, as a shell takes them; a quote within would end them.
    let links = FeedLinks.found(in: page.front, at: page.url)
      .compactMap { SafeText.link($0)?.replacing("'", with: "%27") }
    return links.isEmpty
      ? ["the page names no feed; look on the site for \"RSS\" or \"feed\""]
      : ["the page names these:"] + links.map { "  mentiond parse '\($0)'" }
  }
}
