/// What a reader notes of a text.
struct JSONTape {
  /// The first is an array around all values of the text.
  var nodes: [JSONDocument.Node]
  var unclosed: [Int]
  var repairs: [JSONRepair]
}

/// Walks over the bytes once and notes each value.
///
/// A loop with a list of what is open, not functions that call each other: wherever a text breaks
/// off, what is open can be closed, and depth costs no stack.
struct JSONReader {
  enum Mode { case strict, salvaging }

  /// What the grammar allows at a place.
  enum Expected { case value, firstElement, element, firstKey, key, colon, separator, nothing }

  let bytes: UnsafeBufferPointer<UInt8>
  let mode: Mode
  var at: Int
  var expected = Expected.value
  var repairs = JSONRepairList()
  private(set) var nodes: [JSONDocument.Node] = []

  /// The nodes of the arrays and objects that are open, outermost first.
  private(set) var open: [Int] = []

  private let depthLimit: Int
  private let start: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, depth: Int, _ mode: Mode) {
    self.bytes = bytes
    self.mode = mode
    self.start = start
    at = start
    depthLimit = depth
  }

  mutating func read() -> Result<JSONTape, JSONError> {
    guard bytes.count < UInt32.max else {
      return .failure(JSONError(reason: "longer than 4 GB", line: 1, column: 1))
    }
    nodes.reserveCapacity(bytes.count / 12 + 4)
    nodes.append(
      JSONDocument.Node(
        start: UInt32(start), end: UInt32(bytes.count), next: 0, kind: .array, isEscaped: false))
    if mode == .strict, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    if start > 0 { noteWrapper() }
    do throws(Fault) {
      try readValues()
    } catch {
      return .failure(JSONError(error.reason, at: error.at, in: bytes))
    }
    let unclosed = open
    while !open.isEmpty { close(endingAt: bytes.count) }
    nodes[0].next = UInt32(nodes.count)
    return .success(
      JSONTape(nodes: nodes, unclosed: unclosed, repairs: repairs.repairs(in: bytes)))
  }

  private mutating func noteWrapper() {
    let isBlank = bytes[..<start].allSatisfy { $0 <= 0x20 || $0 >= 0x80 }
    if !isBlank { repairs.note(.wrapped, "expected nothing before the value", at: 0) }
  }

  /// A fault at a byte.
  struct Fault: Error {
    var reason: String
    var at: Int
  }

  // MARK: The grammar

  private mutating func readValues() throws(Fault) {
    while true {
      skipSpace()
      guard at < bytes.count else { return try end() }
      guard nodes.count < JSONLimits.values else {
        try complain(.tooManyValues, "more than \(JSONLimits.values) values", at: at)
        at = bytes.count
        continue
      }
      let byte = bytes[at]
      switch expected {
      case .value, .element: try readValue(byte)
      case .firstElement:
        if byte == UInt8(ascii: "]") { closeInnermost() } else { try readValue(byte) }
      case .key, .firstKey:
        if byte == UInt8(ascii: "\"") {
          if try readString(until: byte) { expected = .colon }
        } else if byte == UInt8(ascii: "}"), expected == .firstKey {
          closeInnermost()
        } else {
          try mendKey(byte)
        }
      case .colon:
        if byte == UInt8(ascii: ":") {
          at += 1
          expected = .value
        } else {
          try mendColon()
        }
      case .separator: try readSeparator(byte)
      case .nothing: try mendEnd(byte)
      }
    }
  }

  private mutating func readSeparator(_ byte: UInt8) throws(Fault) {
    // A separator is expected only within something.
    let isObject = nodes[open[open.count - 1]].kind == .object
    if byte == UInt8(ascii: ",") {
      at += 1
      expected = isObject ? .key : .element
    } else if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      closeInnermost()
    } else {
      try mendSeparator(byte, isObject: isObject)
    }
  }

  private mutating func readValue(_ byte: UInt8) throws(Fault) {
    switch byte {
    case UInt8(ascii: "{"): try open(.object)
    case UInt8(ascii: "["): try open(.array)
    case UInt8(ascii: "\""): if try readString(until: byte) { passValue() }
    case UInt8(ascii: "t") where matches("true"): append(.yes, length: 4)
    case UInt8(ascii: "f") where matches("false"): append(.no, length: 5)
    case UInt8(ascii: "n") where matches("null"): append(.null, length: 4)
    case UInt8(ascii: "-"), 0x30...0x39: try readNumber()
    default: try mendValue(byte)
    }
  }

  private mutating func open(_ kind: JSONDocument.Kind) throws(Fault) {
    guard open.count < depthLimit else {
      try complain(.tooDeep, "nested deeper than \(depthLimit)", at: at)
      return skipNested()
    }
    open.append(nodes.count)
    nodes.append(
      JSONDocument.Node(start: UInt32(at), end: 0, next: 0, kind: kind, isEscaped: false))
    at += 1
    expected = kind == .object ? .firstKey : .firstElement
  }

  /// Passes over the bracket that ends what is innermost.
  mutating func closeInnermost() {
    at += 1
    close(endingAt: at)
    passValue()
  }

  mutating func close(endingAt end: Int) {
    let index = open.removeLast()
    nodes[index].end = UInt32(end)
    nodes[index].next = UInt32(nodes.count)
  }

  /// What comes after a value.
  mutating func passValue() { expected = open.isEmpty ? .nothing : .separator }

  /// Reads a string with its quotes; false where it has no end.
  mutating func readString(until quote: UInt8) throws(Fault) -> Bool {
    let first = at + 1
    guard let string = JSONStringEnd(bytes, from: first, quote: quote) else {
      try complain(.truncated, "the string has no end", at: at)
      at = bytes.count
      return false
    }
    // They are not allowed, but writers leave them, and nothing is gained by losing a document over
    // a tab.
    if string.hasControls { repairs.note(.controlCharacter, "expected an escape", at: first) }
    nodes.append(
      JSONDocument.Node(
        start: UInt32(first), end: UInt32(string.end), next: UInt32(nodes.count + 1),
        kind: .string, isEscaped: string.isEscaped))
    at = string.end + 1
    return true
  }

  private mutating func readNumber() throws(Fault) {
    var end = at
    var digits = 0
    loop: while end < bytes.count {
      switch bytes[end] {
      case 0x30...0x39: digits += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
        UInt8(ascii: "E"):
        break
      default: break loop
      }
      end += 1
    }
    if digits > 0 {
      append(.number, length: end - at)
    } else {
      try complain(.notANumber, "expected a number", at: at)
      skipWord(from: end)
    }
  }

  mutating func append(_ kind: JSONDocument.Kind, length: Int) {
    nodes.append(
      JSONDocument.Node(
        start: UInt32(at), end: UInt32(at + length), next: UInt32(nodes.count + 1), kind: kind,
        isEscaped: false))
    at += length
    passValue()
  }

  func matches(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    for place in 0..<count where bytes[at + place] != word.utf8Start[place] { return false }
    return true
  }

  private mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  /// Fails, or notes the repair that the caller makes.
  mutating func complain(
    _ kind: JSONRepair.Kind, _ reason: String, at place: Int
  ) throws(Fault) {
    guard mode == .salvaging else { throw Fault(reason: reason, at: place) }
    repairs.note(kind, reason, at: place)
  }
}
