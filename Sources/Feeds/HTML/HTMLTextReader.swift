/// One pass over the bytes of one fragment.
struct HTMLTextReader: ~Copyable {
  private let html: UnsafeBufferPointer<UInt8>
  private(set) var output: ByteWriter
  private var at = 0

  /// White space that is written once a character follows; 0 is none.
  private var pendingSpace: UInt8 = 0

  /// Set once a search for the end of a comment has failed: it would fail again for each that
  /// begins, and thousands of them would take quadratic time.
  private var hasNoCommentEnd = false
  private var hasNoTagEnd = false

  init(_ html: UnsafeBufferPointer<UInt8>) {
    self.html = html
    output = ByteWriter(capacity: html.count + html.count / 2 + 16)
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

  /// Where the text that is copied as it stands ends: at markup, and at white space other than a
  /// single space between words.
  @inline(__always)
  private func endOfRun(from start: Int) -> Int {
    var end = start + 1
    guard let base = UnsafeRawPointer(html.baseAddress) else { return end }
    while end + 17 <= html.count {
      let here = base.loadUnaligned(fromByteOffset: end, as: SIMD16<UInt8>.self)
      let behind = base.loadUnaligned(fromByteOffset: end + 1, as: SIMD16<UInt8>.self)
      let ends =
        here.isMarkup | here.below(0x20)
        | here.equal(to: 0x20) & (behind.isMarkup | behind.below(0x21))
      if let lane = ends.firstMarked { return end + lane }
      end += 16
    }
    while end < html.count {
      if Self.isSpecial(html[end]) {
        guard html[end] == 0x20, end + 1 < html.count, !Self.isSpecial(html[end + 1]) else { break }
      }
      end += 1
    }
    return end
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
  }

  private mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    putPendingSpace()
    output.append(bytes)
  }

  private mutating func putPendingSpace() {
    if pendingSpace != 0, !output.isEmpty { output.append(pendingSpace) }
    pendingSpace = 0
  }

  // MARK: References

  private mutating func readReference() {
    let start = at + 1
    if let reference = NumericReference(html, at) {
      at = reference.end
      return put(reference.scalar)
    }
    var name = NameHash()
    var end = start
    while end < html.count, end - start < HTMLEntity.longestName, html[end].isASCIIAlphanumeric {
      name.add(html[end])
      end += 1
    }
    let entity = end > start ? HTMLEntity.table[name] : nil
    if let entity, end < html.count, html[end] == UInt8(ascii: ";") {
      at = end + 1
      put(entity.text)
    } else if let entity, entity.worksBare {
      // HTML takes `&copyright` for a sign and letters; in feeds it is an address or a typing slip.
      at = end
      put(entity.text)
    } else {
      at = start
      putPendingSpace()
      output.append(UInt8(ascii: "&"))
    }
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
    for byte in text.utf8 { output.append(byte) }
  }

  // MARK: Markup

  private mutating func readMarkup() {
    guard at + 1 < html.count else { return putLessThan() }
    switch html[at + 1] {
    case UInt8(ascii: "!"):
      if html.has("<!--", at: at) { return skipComment() }
      if html.has("<![CDATA[", at: at) { at += 9 } else { skipTag() }
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
      var end = at + 6
      while end < html.count {
        end = ByteScan.first(UInt8(ascii: ">"), in: html, from: end)
        if html.has("-->", at: end - 2) {
          at = end + 1
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
    if start < html.count, html[start] == UInt8(ascii: ">") { return start }
    var position = start - 1
    var firstEnd: Int?
    var quote: UInt8 = 0
    while true {
      position = ByteScan.first(in: html, from: position + 1) {
        $0.equal(to: UInt8(ascii: ">")) | $0.equal(to: 0x22) | $0.equal(to: 0x27)
      }
      guard position < html.count else { break }
      let byte = html[position]
      if byte == UInt8(ascii: ">") {
        if quote == 0 { return position }
        if firstEnd == nil { firstEnd = position }
        // A quote that stays open this long was never meant as one.
        if position - start > 4096 { return firstEnd }
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else if position > start,
        html[position - 1] == UInt8(ascii: "=") || html[position - 1] == 0x20
      {
        quote = byte
      }
    }
    if firstEnd == nil { hasNoTagEnd = true }
    return firstEnd
  }

  private mutating func readTag(nameAt start: Int) {
    var end = start
    var name = NameHash()
    while end < html.count, html[end].isASCIIAlphanumeric {
      name.addIgnoringCase(html[end])
      end += 1
    }
    guard let close = tagEnd(from: end) else { return putLessThan() }
    let isEnd = html[start - 1] == UInt8(ascii: "/")
    at = close + 1
    switch HTMLTag.kinds[name] ?? .inline {
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
}
