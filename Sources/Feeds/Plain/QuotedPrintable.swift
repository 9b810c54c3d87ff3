/// RFC 2045 section 6.7.
enum QuotedPrintable {
  /// The bytes that are meant; what is no code stands for itself.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        plain.append(byte)
        continue
      }
      let code = rest.prefix(2)
      if code.count == 2, let high = code[code.startIndex].digit(radix: 16),
        let low = code[code.startIndex + 1].digit(radix: 16)
      {
        plain.append(UInt8(high << 4 | low))
        rest = rest.dropFirst(2)
      } else if let end = lineEnd(rest) {
        rest = rest[end...]
      } else {
        plain.append(byte)
      }
    }
    return plain
  }

  /// Behind a line break that is there for the length of lines alone.
  private static func lineEnd(_ rest: ArraySlice<UInt8>) -> Int? {
    let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let end = blanks.endIndex
    return end < rest.endIndex && rest[end] == 0x0A ? end + 1 : nil
  }
}
