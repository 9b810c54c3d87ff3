import Feeds
import JSON

extension Command {
  static let parse = Command(
    name: "parse",
    summary: "read feeds and show their items",
    examples: [
      "parse https://example.org/feed.xml",
      "parse --limit 3 feed.xml",
      "parse --mapping map.json answer.json | jq .title",
    ],
    help: """
      Reads each document as RSS, Atom, RDF, JSON Feed, or other JSON with a mapping. It is a file,
      packed by gzip or not, an http or https address, or - for standard input. An address may be in a
      private network, since a person typed it; redirects are followed and told.
      On a terminal it shows a table, with what is wrong and what to tell the publisher, else it writes
      JSON Lines: one for each feed, then one for each of its items.
      Ends with 65 when one of the documents is no feed, with 66 when one cannot be had.

        --table             the table also to a pipe or a file
        --json              JSON Lines also on a terminal
        --limit N           only the first N items of each feed
        --mapping MAP.json  where the fields are in other JSON
        --url BASE          where the documents came from, to complete their addresses
        --content-type CT   the Content-Type that came with them
        --max-bytes N       the longest document; default \(DocumentSource.usualLimit) for addresses
      """,
    usage: "[--table | --json] [OPTIONS] FILE|ADDRESS|-…",
    options: ["url", "content-type", "mapping", "limit", "max-bytes"],
    flags: ["json", "table"],
    run: { try await parse($0) })

  private static func parse(_ arguments: Arguments) async throws -> ExitStatus {
    guard !arguments.operands.isEmpty else {
      throw CommandError.usage("needs a file or an address; see mentiond parse --help")
    }
    let reading = DocumentReading(
      url: arguments.option("url"), contentType: arguments.option("content-type"),
      mapping: try arguments.option("mapping").map(readMapping))
    let source = try DocumentSource(
      for: arguments.operands, reading, maxBytes: arguments.count("max-bytes"))
    defer { source.close() }
    let printer = FeedPrinter(
      form: try form(arguments), limit: try arguments.count("limit") ?? .max, now: Clock.wall.now)
    var status = ExitStatus.success
    for operand in arguments.operands {
      do {
        let (document, feed) = try await source.document(operand)
        switch feed {
        case .success(let feed): printer.print(feed, of: document)
        case .failure(let error):
          printer.print(error, of: document)
          if status == .success { status = .badData }
        }
      } catch let failure as DocumentSource.Failure {
        printer.print(failure)
        status = .noInput
      }
      Output.flush()
    }
    return status
  }

  private static func form(_ arguments: Arguments) throws -> FeedPrinter.Form {
    switch (arguments.has("table"), arguments.has("json")) {
    case (true, true): throw CommandError.usage("--table and --json exclude each other")
    case (true, false): .table(Terminal.standardOutput)
    case (false, true): .lines
    case (false, false): Output.isTerminal ? .table(Terminal.standardOutput) : .lines
    }
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

extension Arguments {
  /// The value of an option that counts something; nil where it was not given.
  fileprivate func count(_ name: String) throws(CommandError) -> Int? {
    guard let text = option(name) else { return nil }
    guard let count = Int(text), count > 0 else {
      throw .usage("--\(name): expected a whole number above 0, found \"\(Output.safe(text))\"")
    }
    return count
  }
}
