/// Text as it may stand in an address or a form: RFC 3986 section 2.
enum PercentEncoding {
  /// Encodes all but what is unreserved, and `kept`.
  static func encoded(_ text: String, keeping kept: String = "") -> String {
    let plain = Set("-._~".utf8).union(kept.utf8)
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: bytes.append(byte)
      case _ where plain.contains(byte): bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
