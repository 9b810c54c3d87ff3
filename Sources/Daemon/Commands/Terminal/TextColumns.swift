/// How much room text takes in a terminal, and how it is made to fit.
///
/// Letters of Chinese, Japanese and Korean and most emoji take two columns (Unicode Standard Annex
/// #11), marks above letters none. A terminal may see single emoji differently; a column is then
/// off by one.
enum TextColumns {
  static func width(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      // U+FE0F asks for the picture of a sign that is also a letter.
      if isWide(scalar) || scalar == "\u{FE0F}" { return 2 }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format, .control: break
      default: width = 1
      }
    }
    return width
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    return scalar.properties.isEmojiPresentation
      || wideRanges.contains { $0.contains(scalar.value) }
  }

  /// Ranges of class W and F in Unicode Standard Annex #11, without gaps that hold nothing.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]

  /// At most so many columns; where something was left out, `…` ends it.
  static func cut(_ text: String, to limit: Int) -> String {
    var width = 0
    var end = text.startIndex
    for place in text.indices {
      width += Self.width(of: text[place])
      if width > limit { return limit > 0 ? text[..<end] + "…" : "" }
      // Up to here a mark of omission would still fit behind.
      if width < limit { end = text.index(after: place) }
    }
    return text
  }

  /// Exactly so many columns: cut, or filled up with spaces.
  static func fit(_ text: String, to limit: Int) -> String {
    let text = cut(text, to: limit)
    return text + spaces(limit - width(of: text))
  }

  /// Lines of at most so many columns, broken between words; a longer word has a line of its own.
  static func wrap(_ text: String, to limit: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, width(of: last) + 1 + width(of: word) <= limit {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// A line as lines of at most so many columns. Those that follow stand below the text of the first,
  /// behind its label where two spaces or more divide the two, else a little further in.
  static func fold(_ line: String, to limit: Int) -> [String] {
    guard width(of: line) > limit else { return [line] }
    let indent = line.prefix { $0 == " " }.count
    guard let head = label(of: line) else {
      let lines = wrap(line, to: limit - indent - 2)
      return lines.enumerated().map { spaces(indent + ($0 == 0 ? 0 : 2)) + $1 }
    }
    let column = width(of: head)
    let rest = line.dropFirst(head.count)
    guard column <= limit / 2 else {
      return [spaces(indent) + head.split(separator: " ").joined(separator: " ")]
        + wrap(String(rest), to: limit - indent - 4).map { spaces(indent + 4) + $0 }
    }
    return wrap(String(rest), to: limit - column).enumerated().map {
      ($0 == 0 ? String(head) : spaces(column)) + $1
    }
  }

  /// The front of a line up to where its text begins behind two spaces or more.
  private static func label(of line: String) -> Substring? {
    let start = line.firstIndex { $0 != " " } ?? line.endIndex
    guard let gap = line[start...].firstRange(of: "  ") else { return nil }
    let text = line[gap.lowerBound...].firstIndex { $0 != " " }
    return text.map { line[..<$0] }
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
