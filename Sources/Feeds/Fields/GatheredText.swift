/// The text of the element whose field is wanted, while it is being told.
struct GatheredText {
  var field: FeedField
  var rank: Int
  var kind: TextKind

  /// The depth of the element that holds it.
  var depth: Int
}

/// Collects the bytes of one text after the other.
struct TextBuffer {
  /// UTF-8, valid or not: plain text or markup, as `TextKind` says.
  var bytes: [UInt8] = []

  private(set) var isCut = false

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isCut = false
  }

  @inline(__always)
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard bytes.count + text.count <= FeedLimits.textBytes else { return appendFront(text) }
    bytes.append(contentsOf: text)
  }

  /// Appends text to markup.
  mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < text.count {
      let end = ByteScan.firstMarkup(in: text, from: start)
      append(text.part(start..<end))
      guard end < text.count else { return }
      append(text[end] == UInt8(ascii: "<") ? "&lt;" : "&amp;")
      start = end + 1
    }
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func appendTag(_ opening: StaticString, _ name: UnsafeBufferPointer<UInt8>) {
    append(opening)
    append(name)
    append(">")
  }

  /// Of what is too long the front is kept, up to a whole character.
  private mutating func appendFront(_ text: UnsafeBufferPointer<UInt8>) {
    isCut = true
    var count = max(0, FeedLimits.textBytes - bytes.count)
    while count > 0, text[count] & 0xC0 == 0x80 { count -= 1 }
    bytes.append(contentsOf: text.part(0..<count))
  }
}
