/// Writes JSON text, keys in the order of the calls.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object {
///   $0.field("id", "a")
///   $0.array("topics") { $0.value("baggage") }
/// }
/// writer.text  // {"id":"a","topics":["baggage"]}
/// ```
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private var followsKey = false
  private var depth = 0
  private let layout: Layout

  package enum Layout: Sendable {
    /// For programs: a line of JSON Lines, a body.
    case oneLine
    /// For people: a line for each value, two spaces deeper in each object and array.
    case indented
  }

  package init(_ layout: Layout = .oneLine) {
    self.layout = layout
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Empties the text and keeps its memory, for the next line.
  package mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  package mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    object(body)
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    enclose(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  package mutating func array(_ key: String, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    array(body)
  }

  /// A key with a string, or with `null`.
  package mutating func field(_ key: String, _ value: String?) {
    self.key(key)
    self.value(value)
  }

  package mutating func field(_ key: String, _ value: Bool) {
    self.key(key)
    literal(value ? "true" : "false")
  }

  package mutating func field(_ key: String, _ value: Int?) {
    self.key(key)
    literal(value.map { String($0) } ?? "null")
  }

  /// A key with a number, rounded to so many digits behind the point; `null` where it is not finite.
  package mutating func field(_ key: String, _ value: Double?, digits: Int = 4) {
    self.key(key)
    self.value(value, digits: digits)
  }

  package mutating func field(_ key: String, _ values: [String]) {
    array(key) { for value in values { $0.value(value) } }
  }

  package mutating func value(_ value: String?) {
    guard let value else { return literal("null") }
    separate()
    JSONEscapes.encode(value, into: &bytes)
    needsComma = true
  }

  package mutating func value(_ value: Double?, digits: Int = 4) {
    guard let value, value.isFinite else { return literal("null") }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value * scale).rounded()
    // Beyond, a `Double` has no room for all whole numbers of last digits.
    guard scaled.magnitude < 0x1p53 else {
      let rounded = scaled.isFinite ? scaled / scale : value
      return literal(Int(exactly: rounded).map { String($0) } ?? "\(rounded)")
    }
    separate()
    append(Int(scaled), digits: digits)
    needsComma = true
  }

  /// Writes a number that is given in units of its last digit, without zeros at its end.
  private mutating func append(_ units: Int, digits: Int) {
    var left = units.magnitude
    var behind = digits
    while behind > 0, left % 10 == 0 {
      left /= 10
      behind -= 1
    }
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(left % 10))
      left /= 10
      behind -= 1
      if behind == 0 { bytes.append(UInt8(ascii: ".")) }
    } while left > 0 || behind >= 0
    bytes[start...].reverse()
  }

  /// Text that is JSON already, such as a part of another document.
  package mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  package mutating func key(_ key: String) {
    separate()
    JSONEscapes.encode(key, into: &bytes)
    bytes.append(UInt8(ascii: ":"))
    if layout == .indented { bytes.append(UInt8(ascii: " ")) }
    needsComma = false
    followsKey = true
  }

  private mutating func enclose(
    _ opening: UInt8, _ closing: UInt8, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(opening)
    needsComma = false
    depth += 1
    body(&self)
    depth -= 1
    if needsComma { breakLine() }
    bytes.append(closing)
    needsComma = true
  }

  /// Puts what belongs between the value before and the one to come.
  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if depth > 0, !followsKey { breakLine() }
    followsKey = false
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }
}
