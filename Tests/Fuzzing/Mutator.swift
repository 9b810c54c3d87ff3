/// Makes broken documents of whole ones.
package struct Mutator {
  private let seeds: [[UInt8]]
  private var dice: Dice

  /// A document that has grown beyond this is cut: what is slow on long input is slow on this.
  private static let mostBytes = 1 << 16

  /// - Parameter seeds: documents to begin with, at least one.
  package init(seeds: [[UInt8]], dice: Dice) {
    self.seeds = seeds
    self.dice = dice
  }

  /// The next document, with one to eight mutations.
  package mutating func next() -> [UInt8] {
    var document = dice.pick(seeds)
    for _ in 0...dice.number(below: 8) { mutate(&document) }
    return Array(document.prefix(Self.mostBytes))
  }

  private mutating func mutate(_ document: inout [UInt8]) {
    switch dice.number(below: 12) {
    case 0: flipBit(&document)
    case 1: setByte(&document)
    case 2: document.removeSubrange(range(in: document))
    case 3: repeatPiece(&document)
    case 4: splice(&document)
    case 5: document.removeSubrange(dice.number(below: document.count)...)
    case 6, 7, 8: document.insert(contentsOf: dice.pick(Self.tokens), at: place(in: document))
    case 9: swapPieces(&document)
    case 10: nest(&document)
    default: reencode(&document)
    }
  }

  private mutating func place(in document: [UInt8]) -> Int {
    dice.number(below: document.count + 1)
  }

  /// Mostly short, now and then up to a half of the document.
  private mutating func range(in document: [UInt8]) -> Range<Int> {
    let start = place(in: document)
    let longest = dice.number(below: 4) == 0 ? document.count / 2 : 16
    return start..<min(document.count, start + dice.number(below: longest + 1))
  }

  private mutating func flipBit(_ document: inout [UInt8]) {
    guard !document.isEmpty else { return }
    document[dice.number(below: document.count)] ^= 1 << UInt8(dice.number(below: 8))
  }

  private mutating func setByte(_ document: inout [UInt8]) {
    guard !document.isEmpty else { return }
    document[dice.number(below: document.count)] = dice.pick(Self.bytes)
  }

  private mutating func repeatPiece(_ document: inout [UInt8]) {
    let piece = document[range(in: document)]
    for _ in 0...dice.number(below: 8) { document.insert(contentsOf: piece, at: piece.endIndex) }
  }

  /// The front of one document and the back of another, of whatever format.
  private mutating func splice(_ document: inout [UInt8]) {
    let other = dice.pick(seeds)
    document = Array(document[..<place(in: document)] + other[place(in: other)...])
  }

  private mutating func swapPieces(_ document: inout [UInt8]) {
    let piece = Array(document[range(in: document)])
    document.insert(contentsOf: piece, at: place(in: document))
  }

  private mutating func nest(_ document: inout [UInt8]) {
    let opening = dice.pick(Self.openings)
    let copies = repeatElement(opening, count: dice.number(below: 400)).joined()
    document.insert(contentsOf: copies, at: place(in: document))
  }

  /// Latin-1 as UTF-8 and the other way round, and UTF-16 in both orders.
  private mutating func reencode(_ document: inout [UInt8]) {
    let text = String(decoding: document, as: UTF8.self)
    switch dice.number(below: 4) {
    case 0: document = document.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
    case 1: document = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    case 2: document = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    default: document = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }
  }

  private static let bytes: [UInt8] = [
    0x00, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x20, 0x22, 0x26, 0x27, 0x2D, 0x2F, 0x3B, 0x3C, 0x3D, 0x3E,
    0x5B, 0x5D, 0x7B, 0x7D, 0x7F, 0x80, 0x85, 0xA0, 0xC0, 0xC2, 0xC3, 0xE2, 0xED, 0xEF, 0xF4, 0xFF,
  ]

  private static let openings: [[UInt8]] = [
    "<d>", "<item>", "<entry>", "[", "{\"a\":", "&amp;", "<![CDATA[", "<!--", "<a b='", "((",
  ].map { Array($0.utf8) }

  /// What readers of feeds treat in a way of its own.
  private static let tokens: [[UInt8]] =
    [
      "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.0' encoding='", "?>", "<!DOCTYPE rss [",
      "<!ENTITY a \"&a;\">", "<!ENTITY b \"<item/>\">",
      "<!ENTITY % c SYSTEM \"file:///etc/passwd\">",
      "&a;", "&b;", "&#x", "&#0;", "&#8;", "&#xD83D;&#xDE00;", "&#x110000;", "&#99999999999;",
      "&amp;amp;",
      "&nbsp;", "&lt;b&gt;", "&bogus;", "&", "<", ">", "\"", "'", "</", "/>", "<item>", "</item>",
      "<entry>", "</entry>", "<channel>", "</channel>", "<title>", "</title>", "<content:encoded>",
      "<script>", "</script>", "<title type='xhtml'>", "<content type='base64' mode='base64'>",
      " xml:base='//['", " xml:base='http://a.example/../..'", " href='?'", "<pubDate>", "24:00",
      "-0001-11-30", "99999999999999999999", "1e400", "-", "\\u0000", "\\ud83d", "\\", "{", "}",
      "[",
      "],", ",,", "null", "\"items\":", "\"version\":", "|", "[*]", "..", "{id}",
      "\u{FEFF}", "\u{202E}", "\u{2028}", "\u{0}", "\u{85}", "Ã¼", "â€™",
      "\u{1F468}\u{200D}\u{1F469}",
    ].map { Array($0.utf8) }
    + [
      [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB], [0x00, 0x00, 0xFE, 0xFF], [0x1F, 0x8B, 0x08],
      [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3], [0x1B, 0x24, 0x42],
    ]
}
