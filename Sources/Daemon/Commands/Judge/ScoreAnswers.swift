import Detection
import JSON
import Model

/// What `score` answers, as the bytes that it prints.
struct ScoreAnswers: Sendable {
  let scorer: ComplaintScorer
  let form: Form

  enum Form: Sendable {
    case lines, explainedLines
    case report(ScoreReport.Style)
  }

  /// The answers to some lines, in their order.
  struct Batch: Sendable {
    fileprivate var bytes: [UInt8] = []
    /// Why lines are no questions, for people.
    fileprivate var faults: [String] = []

    var isIncomplete: Bool { !faults.isEmpty }

    func tell() {
      // Where both go to one place, no message stands within an answer.
      if !faults.isEmpty { Output.flush() }
      faults.forEach(Output.message)
      Output.write(bytes)
    }
  }

  func answer(_ lines: LineReader.Batch) -> Batch {
    var answers = Batch()
    answers.bytes.reserveCapacity(2 * lines.bytes.count)
    func note(_ fault: String, in line: Int) {
      answers.faults.append("mentiond score: line \(line): \(fault)")
    }
    if lines.isTooLong { note("longer than \(LineReader.lineLimit) bytes", in: lines.first) }
    var writer = JSONWriter()
    lines.forEachLine { line, number in
      do throws(ScoreQuestion.Fault) {
        guard let question = try ScoreQuestion.read(line, number: number) else { return }
        answer(question, with: &writer, to: &answers.bytes)
      } catch {
        note(error.reason, in: number)
      }
    }
    return answers
  }

  func answer(_ question: ScoreQuestion) -> [UInt8] {
    var writer = JSONWriter()
    var bytes: [UInt8] = []
    answer(question, with: &writer, to: &bytes)
    return bytes
  }

  private func answer(
    _ question: ScoreQuestion, with writer: inout JSONWriter, to bytes: inout [UInt8]
  ) {
    switch form {
    case .report(let style):
      let explanation = scorer.explain(question.text, language: question.language)
      bytes += ScoreReport.text(question.text, explanation, in: style).utf8
    case .lines:
      let complaint = scorer.score(question.text, language: question.language)
      Self.write(complaint, nil, id: question.id, with: &writer)
      bytes += writer.bytes
    case .explainedLines:
      let explanation = scorer.explain(question.text, language: question.language)
      Self.write(explanation.complaint, explanation, id: question.id, with: &writer)
      bytes += writer.bytes
    }
    bytes.append(0x0A)
  }

  private static func write(
    _ complaint: Complaint, _ explanation: Explanation?, id: ScoreQuestion.ID,
    with writer: inout JSONWriter
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
      if let explanation { write(explanation, into: &$0) }
    }
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
