/// The pieces of a date: words, numbers, and the signs between.
enum DateToken: Equatable {
  case word(String)
  case number(Int, digits: Int)
  case sign(UInt8)
}

enum DateTokens {
  /// Splits lower-case text. White space and commas only part the pieces; what stands in parentheses
  /// is a comment (RFC 5322, section 3.2.2).
  static func split(_ bytes: [UInt8]) -> [DateToken] {
    var tokens: [DateToken] = []
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte.isASCIIDigit {
        let start = at
        var value = 0
        while at < bytes.count, bytes[at].isASCIIDigit {
          value = min(value * 10 + Int(bytes[at] - 0x30), 1 << 50)
          at += 1
        }
        tokens.append(.number(value, digits: at - start))
      } else if byte.isASCIILetter || byte >= 0x80 {
        let start = at
        while at < bytes.count, bytes[at].isASCIILetter || bytes[at] >= 0x80 { at += 1 }
        if let word = word(bytes[start..<at]) { tokens.append(.word(word)) }
      } else if byte == UInt8(ascii: "(") {
        while at < bytes.count, bytes[at] != UInt8(ascii: ")") { at += 1 }
        at += 1
      } else {
        if !byte.isASCIISpace { tokens.append(.sign(byte)) }
        // A space parts a sign from what it would else belong to: `17 -0700` is no range.
        if byte.isASCIISpace, tokens.last != .sign(0x20) { tokens.append(.sign(0x20)) }
        at += 1
      }
    }
    return tokens
  }

  /// A word without the minus and no-break spaces that typesetters put beside it.
  private static func word(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.allSatisfy(\.isASCIILetter) { return text }
    let scalars = text.unicodeScalars.filter { $0.properties.isAlphabetic || $0 == "\u{301}" }
    return scalars.isEmpty ? nil : String(String.UnicodeScalarView(scalars))
  }
}
