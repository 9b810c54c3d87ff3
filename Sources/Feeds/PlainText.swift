/// Makes the plain text of a field of what was gathered for it.
struct PlainText {
  private(set) var problems = ProblemList()

  /// Without white space around, and empty where nothing is left.
  ///
  /// - Parameter bytes: UTF-8, valid or not; repaired in place.
  mutating func text(_ bytes: inout [UInt8], _ kind: TextKind) -> String {
    CharacterRepair.repair(&bytes, &problems)
    var text = bytes.withUnsafeBufferPointer { kind.plain($0) }
    if DoubleEncoding.repair(&text) { problems.note(.doubleEncoding) }
    return text
  }
}
