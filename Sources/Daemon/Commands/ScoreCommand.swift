import Detection
import JSON
import Model

extension Command {
  static let score = Command(
    name: "score",
    summary: "tells how far texts are complaints, of what, and by which words",
    help: """
      Reads JSON Lines, {"id", "text", "language"?}, from the file or standard input. Writes for each
      {"id", "complaint": 0…1, "is_complaint", "topics", "terms", "severe"}; on a terminal the text
      with its terms, weights and cues.

        --json           JSON Lines on a terminal as well
        --lexicon FILE   terms beside the built-in ones; they win where both have one

      A line that cannot be read is told on standard error, the rest is still scored, and the exit
      status is 65.
      """,
    usage: "[--json] [--lexicon FILE] [FILE]",
    options: ["lexicon"],
    flags: ["json"],
    run: { try Scoring(arguments: $0).run() })
}

/// One run of `mentiond score`.
private struct Scoring {
  private let scorer: ComplaintScorer
  private let path: String
  private let isForPeople: Bool
  private var writer = JSONWriter()

  init(arguments: Arguments) throws(CommandError) {
    guard arguments.operands.count <= 1 else {
      throw .usage("expected one file at most; see mentiond score --help")
    }
    path = arguments.operands.first ?? "-"
    isForPeople = Output.isTerminal && !arguments.has("json")
    var lexicon = Lexicon.builtIn
    if let path = arguments.option("lexicon") {
      lexicon = lexicon.extended(by: try Self.lexicon(at: path))
    }
    scorer = ComplaintScorer(lexicon)
  }

  consuming func run() throws(CommandError) -> ExitStatus {
    var lines = try LineReader(path: path)
    var status = ExitStatus.success
    while let line = try lines.next() {
      switch line {
      case .tooLong:
        status = .badData
        Output.message(
          "mentiond score: line \(lines.number): longer than \(LineReader.lineLimit) bytes")
      case .bytes(let bytes):
        if let fault = score(bytes) {
          status = .badData
          Output.message("mentiond score: line \(lines.number): \(fault)")
        }
      }
    }
    return status
  }

  /// - Returns: What was wrong with the line, if anything was.
  private mutating func score(_ line: ArraySlice<UInt8>) -> String? {
    guard line.contains(where: { $0 > 0x20 }) else { return nil }
    let row: JSONValue
    do throws(JSONError) {
      row = try JSONDocument(Array(line)).root
    } catch {
      return "column \(error.column): \(error.reason)"
    }
    guard row.kind == .object else { return "expected an object, found \(row.kind.rawValue)" }
    guard let text = row["text"]?.string else { return "expected \"text\", a string" }
    let language = row["language"]?.string
    if isForPeople {
      Output.print(ScoreReport.lines(text, scorer.explain(text, language: language)))
    } else {
      write(scorer.score(text, language: language), id: row["id"])
    }
    return nil
  }

  private mutating func write(_ complaint: Complaint, id: JSONValue?) {
    writer.reset()
    writer.object {
      if let text = id?.string {
        $0.field("id", text)
      } else {
        $0.key("id")
        $0.literal(id?.literal ?? "null")
      }
      $0.field("complaint", complaint.score)
      $0.field("is_complaint", complaint.isComplaint)
      $0.field("topics", complaint.topics)
      $0.field("terms", complaint.terms)
      $0.field("severe", complaint.isSevere)
    }
    Output.write(writer.bytes)
    Output.write([0x0A])
  }

  private static func lexicon(at path: String) throws(CommandError) -> Lexicon {
    var lines = try LineReader(path: path)
    var text: [UInt8] = []
    while let line = try lines.next() {
      guard case .bytes(let bytes) = line else { continue }
      text += bytes
      text.append(0x0A)
    }
    do throws(LexiconError) {
      return try Lexicon(String(decoding: text, as: UTF8.self))
    } catch {
      throw CommandError(
        status: .badConfiguration, message: "\(Output.safe(path)): \(error)")
    }
  }
}

/// An explained score as people read it.
private enum ScoreReport {
  static func lines(_ text: String, _ explanation: Explanation) -> String {
    let complaint = explanation.complaint
    var lines = [Output.safe(text)]
    let verdict = complaint.isComplaint ? "complaint" : "no complaint"
    let topics = complaint.topics.isEmpty ? "" : " of \(complaint.topics.joined(separator: ", "))"
    let severe = complaint.isSevere ? ", severe" : ""
    lines.append("  \(number(complaint.score))  \(verdict)\(topics)\(severe)")
    for part in explanation.terms where part.weight != 0 {
      lines.append("  \(signed(part.weight))  \(Output.safe(part.name))")
    }
    for part in explanation.cues { lines.append("  \(signed(part.weight))  (\(part.name))") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = String(abs(hundredths) % 100)
    return "\(abs(hundredths) / 100).\(digits.count < 2 ? "0" : "")\(digits)"
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + number(value)
  }
}
