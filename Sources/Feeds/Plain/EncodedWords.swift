import Model

/// Words of a mail's header beyond ASCII: `=?utf-8?Q?f=C3=BCr?=` (RFC 2047).
enum EncodedWords {
  /// The text with its words decoded. White space between two of them is none: section 6.2.
  static func decoded(_ text: String) -> String {
    var plain = ""
    var run = Run()
    var rest = text[...]
    while let start = rest.firstRange(of: "=?") {
      let before = rest[..<start.lowerBound]
      guard let word = Word(rest[start.lowerBound...]) else {
        plain += run.take()
        plain += before
        plain += "=?"
        rest = rest[start.upperBound...]
        continue
      }
      if run.isEmpty || !before.allSatisfy(\.isWhitespace) {
        plain += run.take()
        plain += before
      }
      // A letter may begin in one word and end in the next.
      if run.charset != word.charset { plain += run.take() }
      run.charset = word.charset
      run.bytes += word.bytes
      rest = rest[word.end...]
    }
    plain += run.take()
    plain += rest
    return plain
  }

  private struct Run {
    var charset = ""
    var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }

    mutating func take() -> String {
      defer { bytes = [] }
      return PlainDocument.text(of: bytes, contentType: "text/plain; charset=\(charset)")
    }
  }

  /// One word at the front of a text.
  private struct Word {
    var charset: String
    var bytes: [UInt8]
    var end: Substring.Index

    init?(_ text: Substring) {
      let parts = text.dropFirst(2).split(
        separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, parts[3].first == "=", !parts[0].contains(where: \.isWhitespace)
      else {
        return nil
      }
      // Section 5 of RFC 2231 puts a language behind the charset.
      charset = parts[0].prefix { $0 != "*" }.lowercased()
      let content = Array(parts[2].utf8)
      switch parts[1].lowercased() {
      case "b": bytes = content.withUnsafeBufferPointer(Base64.decode)
      case "q":
        let blanks = content.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
        bytes = QuotedPrintable.decoded(blanks[...])
      default: return nil
      }
      end = parts[3].index(after: parts[3].startIndex)
    }
  }
}
