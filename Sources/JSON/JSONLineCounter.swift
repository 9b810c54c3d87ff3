/// Tells on which lines values of a document begin. Who asks for them in the order of the document has
/// it read once, however many they are.
package struct JSONLineCounter: Sendable {
  /// So far it was read, and that is the line there.
  private var offset = 0
  private var line = 1

  package init() {}

  /// The line of the document on which a value begins, from 1.
  package mutating func line(of value: JSONValue) -> Int {
    let start = Int(value.node.start)
    if start < offset { self = JSONLineCounter() }
    line += value.document.bytes[offset..<start].count { $0 == 0x0A }
    offset = start
    return line
  }
}
