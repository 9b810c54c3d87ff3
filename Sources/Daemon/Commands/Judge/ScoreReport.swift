import Alerting
import Detection
import Model

/// An explained score as people read it.
enum ScoreReport {
  enum Style {
    case plain, colored
  }

  /// Terms weaker than this are left out of the list, though not of the sum.
  private static let faint = 0.005

  /// The text with its terms marked, the verdict, and what each part added.
  static func text(_ text: String, _ explanation: Explanation, in style: Style) -> String {
    let complaint = explanation.complaint
    var lines = [marked(text, explanation.terms, style)]
    let verdict = complaint.isComplaint ? "complaint" : "no complaint"
    let topics = complaint.topics.isEmpty ? "" : " of \(complaint.topics.joined(separator: ", "))"
    let severe = complaint.isSevere ? ", severe: one voice is enough" : ""
    let language = explanation.language ?? "no language that the lexicon knows"
    lines.append("  \(number(complaint.score))  \(verdict)\(topics)\(severe) (\(language))")
    lines.append("  \(signed(explanation.base))  where nothing is said")
    var sum = explanation.base
    for term in explanation.terms {
      sum += term.weight
      guard abs(term.weight) >= faint else { continue }
      lines.append(
        "  \(signed(term.weight))  \(colored(Output.safe(term.text), term.weight, style))")
    }
    for cue in explanation.cues {
      sum += cue.weight
      lines.append("  \(signed(cue.weight))  (\(cue.name))")
    }
    lines.append("  \(signed(sum))  together, in logits")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The text on one line, blame in red and praise in green where there are colours.
  private static func marked(
    _ text: String, _ terms: [Explanation.Term], _ style: Style
  ) -> String {
    guard style == .colored else { return Output.safe(text) }
    let bytes = text.utf8
    func piece(_ range: Range<Int>) -> String {
      let piece = String(
        decoding: bytes[
          bytes.index(
            bytes.startIndex, offsetBy: range.lowerBound)..<bytes.index(
              bytes.startIndex, offsetBy: range.upperBound)], as: UTF8.self)
      // A line is cleaned as a whole, which drops white space at its ends; here it is between words.
      let lead = piece.first?.isWhitespace == true ? " " : ""
      let trail = piece.count > 1 && piece.last?.isWhitespace == true ? " " : ""
      return lead + Output.safe(piece) + trail
    }
    var line = ""
    var at = 0
    for term in terms where term.place.lowerBound >= at {
      line += piece(at..<term.place.lowerBound)
      line += colored(piece(term.place), term.weight, style)
      at = term.place.upperBound
    }
    return line + piece(at..<bytes.count)
  }

  private static func colored(_ text: String, _ weight: Double, _ style: Style) -> String {
    guard style == .colored, abs(weight) >= faint else { return text }
    let strength = abs(weight) >= 1 ? "1;" : ""
    return "\u{1B}[\(strength)\(weight > 0 ? 31 : 32)m\(text)\u{1B}[0m"
  }

  private static func number(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100).\(digits.count < 2 ? "0" : "")\(digits)"
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + number(value)
  }
}
