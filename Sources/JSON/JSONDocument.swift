/// A JSON text (RFC 8259) that was read whole: flat, and lazy about strings and numbers.
///
/// The reader notes where each value begins and ends and decodes nothing, so a document of megabytes
/// costs 16 bytes a value above its own bytes, and only what is asked for becomes a `String`.
package final class JSONDocument: Sendable {
  let bytes: [UInt8]
  let nodes: [Node]

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
  package init(_ bytes: [UInt8], depth: Int = 512) throws(JSONError) {
    var reader = JSONReader(depth: depth)
    nodes = try reader.nodes(of: bytes)
    self.bytes = bytes
  }

  package convenience init(_ text: String) throws(JSONError) {
    try self.init(Array(text.utf8))
  }

  /// The value that the text is.
  package var root: JSONValue { JSONValue(document: self, index: 0) }
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
