import Detection
import Glibc
import JSON
import Model

extension Command {
  static let match = Command(
    name: "match",
    summary: "test a query against a text: which words match, and why not",
    examples: [
      "match 'delta NEAR/5 (flight OR airport)' post.txt",
      "match --config c.json --lines < posts.txt",
    ],
    help: """
      Asks a query, or every brand of a configuration, of the text in FILE or on standard input. On a
      terminal it shows the text with the words that matched, and for what did not match which clause
      failed; elsewhere it writes JSON Lines:
      {"id", "brand", "match", "matched", "places": [{"field", "start", "end"}], "why_not"}; places
      are in bytes of UTF-8.

        --config FILE   all brands of this configuration, with its rules, in place of a query
        --brand NAME    only this one of them
        --source NAME   as if the text came from this source
        --lines         each line is a text of its own
        --json          JSON Lines on a terminal as well

      Input that begins with { is JSON Lines of items as `replay` reads them, {"title", "text",
      "author", "url", "language", "source", …}, none of which must be there; a line that cannot be
      read is told on standard error, and the exit status is 65.

        mentiond match 'delta NEAR/5 (flight OR airport)' < post.txt
      """,
    usage: "[--json] [--lines] [--source NAME] (QUERY | --config FILE [--brand NAME]) [FILE]",
    options: ["config", "brand", "source"],
    flags: ["json", "lines"],
    run: { try Matching(arguments: $0).run() })
}

/// One run of `mentiond match`.
private struct Matching {
  private let matcher: Matcher
  private var sources: [Source.ID: Source] = [:]
  /// What texts come from that name no source.
  private let source: Source.ID
  private let path: String
  private let isByLines: Bool
  private let isForPeople: Bool
  private var writer = JSONWriter()

  /// A longer input is no text that somebody pastes.
  private static let inputLimit = 256 << 20

  init(arguments: Arguments) throws(CommandError) {
    var operands = arguments.operands[...]
    isForPeople = Output.isTerminal && !arguments.has("json")
    isByLines = arguments.has("lines")
    source = arguments.option("source") ?? ""
    if let path = arguments.option("config") {
      let configuration = try ConfigurationFile(path: path, environment: .process).load()
      for watched in configuration.sources { sources[watched.source.id] = watched.source }
      matcher = try Self.matcher(configuration, only: arguments.option("brand"))
    } else {
      guard arguments.option("brand") == nil else {
        throw .usage("--brand names one of a configuration; say which by --config FILE")
      }
      guard let query = operands.popFirst() else {
        throw .usage("expected a query, or --config FILE; see mentiond match --help")
      }
      matcher = try Self.matcher(query)
    }
    path = operands.popFirst() ?? "-"
    guard operands.isEmpty else {
      throw .usage("expected one file at most; put quotes around a query with blanks")
    }
  }

  /// Nobody asks here how much of a complaint a text is, and the words for that take a while to compile.
  private static let wordless = ComplaintScorer(.scale)

  private static func matcher(_ query: String) throws(CommandError) -> Matcher {
    do throws(MatcherError) {
      return try Matcher(brands: [Brand(id: "query", query: query)], scorer: Self.wordless)
    } catch {
      throw .usage(
        "column \(error.error.column): \(error.error.reason)"
          + QueryExcerpt.lines(query, column: error.error.column))
    }
  }

  private static func matcher(
    _ configuration: Configuration, only name: String?
  ) throws(CommandError) -> Matcher {
    let all = configuration.brands.map(\.brand)
    let brands = all.filter { name == nil || $0.id == name }
    if brands.isEmpty, let name {
      let near = Spelling.nearest(to: name, among: all.map(\.id))
      throw .usage("no brand \(Output.safe(name))" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    do throws(MatcherError) {
      return try Matcher(brands: brands, rules: configuration.matching, scorer: Self.wordless)
    } catch {
      throw CommandError(status: .badConfiguration, message: error.description)
    }
  }

  consuming func run() throws(CommandError) -> ExitStatus {
    if path == "-", isatty(STDIN_FILENO) == 1 {
      Output.message("mentiond match: paste a text and end it with Ctrl-D")
    }
    guard let bytes = FileBytes.read(path, limit: Self.inputLimit) else {
      throw CommandError(
        status: .noInput, message: "\(Output.safe(path)): \(FileBytes.lastError)")
    }
    let holdsItems = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    guard holdsItems || isByLines else {
      show(Item(text: String(decoding: bytes, as: UTF8.self)), id: nil, from: source)
      return .success
    }
    var status = ExitStatus.success
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
      guard holdsItems else {
        show(Item(text: String(decoding: line, as: UTF8.self)), id: "\(number + 1)", from: source)
        continue
      }
      do throws(JSONError) {
        let root = try JSONDocument(Array(line)).root
        show(Item(line: root), id: root["id"]?.string, from: root["source"]?.string ?? source)
      } catch {
        status = .badData
        Output.message(
          "mentiond match: line \(number + 1), column \(error.column): \(error.reason)")
      }
    }
    return status
  }

  private mutating func show(_ item: Item, id: String?, from name: Source.ID) {
    let trials = matcher.explain(item, from: sources[name] ?? Source(id: name, url: ""))
    guard !isForPeople else {
      return Output.print(MatchReport(item: item, style: .terminal).lines(trials))
    }
    for trial in trials {
      writer.reset()
      writer.object { Self.write(trial, id: id, into: &$0) }
      Output.write(writer.bytes)
      Output.write([0x0A])
    }
  }

  private static func write(_ trial: QueryTrial, id: String?, into writer: inout JSONWriter) {
    writer.field("id", id)
    writer.field("brand", trial.brand)
    writer.field("match", trial.isMatch)
    writer.field("matched", trial.places.map(\.words) + trial.fields)
    writer.array("places") { list in
      for place in trial.places {
        list.object {
          $0.field("field", place.field.rawValue)
          $0.field("start", place.range.lowerBound)
          $0.field("end", place.range.upperBound)
        }
      }
    }
    writer.field("why_not", trial.reasons)
  }
}
