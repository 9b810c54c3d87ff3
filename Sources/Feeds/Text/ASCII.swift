extension UInt8 {
  var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }

  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

  var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

  /// White space of XML and HTML.
  var isASCIISpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }

  /// Its value as a digit.
  func digit(radix: UInt32) -> UInt32? {
    let value: UInt32
    switch self {
    case 0x30...0x39: value = UInt32(self - 0x30)
    case 0x41...0x5A: value = UInt32(self - 0x41) + 10
    case 0x61...0x7A: value = UInt32(self - 0x61) + 10
    default: return nil
    }
    return value < radix ? value : nil
  }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
  /// Without the white space around it, and nil where nothing is left.
  var trimmed: String? {
    let utf8 = self.utf8
    guard let first = utf8.firstIndex(where: { !$0.isASCIISpace }),
      let last = utf8.lastIndex(where: { !$0.isASCIISpace })
    else { return nil }
    return String(decoding: utf8[first...last], as: UTF8.self)
  }
}
