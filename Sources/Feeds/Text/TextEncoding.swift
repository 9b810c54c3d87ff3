/// An encoding of text that a document may be in.
enum TextEncoding: Hashable {
  case utf8
  case utf16(isBigEndian: Bool)
  /// One of `SingleByteTables`, or windows-1252.
  case singleByte(String)
  /// A name that iconv knows.
  case multiByte(String)

  /// The encoding of a label, as browsers take it (WHATWG Encoding Standard, section 4.2): whoever
  /// writes Latin-1 means windows-1252.
  static func named(_ label: String) -> TextEncoding? {
    let label = label.lowercased().trimmed ?? ""
    let plain = label.filter { $0 != "-" && $0 != "_" && $0 != ":" }
    switch plain {
    case "utf8", "unicode11utf8", "unicode20utf8": return .utf8
    case "utf16", "utf16le", "unicode", "ucs2", "iso10646ucs2", "csunicode":
      return .utf16(isBigEndian: false)
    case "utf16be": return .utf16(isBigEndian: true)
    case "shiftjis", "sjis", "xsjis", "mskanji", "windows31j", "cp932", "ms932":
      return .multiByte("CP932")
    case "eucjp", "xeucjp": return .multiByte("EUC-JP")
    case "iso2022jp", "csiso2022jp": return .multiByte("ISO-2022-JP")
    case "gbk", "gb2312", "gb18030", "gb231280", "xgbk", "cp936", "isoir58", "chinese":
      return .multiByte("GB18030")
    case "big5", "big5hkscs", "xxbig5", "cnbig5", "cp950": return .multiByte("BIG5-HKSCS")
    case "euckr", "ksc5601", "ksc56011987", "ksc56011989", "korean", "windows949", "cp949", "uhc":
      return .multiByte("CP949")
    case "utf32", "utf32be", "utf32le", "ucs4": return .multiByte(label.uppercased())
    case "ascii", "usascii", "latin1", "l1", "iso88591", "iso885911987", "88591", "cp1252",
      "windows1252", "xcp1252", "cp819", "ibm819", "ansix3.41968":
      return .singleByte("windows-1252")
    case "iso88599", "latin5", "l5", "88599": return .singleByte("windows-1254")
    case "iso885911", "tis620", "dos874": return .singleByte("windows-874")
    case "latin2", "l2": return .singleByte("iso-8859-2")
    case "cyrillic": return .singleByte("iso-8859-5")
    case "greek": return .singleByte("iso-8859-7")
    case "hebrew", "iso88598i", "logical": return .singleByte("iso-8859-8")
    case "latin9", "l9": return .singleByte("iso-8859-15")
    case "koi8", "koi": return .singleByte("koi8-r")
    case "koi8ru": return .singleByte("koi8-u")
    case "mac", "xmacroman", "macroman": return .singleByte("macintosh")
    case "866", "cp866": return .singleByte("ibm866")
    default:
      let spelled = plain.hasPrefix("cp125") ? "windows125" + plain.dropFirst(5) : plain
      let table = SingleByteTables.text.keys.first { $0.filter { $0 != "-" } == spelled }
      return table.map { .singleByte($0) } ?? (isKnownToSystem(label) ? .multiByte(label) : nil)
    }
  }

  /// Whether iconv has an encoding of a name, and one in which ASCII means itself: what was read of the
  /// document to come to the name was ASCII.
  private static func isKnownToSystem(_ label: String) -> Bool {
    guard label.utf8.count <= 32, !label.hasPrefix("utf-7"), !label.hasPrefix("utf7"),
      label.utf8.allSatisfy({ $0.isNameByte || $0 == UInt8(ascii: ":") })
    else { return false }
    var decoder = TextDecoder(.multiByte(label))
    let ascii = Array("<?xml a=\"1\">\\~".utf8)
    var decoded: [UInt8] = []
    ascii.withUnsafeBufferPointer { decoder.decode($0, isLast: true, into: &decoded) }
    return decoder.isReady && decoded == ascii
  }

  /// The 128 code points of the bytes from 0x80 as UTF-8.
  static func table(_ name: String) -> [[UInt8]] {
    guard let text = SingleByteTables.text[name] else {
      return (0x80...0xFF).map { Array(String(Windows1252.scalar(UInt8($0))).utf8) }
    }
    return text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { code in
      Array(String(UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}").utf8)
    }
  }
}
