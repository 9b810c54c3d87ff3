/// Walks over the bytes once and notes each value.
struct JSONReader {
  private typealias Node = JSONDocument.Node

  private let depthLimit: Int
  private var nodes: [Node] = []

  init(depth: Int) {
    depthLimit = depth
  }

  mutating func nodes(of bytes: [UInt8]) throws(JSONError) -> [JSONDocument.Node] {
    guard bytes.count < UInt32.max else {
      throw JSONError(reason: "longer than 4 GB", line: 1, column: 1)
    }
    nodes.reserveCapacity(bytes.count / 12 + 4)
    var failure: Failure?
    bytes.withUnsafeBufferPointer { buffer in
      var position = 0
      if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
      do throws(Failure) {
        try readValue(buffer, &position, depth: 0)
        Self.skipSpace(buffer, &position)
        if position < buffer.count {
          throw Failure(reason: "expected nothing after the end of the value", position: position)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure.placed(in: bytes) }
    return nodes
  }

  private mutating func readValue(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, depth: Int
  ) throws(Failure) {
    Self.skipSpace(bytes, &position)
    guard position < bytes.count else {
      throw Failure(reason: "expected a value, found the end", position: position)
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): try readObject(bytes, &position, depth: depth)
    case UInt8(ascii: "["): try readArray(bytes, &position, depth: depth)
    case UInt8(ascii: "\""): try readString(bytes, &position)
    case UInt8(ascii: "t"): try readWord("true", .yes, bytes, &position)
    case UInt8(ascii: "f"): try readWord("false", .no, bytes, &position)
    case UInt8(ascii: "n"): try readWord("null", .null, bytes, &position)
    case UInt8(ascii: "-"), 0x30...0x39: try readNumber(bytes, &position)
    default: throw Failure(reason: "expected a value", position: position)
    }
  }

  private mutating func open(
    _ kind: JSONDocument.Kind, at position: inout Int, depth: Int
  ) throws(Failure) -> Int {
    guard depth < depthLimit else {
      throw Failure(reason: "nested deeper than \(depthLimit)", position: position)
    }
    let index = nodes.count
    nodes.append(
      Node(start: UInt32(position), end: 0, next: 0, kind: kind, isEscaped: false))
    position += 1
    return index
  }

  private mutating func close(_ index: Int, at position: inout Int) {
    position += 1
    nodes[index].end = UInt32(position)
    nodes[index].next = UInt32(nodes.count)
  }

  private mutating func readArray(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, depth: Int
  ) throws(Failure) {
    let index = try open(.array, at: &position, depth: depth)
    Self.skipSpace(bytes, &position)
    if Self.byte(bytes, position) == UInt8(ascii: "]") { return close(index, at: &position) }
    while true {
      try readValue(bytes, &position, depth: depth + 1)
      Self.skipSpace(bytes, &position)
      switch Self.byte(bytes, position) {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "]"): return close(index, at: &position)
      default: throw Failure(reason: "expected a comma or \"]\"", position: position)
      }
    }
  }

  private mutating func readObject(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, depth: Int
  ) throws(Failure) {
    let index = try open(.object, at: &position, depth: depth)
    Self.skipSpace(bytes, &position)
    if Self.byte(bytes, position) == UInt8(ascii: "}") { return close(index, at: &position) }
    while true {
      Self.skipSpace(bytes, &position)
      guard Self.byte(bytes, position) == UInt8(ascii: "\"") else {
        throw Failure(reason: "expected a key in quotes", position: position)
      }
      try readString(bytes, &position)
      Self.skipSpace(bytes, &position)
      guard Self.byte(bytes, position) == UInt8(ascii: ":") else {
        throw Failure(reason: "expected a colon after the key", position: position)
      }
      position += 1
      try readValue(bytes, &position, depth: depth + 1)
      Self.skipSpace(bytes, &position)
      switch Self.byte(bytes, position) {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "}"): return close(index, at: &position)
      default: throw Failure(reason: "expected a comma or \"}\"", position: position)
      }
    }
  }

  private mutating func readString(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) throws(Failure) {
    let start = position + 1
    var at = start
    var isEscaped = false
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        nodes.append(
          Node(
            start: UInt32(start), end: UInt32(at), next: UInt32(nodes.count + 1), kind: .string,
            isEscaped: isEscaped))
        position = at + 1
        return
      case UInt8(ascii: "\\"):
        isEscaped = true
        at += 2
      default:
        // Raw control characters are not allowed, but writers leave them, and nothing is gained by
        // losing a document over a tab.
        at += 1
      }
    }
    throw Failure(reason: "the string has no end", position: position)
  }

  private mutating func readNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) throws(Failure) {
    let start = position
    var digits = 0
    while position < bytes.count {
      switch bytes[position] {
      case 0x30...0x39: digits += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
        UInt8(ascii: "E"):
        break
      default: return try finish(start, position, digits)
      }
      position += 1
    }
    try finish(start, position, digits)
  }

  private mutating func finish(_ start: Int, _ end: Int, _ digits: Int) throws(Failure) {
    guard digits > 0 else { throw Failure(reason: "expected a number", position: start) }
    append(.number, start, end)
  }

  private mutating func readWord(
    _ word: StaticString, _ kind: JSONDocument.Kind, _ bytes: UnsafeBufferPointer<UInt8>,
    _ position: inout Int
  ) throws(Failure) {
    let end = position + word.utf8CodeUnitCount
    guard
      end <= bytes.count,
      (0..<word.utf8CodeUnitCount).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
    else { throw Failure(reason: "expected \(word)", position: position) }
    append(kind, position, end)
    position = end
  }

  private mutating func append(_ kind: JSONDocument.Kind, _ start: Int, _ end: Int) {
    nodes.append(
      Node(
        start: UInt32(start), end: UInt32(end), next: UInt32(nodes.count + 1), kind: kind,
        isEscaped: false))
  }

  private static func byte(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private static func skipSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// A fault at a byte; lines are counted only when one is told.
  private struct Failure: Error {
    var reason: String
    var position: Int

    func placed(in bytes: [UInt8]) -> JSONError {
      let before = bytes.prefix(position)
      let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      return JSONError(
        reason: reason, line: before.count { $0 == 0x0A } + 1, column: position - lineStart + 1)
    }
  }
}
