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
      with the words that told and what each of them added, in logits: 1 multiplies the odds of a
      complaint by 2.7.

        --json           JSON Lines on a terminal as well
        --explain        every part of the score: in JSON too, or where the output is no terminal
        --lexicon FILE   words on top of the built-in ones, as the configuration's "lexicon"; may be
                         given several times

      On a terminal a line that is no JSON is taken for the text itself. Elsewhere a line that cannot
      be read is told on standard error, the rest is still scored, and the exit status is 65.
      """,
    usage: "[--json] [--explain] [--lexicon FILE] [FILE]",
    options: ["lexicon"],
    flags: ["json", "explain"],
    run: { try Scoring(arguments: $0).run() })
}

/// One run of `mentiond score`.
private struct Scoring {
  private let scorer: ComplaintScorer
  private let path: String
  private let form: Form
  private let style: ScoreReport.Style
  private var writer = JSONWriter()

  private enum Form {
    case lines, explainedLines, report
  }

  init(arguments: Arguments) throws(CommandError) {
    guard arguments.operands.count <= 1 else {
      throw .usage("expected one file at most; see mentiond score --help")
    }
    path = arguments.operands.first ?? "-"
    let explains = arguments.has("explain")
    if arguments.has("json") {
      form = explains ? .explainedLines : .lines
    } else {
      form = Output.isTerminal || explains ? .report : .lines
    }
    // https://no-color.org
    style = Output.isTerminal && Environment.process["NO_COLOR"] == nil ? .colored : .plain
    do throws(LexiconFiles.Failure) {
      var lexicon = Lexicon.builtIn
      for name in arguments.values("lexicon") {
        lexicon = try LexiconFiles().read(name).extending(lexicon)
      }
      scorer = ComplaintScorer(lexicon)
    } catch {
      throw CommandError(status: .badConfiguration, message: Output.safe(error.message))
    }
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
    guard let first = line.first(where: { $0 > 0x20 }) else { return nil }
    if form == .report, first != UInt8(ascii: "{") {
      report(String(decoding: line, as: UTF8.self), language: nil)
      return nil
    }
    let row: JSONValue
    do throws(JSONError) {
      row = try JSONDocument(Array(line)).root
    } catch {
      return "column \(error.column): \(error.reason)"
    }
    guard row.kind == .object else { return "expected an object, found \(row.kind.rawValue)" }
    guard let text = row["text"]?.string else { return "expected \"text\", a string" }
    let language = row["language"]?.string
    switch form {
    case .report: report(text, language: language)
    case .lines: write(scorer.score(text, language: language), nil, id: row["id"])
    case .explainedLines:
      let explanation = scorer.explain(text, language: language)
      write(explanation.complaint, explanation, id: row["id"])
    }
    return nil
  }

  private func report(_ text: String, language: String?) {
    Output.print(
      ScoreReport.text(text, scorer.explain(text, language: language), in: style))
  }

  private mutating func write(_ complaint: Complaint, _ explanation: Explanation?, id: JSONValue?) {
    writer.reset()
    writer.object {
      if let text = id?.string {
        $0.field("id", text)
      } else {
        $0.key("id")
        $0.literal(id?.literal ?? "null")
      }
      // Digits enough to keep the order of clear cases: their scores are near 0 or 1.
      $0.field("complaint", complaint.score, digits: 6)
      $0.field("is_complaint", complaint.isComplaint)
      $0.field("topics", complaint.topics)
      $0.field("terms", complaint.terms)
      $0.field("severe", complaint.isSevere)
      if let explanation { Self.write(explanation, into: &$0) }
    }
    Output.write(writer.bytes)
    Output.write([0x0A])
  }

  private static func write(_ explanation: Explanation, into writer: inout JSONWriter) {
    writer.field("language", explanation.language)
    writer.object("explanation") {
      $0.field("base", explanation.base)
      $0.array("terms") {
        for term in explanation.terms {
          $0.object {
            $0.field("text", term.text)
            $0.field("at", term.place.lowerBound)
            $0.field("weight", term.weight)
          }
        }
      }
      $0.array("cues") {
        for cue in explanation.cues {
          $0.object {
            $0.field("cue", cue.name)
            $0.field("weight", cue.weight)
          }
        }
      }
    }
  }
}
