/// HTML as the plain text that a reader sees.
package enum HTMLText {
  /// Tags are gone, references are decoded, white space is collapsed; a block element begins a line.
  /// Takes any text: what is no markup stays as it is. Time is proportional to the length.
  package static func plain(_ html: String) -> String {
    var html = html
    return html.withUTF8 { plain($0) }
  }

  static func plain(_ html: UnsafeBufferPointer<UInt8>) -> String {
    var reader = HTMLTextReader(html)
    reader.read()
    return String(decoding: reader.output, as: UTF8.self)
  }
}

/// One pass over the bytes of one fragment.
private struct HTMLTextReader {
  private let html: UnsafeBufferPointer<UInt8>
  private(set) var output: [UInt8] = []
  private var at = 0

  /// White space that is written once a character follows; 0 is none.
  private var pendingSpace: UInt8 = 0

  /// Set once a search for the end of a comment has failed: it would fail again for each that
  /// begins, and thousands of them would take quadratic time.
  private var hasNoCommentEnd = false
  private var hasNoTagEnd = false

  init(_ html: UnsafeBufferPointer<UInt8>) {
    self.html = html
    output.reserveCapacity(html.count)
  }

  mutating func read() {
    while at < html.count {
      let byte = html[at]
      switch byte {
      case UInt8(ascii: "<"): readMarkup()
      case UInt8(ascii: "&"): readReference()
      case 0x20, 0x09, 0x0A, 0x0D, 0x0C:
        at += 1
        if pendingSpace == 0 { pendingSpace = 0x20 }
      default:
        let start = at
        at = endOfRun(from: at)
        put(UnsafeBufferPointer(rebasing: html[start..<at]))
      }
    }
  }

  /// Where the text that is copied as it stands ends. A single space between words belongs to it.
  private func endOfRun(from start: Int) -> Int {
    var end = start + 1
    while end < html.count {
      if Self.isSpecial(html[end]) {
        guard html[end] == 0x20, end + 1 < html.count, !Self.isSpecial(html[end + 1]) else { break }
      }
      end += 1
    }
    return end
  }

  /// White space, `&` and `<`, as bits of a mask: a table would be looked up behind a lock.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    let mask: UInt64 =
      1 << 0x09 | 1 << 0x0A | 1 << 0x0C | 1 << 0x0D | 1 << 0x20 | 1 << 0x26 | 1 << 0x3C
    return byte < 0x40 && mask >> UInt64(byte) & 1 != 0
  }

  private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    putPendingSpace()
    output.append(contentsOf: bytes)
  }

  private mutating func putPendingSpace() {
    if pendingSpace != 0, !output.isEmpty { output.append(pendingSpace) }
    pendingSpace = 0
  }

  // MARK: References

  private mutating func readReference() {
    let rest = UnsafeBufferPointer(rebasing: html[(at + 1)...])
    if rest.first == UInt8(ascii: "#"), let (scalar, length) = numericReference(rest) {
      at += 1 + length
      put(scalar)
      return
    }
    var length = 0
    while length < min(rest.count, HTMLEntity.longestName), rest[length].isASCIIAlphanumeric {
      length += 1
    }
    if length > 0, length < rest.count, rest[length] == UInt8(ascii: ";"),
      let text = HTMLEntity.text(of: UnsafeBufferPointer(rebasing: rest[..<length]))
    {
      at += 2 + length
      put(text)
    } else if length > 1,
      let bare = HTMLEntity.bareText(atFrontOf: UnsafeBufferPointer(rebasing: rest[..<length])),
      length == bare.length
    {
      // HTML takes `&copyright` for a sign and letters; in feeds it is an address or a typing slip.
      at += 1 + bare.length
      put(bare.text)
    } else {
      at += 1
      putPendingSpace()
      output.append(UInt8(ascii: "&"))
    }
  }

  private func numericReference(
    _ rest: UnsafeBufferPointer<UInt8>
  ) -> (Unicode.Scalar?, length: Int)? {
    let isHexadecimal = rest.count > 1 && rest[1] | 0x20 == UInt8(ascii: "x")
    let radix: UInt32 = isHexadecimal ? 16 : 10
    let first = isHexadecimal ? 2 : 1
    var length = first
    var code: UInt32 = 0
    while length < rest.count, let digit = rest[length].digit(radix: radix) {
      code = min(code * radix + digit, 0x110000)
      length += 1
    }
    guard length > first else { return nil }
    if length < rest.count, rest[length] == UInt8(ascii: ";") { length += 1 }
    return (HTMLEntity.scalar(code), length)
  }

  private mutating func put(_ scalar: Unicode.Scalar?) {
    guard let scalar else { return put("\u{FFFD}") }
    switch scalar.value {
    case 0x20, 0x09, 0x0A, 0x0D: if pendingSpace == 0 { pendingSpace = 0x20 }
    case 0..<0x20, 0x7F: break
    default: put(String(scalar))
    }
  }

  private mutating func put(_ text: String) {
    putPendingSpace()
    output.append(contentsOf: text.utf8)
  }

  // MARK: Markup

  private mutating func readMarkup() {
    guard at + 1 < html.count else { return putLessThan() }
    switch html[at + 1] {
    case UInt8(ascii: "!"):
      if matches("<!--", at: at) { return skipComment() }
      if matches("<![CDATA[", at: at) { at += 9 } else { skipTag() }
    case UInt8(ascii: "?"): skipTag()
    case UInt8(ascii: "/"):
      if at + 2 < html.count, html[at + 2].isASCIILetter {
        readTag(nameAt: at + 2)
      } else {
        skipTag()
      }
    case let byte where byte.isASCIILetter: readTag(nameAt: at + 1)
    default: putLessThan()
    }
  }

  private mutating func putLessThan() {
    at += 1
    putPendingSpace()
    output.append(UInt8(ascii: "<"))
  }

  private mutating func skipComment() {
    if !hasNoCommentEnd {
      var end = at + 4
      while end + 2 < html.count {
        if html[end] == 0x2D, html[end + 1] == 0x2D, html[end + 2] == 0x3E {
          at = end + 3
          return
        }
        end += 1
      }
      hasNoCommentEnd = true
    }
    // Without an end it is a mark and no more, or the rest of the text would be lost.
    at += 4
  }

  private mutating func skipTag() {
    guard let end = tagEnd(from: at + 1) else { return putLessThan() }
    at = end + 1
  }

  /// Where the tag closes, beyond the quotes of its attributes.
  private mutating func tagEnd(from start: Int) -> Int? {
    if hasNoTagEnd { return nil }
    var position = start
    var firstEnd: Int?
    var quote: UInt8 = 0
    while position < html.count {
      let byte = html[position]
      if byte == UInt8(ascii: ">") {
        if quote == 0 { return position }
        if firstEnd == nil { firstEnd = position }
        // A quote that stays open this long was never meant as one.
        if position - start > 4096 { return firstEnd }
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        if position > start, html[position - 1] == UInt8(ascii: "=") || html[position - 1] == 0x20 {
          quote = byte
        }
      }
      position += 1
    }
    if firstEnd == nil { hasNoTagEnd = true }
    return firstEnd
  }

  private mutating func readTag(nameAt start: Int) {
    var end = start
    while end < html.count, html[end].isASCIIAlphanumeric { end += 1 }
    guard let close = tagEnd(from: end) else { return putLessThan() }
    let isEnd = html[start - 1] == UInt8(ascii: "/")
    let name = HTMLTag(UnsafeBufferPointer(rebasing: html[start..<end]))
    at = close + 1
    switch name {
    case .hidden where !isEnd: skipHidden(named: start..<end)
    case .block: pendingSpace = 0x0A
    case .cell: if pendingSpace == 0 { pendingSpace = 0x20 }
    case .hidden, .inline: break
    }
  }

  /// Skips what stands up to the end tag, or to the end of the text, as browsers do.
  private mutating func skipHidden(named name: Range<Int>) {
    var position = at
    while position + name.count + 2 < html.count {
      if html[position] == UInt8(ascii: "<"), html[position + 1] == UInt8(ascii: "/"),
        zip(html[name], html[(position + 2)...]).allSatisfy({ $0 | 0x20 == $1 | 0x20 }),
        !html[position + 2 + name.count].isASCIIAlphanumeric
      {
        at = position
        return
      }
      position += 1
    }
    at = html.count
  }

  private func matches(_ text: StaticString, at position: Int) -> Bool {
    position + text.utf8CodeUnitCount <= html.count
      && (0..<text.utf8CodeUnitCount).allSatisfy { html[position + $0] == text.utf8Start[$0] }
  }
}

/// What a tag means for plain text.
private enum HTMLTag {
  case inline, block, cell, hidden

  private static let kinds: [String: HTMLTag] = {
    var kinds: [String: HTMLTag] = [:]
    for name in [
      "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl",
      "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
      "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
      "tfoot", "thead", "tr", "ul", "video", "audio", "iframe", "body",
    ] { kinds[name] = .block }
    for name in ["td", "th", "option"] { kinds[name] = .cell }
    for name in ["script", "style", "noscript", "template"] { kinds[name] = .hidden }
    return kinds
  }()

  init(_ name: UnsafeBufferPointer<UInt8>) {
    guard name.count <= 10 else {
      self = .inline
      return
    }
    let lowercased = String(unsafeUninitializedCapacity: name.count) { buffer in
      for (place, byte) in name.enumerated() {
        buffer[place] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }
      return name.count
    }
    self = Self.kinds[lowercased] ?? .inline
  }
}
