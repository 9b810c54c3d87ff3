/// Texts in one column, each behind its length in bytes: `7:baggage,5:price,`.
///
/// Netstrings need no escapes, whatever a text holds, and can be read by eye. A table of its own
/// for each list would triple the rows of a mention, and nothing asks for one word of a list.
struct TextList: Hashable, Storable {
  var texts: [String]

  init(_ texts: [String]) {
    self.texts = texts
  }

  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    encoded.bind(to: statement, at: place)
  }

  static func read(_ statement: OpaquePointer, _ column: Int32) -> TextList? {
    String.read(statement, column).flatMap { TextList(encoded: $0) }
  }

  private var encoded: String {
    texts.reduce(into: "") { $0 += "\($1.utf8.count):\($1)," }
  }

  private init?(encoded: String) {
    texts = []
    var rest = encoded.utf8[...]
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      guard
        let count = Int(String(decoding: rest[..<colon], as: UTF8.self)), count >= 0,
        let end = rest.index(
          rest.index(after: colon), offsetBy: count, limitedBy: rest.endIndex),
        end < rest.endIndex, rest[end] == UInt8(ascii: ",")
      else { return nil }
      texts.append(String(decoding: rest[rest.index(after: colon)..<end], as: UTF8.self))
      rest = rest[rest.index(after: end)...]
    }
    guard rest.isEmpty else { return nil }
  }
}
