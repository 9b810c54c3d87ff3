/// A JSON text (RFC 8259) that was read whole: flat, and lazy about strings and numbers.
///
/// The reader notes where each value begins and ends and decodes nothing, so a document of megabytes
/// costs 16 bytes a value above its own bytes, and only what is asked for becomes a `String`.
package final class JSONDocument: Sendable {
  let bytes: [UInt8]
  let nodes: [Node]

  /// Arrays and objects that were still open where the text broke off, outermost first.
  let unclosed: [Int]

  /// What was mended or left out, each kind once; empty unless the text was salvaged.
  package let repairs: [JSONRepair]

  /// Where a value stands in the bytes, and which node comes after its whole subtree.
  struct Node: Sendable {
    /// The first byte of the value; for a string the first after the quote.
    var start: UInt32
    /// The end of the value; for a string the closing quote.
    var end: UInt32
    var next: UInt32
    var kind: Kind
    /// A string that has a backslash.
    var isEscaped: Bool
  }

  enum Kind: UInt8, Sendable { case object, array, string, number, yes, no, null }

  /// Reads a whole text. White space around it is fine, anything else after it is an error.
  ///
  /// - Parameter depth: How many arrays and objects may stand within one another.
  package convenience init(_ bytes: [UInt8], depth: Int = 512) throws(JSONError) {
    try self.init(bytes, depth: depth, from: 0, .strict)
  }

  package convenience init(_ text: String) throws(JSONError) {
    try self.init(Array(text.utf8))
  }

  /// Reads what there is in a text that may be cut off, wrapped in a script, or written by hand.
  ///
  /// Where it breaks off, all that is open is closed. Commas too many and too few, quotes and numbers
  /// of JavaScript, comments and brackets that do not match are mended, what is nested deeper than
  /// `depth` becomes null, and each is one of the `repairs`. Several values one after the other (JSON
  /// Lines) are read as well, see `values`.
  ///
  /// - Throws: Only where the text does not begin like JSON, see `JSONFront`.
  package convenience init(salvaging bytes: [UInt8], depth: Int = 512) throws(JSONError) {
    let start = bytes.withUnsafeBufferPointer { JSONFront.start($0) }
    guard let start else { throw JSONError(reason: "expected a value", line: 1, column: 1) }
    try self.init(bytes, depth: depth, from: start, .salvaging)
  }

  private init(
    _ bytes: [UInt8], depth: Int, from start: Int, _ mode: JSONReader.Mode
  ) throws(JSONError) {
    let tape: Result<JSONTape, JSONError> = bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer, from: start, depth: depth, mode)
      return reader.read()
    }
    let read = try tape.get()
    nodes = read.nodes
    unclosed = read.unclosed
    repairs = read.repairs
    self.bytes = bytes
  }

  /// The value that the text is; of several the first.
  package var root: JSONValue { JSONValue(document: self, index: 1) }

  /// All values of the text as the elements of an array: one, unless it is JSON Lines.
  package var values: JSONValue { JSONValue(document: self, index: 0) }
}

/// The most that is read of one text.
package enum JSONLimits {
  /// Keys and values. A text of eight megabytes has less than a million; all of them cost 64 MB.
  package static let values = 4_000_000
}

/// Why a text is no JSON, and where.
package struct JSONError: Error, Hashable, CustomStringConvertible {
  /// What was wrong and what would be right: `expected a comma or "}"`.
  package var reason: String

  /// From 1.
  package var line: Int

  /// From 1, in bytes.
  package var column: Int

  package init(reason: String, line: Int, column: Int) {
    self.reason = reason
    self.line = line
    self.column = column
  }

  package var description: String { "line \(line), column \(column): \(reason)" }
}
