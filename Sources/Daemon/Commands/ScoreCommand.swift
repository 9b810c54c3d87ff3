import Detection
import Glibc
import JSON
import Model

extension Command {
  static let score = Command(
    name: "score",
    summary: "tells how far texts are complaints, of what, and by which words",
    examples: [
      "score \"lost my bag again\"",
      "score < texts.jsonl",
      "score --lexicon own.txt texts.jsonl",
    ],
    help: """
      Reads a text in each line of the file or of standard input, or takes TEXT itself. A line that
      begins with { is JSON: {"id", "text", "language"?}. On a terminal it shows the text with the
      words that told and what each of them added, in logits: 1 multiplies the odds of a complaint by
      2.7. Elsewhere it writes JSON Lines: {"id", "complaint": 0…1, "is_complaint", "topics", "terms",
      "severe"}; the id of a line without one is its number.

        --json           JSON Lines on a terminal as well
        --explain        every part of the score: in JSON too, or where the output is no terminal
        --lexicon FILE   words on top of the built-in ones, as the configuration's "lexicon"; may be
                         given several times

      JSON that cannot be read is told on standard error, the rest is still scored, and the exit status
      is 65.

        mentiond score 'You lost my bag. Again.'
      """,
    usage: "[--json] [--explain] [--lexicon FILE] [FILE | TEXT]",
    options: ["lexicon"],
    flags: ["json", "explain"],
    run: { try Scoring(arguments: $0).run() })
}

/// One run of `mentiond score`.
private struct Scoring {
  private let scorer: ComplaintScorer
  private let input: Input
  private let form: Form
  private let style: ScoreReport.Style
  private var writer = JSONWriter()

  private static let lineFeed: [UInt8] = [0x0A]

  private enum Form {
    case lines, explainedLines, report
  }

  private enum Input {
    case file(path: String)
    case text(String)
  }

  init(arguments: Arguments) throws(CommandError) {
    guard arguments.operands.count <= 1 else {
      throw .usage("expected one file or text; put quotes around a text with blanks")
    }
    input = Self.input(arguments.operands.first ?? "-")
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

  /// A file where there is one of the name, or could be: nobody asks about one word.
  private static func input(_ operand: String) -> Input {
    let isFile = operand == "-" || access(operand, F_OK) == 0
    return isFile || !operand.contains(where: \.isWhitespace)
      ? .file(path: operand) : .text(operand)
  }

  consuming func run() throws(CommandError) -> ExitStatus {
    switch input {
    case .text(let text):
      answer(ScoreQuestion(id: .text("1"), text: text))
      return .success
    case .file(let path): return try answerLines(of: path)
    }
  }

  private mutating func answerLines(of path: String) throws(CommandError) -> ExitStatus {
    if path == "-", isatty(STDIN_FILENO) == 1 {
      Output.message("mentiond score: a text on each line; end with Ctrl-D")
    }
    var lines = try LineReader(path: path)
    var status = ExitStatus.success
    while let line = try lines.next() {
      do throws(ScoreQuestion.Fault) {
        guard case .bytes(let bytes) = line else {
          throw ScoreQuestion.Fault(reason: "longer than \(LineReader.lineLimit) bytes")
        }
        if let question = try ScoreQuestion.read(bytes, number: lines.number) { answer(question) }
      } catch {
        status = .badData
        Output.message("mentiond score: line \(lines.number): \(error.reason)")
      }
    }
    return status
  }

  private mutating func answer(_ question: ScoreQuestion) {
    switch form {
    case .report: report(question.text, language: question.language)
    case .lines:
      write(
        scorer.score(question.text, language: question.language), nil, id: question.id)
    case .explainedLines:
      let explanation = scorer.explain(question.text, language: question.language)
      write(explanation.complaint, explanation, id: question.id)
    }
  }

  private func report(_ text: String, language: String?) {
    Output.print(
      ScoreReport.text(text, scorer.explain(text, language: language), in: style))
  }

  private mutating func write(
    _ complaint: Complaint, _ explanation: Explanation?, id: ScoreQuestion.ID
  ) {
    writer.reset()
    writer.object {
      switch id {
      case .text(let text): $0.field("id", text)
      case .literal(let literal):
        $0.key("id")
        $0.literal(literal)
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
    Output.write(Self.lineFeed)
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
