import Detection
import Model

/// What queries made of an item, as people read it.
struct MatchReport {
  let item: Item
  let style: Style

  /// What stands before and behind a word that matched.
  struct Style {
    var begin: String
    var end: String

    /// Inverted, which shows on any background.
    static let terminal = Style(begin: "\u{1B}[7m", end: "\u{1B}[27m")
    static let plain = Style(begin: "[", end: "]")
  }

  /// So much of a text is shown around the words that matched, and of one without any.
  private static let around = 60
  private static let excerpt = 200

  func lines(_ trials: [QueryTrial]) -> String {
    trials.map(lines).joined(separator: "\n")
  }

  private func lines(_ trial: QueryTrial) -> String {
    var lines = ["\(trial.isMatch ? "match    " : "no match ") \(Output.safe(trial.brand))"]
    if !item.title.isEmpty { lines.append("  " + shown(item.title, .title, trial)) }
    if !item.text.isEmpty { lines.append("  " + shown(item.text, .text, trial)) }
    let words = trial.places.map(\.words) + trial.fields
    if trial.isMatch {
      lines.append("  by " + words.map { Output.safe($0) }.joined(separator: ", "))
    }
    lines += trial.reasons.map { "  – \(Output.safe($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func shown(
    _ text: String, _ field: QueryTrial.Place.Field, _ trial: QueryTrial
  ) -> String {
    let ranges = trial.places.filter { $0.field == field }.map(\.range)
    guard !ranges.isEmpty else { return Output.safe(cut(text, to: Self.excerpt, from: .start)) }
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var line = ""
    var last = 0
    for range in ranges {
      line += between(part(last..<range.lowerBound), isFirst: last == 0)
      line += style.begin + Output.safe(part(range)) + style.end
      last = range.upperBound
    }
    return line + spaced(cut(part(last..<bytes.count), to: Self.around, from: .start))
  }

  /// What stands before a word: its end, and its beginning too where another word is before it.
  private func between(_ text: String, isFirst: Bool) -> String {
    guard !isFirst else { return spaced(cut(text, to: Self.around, from: .end)) }
    guard text.count > 2 * Self.around else { return spaced(text) }
    return spaced(text.prefix(Self.around) + " … " + text.suffix(Self.around))
  }

  private enum Side { case start, end }

  private func cut(_ text: String, to count: Int, from side: Side) -> String {
    guard text.count > count else { return text }
    return side == .start ? text.prefix(count) + "…" : "…" + text.suffix(count)
  }

  /// Safe text with the blanks at its ends, which separate it from its neighbours.
  private func spaced(_ text: String) -> String {
    let safe = Output.safe(text)
    let before = text.first?.isWhitespace == true ? " " : ""
    guard !safe.isEmpty else { return before }
    return before + safe + (text.last?.isWhitespace == true ? " " : "")
  }
}
