import Feeds
import Model
import Testing

@Suite struct `Encodings` {
  private func title(
    _ bytes: [UInt8], encoding: String? = nil, contentType: String? = nil
  ) throws -> String? {
    let declaration = encoding.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
    let document =
      Array("\(declaration)<rss><channel><item><title>".utf8) + bytes
      + Array("</title></item></channel></rss>".utf8)
    return try FeedReader.read(document, contentType: contentType).items.first?.title
  }

  @Test(
    arguments: [
      ([0x93, 0xE9, 0x94], "iso-8859-1", "“é”"), ([0xE9], "UTF-8", "é"),
      ([0xC3, 0xA9], "iso-8859-1", "é"), ([0xE4, 0xEE, 0xEC], "windows-1251", "дом"),
      ([0xC4, 0xCF, 0xCD], "KOI8-R", "дом"), ([0xC6, 0xF7], "gb2312", "器"),
      ([0x93, 0xFA, 0x96, 0x7B], "Shift_JIS", "日本"), ([0xB3, 0xE2], "euc-kr", "년"),
      ([0x82], "cp437", "é"), ([0xE9], "cp037", "é"), ([0xE9], "../x", "é"),
      ([0xC3, 0xA9], "utf-16", "é"), ([0xC3, 0xA9], "no-such-encoding", "é"),
    ] as [([UInt8], String, String)])
  func `are read whatever the label means`(bytes: [UInt8], label: String, text: String) throws {
    #expect(try title(bytes, encoding: label) == text)
  }

  @Test(arguments: ["gb2312", "Shift_JIS", "big5", "euc-kr", "euc-jp"])
  func `lose no more than the bytes that are invalid`(label: String) throws {
    #expect(try title([0x61, 0xFF, 0x62], encoding: label) == "a\u{FFFD}b")
  }

  @Test func `of HTTP go before those of the document`() throws {
    let header = "text/xml; charset=\"windows-1252\""
    #expect(try title([0xA3], encoding: "iso-8859-5", contentType: header) == "£")
  }

  @Test(arguments: [true, false], [true, false])
  func `of two bytes are told with and without a mark`(isBigEndian: Bool, hasMark: Bool) throws {
    let text = (hasMark ? "\u{FEFF}" : "") + Sample.rss(title: "Café 😀", encoding: "UTF-16")
    let bytes = text.utf16.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? pair : pair.reversed()
    }
    #expect(try FeedReader.read(bytes).items.first?.title == "Café 😀")
  }

  @Test(arguments: [true, false], [true, false])
  func `of four bytes are told with and without a mark`(isBigEndian: Bool, hasMark: Bool) throws {
    let text = (hasMark ? "\u{FEFF}" : "") + Sample.rss(title: "Café 😀", encoding: "UTF-32")
    let bytes = text.unicodeScalars.flatMap { scalar in
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> (24 - 8 * UInt32($0))) }
      return isBigEndian ? bytes : bytes.reversed()
    }
    #expect(try FeedReader.read(bytes).items.first?.title == "Café 😀")
  }

  /// `<?xml?>` and an item in IBM037, spelled out by its table.
  @Test func `of mainframes are told by their first bytes`() throws {
    let table: [Character: UInt8] = [
      "<": 0x4C, ">": 0x6E, "/": 0x61, "?": 0x6F, "a": 0x81, "c": 0x83, "e": 0x85, "h": 0x88,
      "i": 0x89, "l": 0x93, "m": 0x94, "n": 0x95, "r": 0x99, "s": 0xA2, "t": 0xA3, "x": 0xA7,
    ]
    let text = "<?xml?><rss><channel><item><title>a</title></item></channel></rss>"
    #expect(try FeedReader.read(text.compactMap { table[$0] }).items.map(\.title) == ["a"])
  }
}
