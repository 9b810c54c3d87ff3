import CSQLite

/// Texts in one column, each behind its length in bytes: `7:baggage,5:price,`.
///
/// Netstrings need no escapes, whatever a text holds, and can be read by eye. A table of its own
/// for each list would triple the rows of a mention, and nothing asks for one word of a list.
struct TextList: Hashable, Storable {
  var texts: [String]

  /// Bytes of a length and its marks.
  private static let mostAroundText = 21

  init(_ texts: [String]) {
    self.texts = texts
  }

  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    if texts.isEmpty { return "".bind(to: statement, at: place) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count + Self.mostAroundText })
    for text in texts {
      bytes += String(text.utf8.count).utf8
      bytes.append(UInt8(ascii: ":"))
      bytes += text.utf8
      bytes.append(UInt8(ascii: ","))
    }
    guard let count = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
    return bytes.withUnsafeBytes {
      csqlite_bind_text(statement, place, $0.bindMemory(to: CChar.self).baseAddress, count)
    }
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> TextList? {
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return TextList(encoded: UnsafeBufferPointer(start: start, count: count))
  }

  /// Bytes, of which many thousands are read for one alert.
  private init?(encoded: UnsafeBufferPointer<UInt8>) {
    texts = []
    var start = 0
    while start < encoded.count {
      var count = 0
      var at = start
      while at < encoded.count, (0x30...0x39).contains(encoded[at]), count <= encoded.count {
        count = count * 10 + Int(encoded[at] - 0x30)
        at += 1
      }
      let end = at + 1 + count
      guard at > start, end < encoded.count, encoded[at] == UInt8(ascii: ":"),
        encoded[end] == UInt8(ascii: ",")
      else { return nil }
      texts.append(
        String(decoding: UnsafeBufferPointer(rebasing: encoded[at + 1..<end]), as: UTF8.self))
      start = end + 1
    }
  }
}
