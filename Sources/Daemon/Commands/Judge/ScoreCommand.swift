import Detection
import Glibc

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
    run: { try await Scoring(arguments: $0).run() })
}

/// One run of `mentiond score`.
private struct Scoring {
  private let answers: ScoreAnswers
  private let input: Input

  private enum Input {
    case file(path: String)
    case text(String)
  }

  init(arguments: Arguments) throws(CommandError) {
    guard arguments.operands.count <= 1 else {
      throw .usage("expected one file or text; put quotes around a text with blanks")
    }
    input = Self.input(arguments.operands.first ?? "-")
    answers = ScoreAnswers(
      scorer: try Self.scorer(arguments.values("lexicon")), form: Self.form(arguments))
  }

  private static func form(_ arguments: Arguments) -> ScoreAnswers.Form {
    let explains = arguments.has("explain")
    if arguments.has("json") || !Output.isTerminal && !explains {
      return explains ? .explainedLines : .lines
    }
    // https://no-color.org
    return .report(
      Output.isTerminal && Environment.process["NO_COLOR"] == nil ? .colored : .plain)
  }

  private static func scorer(_ names: [String]) throws(CommandError) -> ComplaintScorer {
    guard !names.isEmpty else { return .builtIn }
    do throws(LexiconFiles.Failure) {
      var lexicon = Lexicon.builtIn
      for name in names { lexicon = try LexiconFiles().read(name).extending(lexicon) }
      return ComplaintScorer(lexicon)
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

  func run() async throws -> ExitStatus {
    switch input {
    case .text(let text):
      Output.write(answers.answer(ScoreQuestion(id: .text("1"), text: text)))
      return .success
    case .file(let path): return try await answerLines(of: path)
    }
  }

  /// So many batches are scored at once, or wait for those before them.
  private static let batchesAtOnce = 8

  /// Scores lines on all processors, and tells the answers in the order of the lines.
  private func answerLines(of path: String) async throws -> ExitStatus {
    if path == "-", isatty(STDIN_FILENO) == 1 {
      Output.message("mentiond score: a text on each line; end with Ctrl-D")
    }
    var lines = try LineReader(path: path)
    var status = ExitStatus.success
    let answers = answers
    try await withThrowingTaskGroup(of: (Int, ScoreAnswers.Batch).self) { group in
      var asked = 0
      var told = 0
      var early: [Int: ScoreAnswers.Batch] = [:]
      var isAtEnd = false
      while !isAtEnd || told < asked {
        // Who writes line by line waits for the answer to the last before the next.
        let mayRead = asked == told || asked - told < Self.batchesAtOnce && lines.isReady
        if !isAtEnd, mayRead {
          guard let batch = try lines.nextBatch() else {
            isAtEnd = true
            continue
          }
          let number = asked
          group.addTask { (number, answers.answer(batch)) }
          asked += 1
          continue
        }
        guard let (number, batch) = try await group.next() else { continue }
        early[number] = batch
        while let next = early.removeValue(forKey: told) {
          if next.isIncomplete { status = .badData }
          next.tell()
          told += 1
        }
        if told == asked { Output.flush() }
      }
    }
    return status
  }
}
