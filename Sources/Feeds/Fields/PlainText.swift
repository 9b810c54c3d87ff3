/// Makes the plain text of a field of what was gathered for it.
struct PlainText {
  private(set) var problems = ProblemList()

  /// A text of one line: white space within it is a space.
  mutating func line(_ bytes: inout [UInt8], _ kind: TextKind) -> String {
    let text = text(&bytes, kind)
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return text.split(whereSeparator: { $0.isASCII && $0.isWhitespace }).joined(separator: " ")
  }

  /// Without white space around, and empty where nothing is left.
  ///
  /// - Parameter bytes: UTF-8, valid or not; repaired in place.
  mutating func text(_ bytes: inout [UInt8], _ kind: TextKind) -> String {
    CharacterRepair.repair(&bytes, &problems)
    var text = bytes.withUnsafeBufferPointer { kind.plain($0) }
    if DoubleEncoding.repair(&text) { problems.note(.doubleEncoding) }
    // The repair may have dropped what kept white space from the edge.
    guard text.utf8.first?.isASCIISpace == true || text.utf8.last?.isASCIISpace == true else {
      return text
    }
    return text.trimmed ?? ""
  }
}
