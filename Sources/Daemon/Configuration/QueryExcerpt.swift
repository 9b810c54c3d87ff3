/// A query with a caret below the place of a problem.
enum QueryExcerpt {
  /// So many characters of a query are shown on either side of the place.
  private static let around = 40

  /// Two lines, each with a line feed before it.
  ///
  /// - Parameter column: in characters, from 1; one more than the query has is its end.
  static func lines(_ query: String, column: Int) -> String {
    // Blanks of all kinds become one column wide; what could steer a terminal goes.
    let characters = query.map { $0.isWhitespace ? " " : $0 }
    let place = min(max(column - 1, 0), characters.count)
    let start = max(0, place - around)
    let end = min(characters.count, place + around)
    let lead = start > 0 ? "…" : ""
    let shown = String(characters[start..<end])
    let before = lead + String(characters[start..<place])
    return "\n  " + Output.safe(lead + shown + (end < characters.count ? "…" : ""))
      + "\n  " + before.map { isWide($0) ? "\u{3000}" : " " }.joined() + "^"
  }

  /// Whether a terminal gives a character two columns, as UAX 11 has it for East Asian letters and
  /// emoji.
  private static func isWide(_ character: Character) -> Bool {
    switch character.unicodeScalars.first?.value ?? 0 {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
