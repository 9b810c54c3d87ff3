import JSON

/// Texts of JSON documents as those of items: some are HTML, and nothing tells which.
enum JSONText {
  /// An address, a name or a word that is longer is none, and left out.
  private static let shortBytes = 8192

  /// Tags and keywords of one item beyond this are noise.
  static let categories = 200

  /// A text without markup, controls, and white space around it; nil where nothing is left.
  static func plain(_ text: String, _ problems: inout ProblemList) -> String? {
    var text = cut(text, &problems)
    if text.withUTF8(hasMarkup) {
      let isEscaped = text.withUTF8(isEscapedMarkup)
      text = HTMLText.plain(text)
      if isEscaped, text.withUTF8(hasMarkup) { text = HTMLText.plain(text) }
    }
    return clean(text, &problems)
  }

  /// The part of a text that is kept.
  private static func cut(_ text: String, _ problems: inout ProblemList) -> String {
    guard text.utf8.count > FeedLimits.textBytes else { return text }
    problems.note(.tooLong)
    // Not within a letter.
    var end = text.utf8.index(text.startIndex, offsetBy: FeedLimits.textBytes)
    while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }

  /// A text that is no HTML, repaired where it was encoded twice.
  static func clean(_ text: String, _ problems: inout ProblemList) -> String? {
    var text = cut(text, &problems)
    if DoubleEncoding.repair(&text) { problems.note(.doubleEncoding) }
    if text.withUTF8(ControlScan.finds) {
      problems.note(.controlCharacter)
      text.unicodeScalars.removeAll(where: ControlScan.isControl)
    }
    guard let first = text.utf8.first, let last = text.utf8.last else { return nil }
    // Most need no copy.
    return first.isASCIISpace || last.isASCIISpace ? text.trimmed : text
  }

  /// An address, a name, a word; nil where it is too long for one.
  static func short(_ text: String?, _ problems: inout ProblemList) -> String? {
    guard let text, text.utf8.count <= shortBytes else {
      if text != nil { problems.note(.tooLong) }
      return nil
    }
    return clean(text, &problems)
  }

  /// Whether there is a tag, `<` with a name behind it and `>` before the next `<`, or a reference.
  private static func hasMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "<") {
        var end = place
        if end < bytes.count, bytes[end] == UInt8(ascii: "/") { end += 1 }
        guard end < bytes.count, bytes[end].isASCIILetter || bytes[end] == UInt8(ascii: "!") else {
          continue
        }
        while end < bytes.count, bytes[end] != UInt8(ascii: ">"), bytes[end] != byte { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: ">") { return true }
        // No tag ends before here, so the search goes on here: the whole is passed over once.
        place = end
      } else if byte == UInt8(ascii: "&") {
        var end = place
        if end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        let name = end
        while end < bytes.count, bytes[end].isASCIIAlphanumeric { end += 1 }
        if end > name, end < bytes.count, bytes[end] == UInt8(ascii: ";") { return true }
      }
    }
    return false
  }

  /// Whether all of it is HTML that was escaped, as `selftext_html` of Reddit: it begins and ends with
  /// a tag in references. A text that speaks of a tag has words around it.
  private static func isEscapedMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    !bytes.contains(UInt8(ascii: "<")) && bytes.starts(with: "&lt;".utf8)
      && bytes.reversed().drop(while: \.isASCIISpace).starts(with: "&gt;".utf8.reversed())
  }
}
