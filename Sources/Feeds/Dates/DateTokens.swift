/// The pieces of a date: words, numbers, and the signs between.
enum DateToken: Equatable {
  case word(String)
  /// The value is that of the first fifteen digits.
  case number(Int, digits: Int)
  /// What a number counts, where Chinese, Japanese and Korean say it behind: `1月`.
  case unit(DateUnit)
  case sign(UInt8)
}

/// What a number counts.
enum DateUnit {
  case year, koreanYear, month, day, hour, minute, second
}

enum DateTokens {
  /// Lower-case UTF-8 without white space around, in which digits, hyphens and spaces are those of
  /// ASCII.
  static func plain(_ text: String) -> [UInt8] {
    guard let text = text.lowercased().trimmed else { return [] }
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return Array(text.utf8) }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .decimalNumber:
        let digit = UInt8(scalar.properties.numericValue ?? 0)
        plain.append(Unicode.Scalar(UInt8(ascii: "0") + digit))
      case .dashPunctuation: plain.append("-")
      case _ where scalar == "\u{2212}": plain.append("-")
      case .spaceSeparator, .lineSeparator, .paragraphSeparator: plain.append(" ")
      case .format: break
      default: plain.append(scalar)
      }
    }
    return Array((String(plain).trimmed ?? "").utf8)
  }

  /// Splits plain text. What stands in parentheses is a comment (RFC 5322, section 3.2.2), what
  /// stands in brackets a zone once more (Java).
  static func split(_ bytes: [UInt8]) -> [DateToken] {
    var tokens: [DateToken] = []
    var rest = bytes[...]
    while let byte = rest.first {
      switch byte {
      case _ where byte.isASCIIDigit:
        tokens.append(takeNumber(&rest))
        if let unit = takeUnit(&rest) { tokens.append(.unit(unit)) }
      case _ where byte.isASCIILetter || byte >= 0x80:
        if let word = takeWord(&rest) { tokens.append(.word(word)) }
      case UInt8(ascii: "("): skip(to: UInt8(ascii: ")"), &rest)
      case UInt8(ascii: "["): skip(to: UInt8(ascii: "]"), &rest)
      default:
        // A space parts a sign from what it would else belong to: `17 -0700` is no range.
        let sign = byte.isASCIISpace ? 0x20 : byte
        if sign != 0x20 || tokens.last != .sign(0x20) { tokens.append(.sign(sign)) }
        rest.removeFirst()
      }
    }
    return tokens
  }

  private static func skip(to end: UInt8, _ rest: inout ArraySlice<UInt8>) {
    rest = rest.drop { $0 != end }.dropFirst()
  }

  private static func takeNumber(_ rest: inout ArraySlice<UInt8>) -> DateToken {
    let digits = rest.prefix(while: \.isASCIIDigit)
    rest = rest[digits.endIndex...]
    let value = digits.prefix(15).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return .number(value, digits: digits.count)
  }

  private static func takeUnit(_ rest: inout ArraySlice<UInt8>) -> DateUnit? {
    // All of them take three bytes.
    guard let first = rest.first, first >= 0xE0,
      let unit = units[String(decoding: rest.prefix(3), as: UTF8.self)]
    else { return nil }
    rest = rest.dropFirst(3)
    return unit
  }

  private static let units: [String: DateUnit] = [
    "年": .year, "月": .month, "日": .day, "時": .hour, "时": .hour, "点": .hour, "點": .hour,
    "分": .minute, "秒": .second,
    "년": .koreanYear, "월": .month, "일": .day, "시": .hour, "분": .minute, "초": .second,
  ]

  /// A word without the signs that typesetters put beside it; `a.m.` is one.
  private static func takeWord(_ rest: inout ArraySlice<UInt8>) -> String? {
    for half in ["a.m", "p.m"] where rest.starts(with: half.utf8) {
      rest = rest.dropFirst(3)
      return half.first.map { "\($0)m" }
    }
    let bytes = rest.prefix { $0.isASCIILetter || $0 >= 0x80 }
    rest = rest[bytes.endIndex...]
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.allSatisfy(\.isASCIILetter) { return text }
    let scalars = text.unicodeScalars.filter { $0.properties.isAlphabetic || $0 == "\u{301}" }
    return scalars.isEmpty ? nil : String(String.UnicodeScalarView(scalars))
  }
}
