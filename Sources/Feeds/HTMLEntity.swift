/// Looks up the named character references of HTML.
enum HTMLEntity {
  /// No name is longer: `CounterClockwiseContourIntegral`.
  static let longestName = 32

  private struct Entry {
    var text: String
    var worksBare: Bool
  }

  private static let entries: [String: Entry] = {
    var entries: [String: Entry] = [:]
    entries.reserveCapacity(2200)
    for entry in HTMLEntityTable.text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let parts = entry.split(separator: "=")
      let isBare = parts[0].hasSuffix("*")
      var text = String.UnicodeScalarView()
      for code in parts[1].split(separator: ",") {
        if let scalar = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) { text.append(scalar) }
      }
      entries[String(isBare ? parts[0].dropLast() : parts[0])] = Entry(
        text: String(text), worksBare: isBare)
    }
    return entries
  }()

  /// What `&name;` stands for.
  static func text(of name: UnsafeBufferPointer<UInt8>) -> String? {
    entries[String(decoding: name, as: UTF8.self)]?.text
  }

  /// The longest name at the front of the bytes that works without a semicolon, and its text.
  static func bareText(
    atFrontOf bytes: UnsafeBufferPointer<UInt8>
  ) -> (text: String, length: Int)? {
    for length in stride(from: min(bytes.count, 6), through: 2, by: -1) {
      let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[..<length]), as: UTF8.self)
      if let entry = entries[name], entry.worksBare { return (entry.text, length) }
    }
    return nil
  }

  /// The scalar of a numeric reference, by the rules of HTML: 0x80…0x9F mean windows-1252.
  static func scalar(_ code: UInt32) -> Unicode.Scalar? {
    if (0x80...0x9F).contains(code) { return Windows1252.scalar(UInt8(code)) }
    return Unicode.Scalar(code)
  }
}

/// The one encoding that is needed everywhere: what the web means by Latin-1.
enum Windows1252 {
  private static let high: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(high[Int(byte - 0x80)]) ?? "\u{FFFD}"
  }

  /// The byte that means the scalar, where there is one.
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) { return UInt8(scalar.value) }
    return high.firstIndex(of: scalar.value).map { UInt8(0x80 + $0) }
  }
}
