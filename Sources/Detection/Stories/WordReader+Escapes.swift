extension WordReader {
  /// The longest escape that is looked for, its semicolon included.
  private static let longestEscape = 9

  /// An escape of HTML that somebody escaped once too often; `at` stands behind the `&`.
  mutating func readEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    let ahead = bytes[at..<min(at + Self.longestEscape, bytes.count)]
    guard let end = ahead.firstIndex(of: UInt8(ascii: ";")) else { return endWord() }
    let name = bytes[at..<end]
    if Self.apostrophes.contains(where: { name.elementsEqual($0.utf8) }) {
      at = end + 1
    } else if name.first == UInt8(ascii: "#"), let scalar = Self.scalar(of: name.dropFirst()) {
      at = end + 1
      append(scalar)
    } else if name.allSatisfy({ (0x61...0x7A).contains($0) }) {
      at = end + 1
      endWord()
      word.beginsSentence = word.beginsSentence || name.elementsEqual("quot".utf8)
    } else {
      endWord()
    }
  }

  /// They stand within words.
  private static let apostrophes = ["#x27", "#39", "apos", "rsquo"]

  private static func scalar(of digits: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    let isHexadecimal = digits.first.map { $0 | 0x20 } == UInt8(ascii: "x")
    let text = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
    return UInt32(text, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
  }
}
