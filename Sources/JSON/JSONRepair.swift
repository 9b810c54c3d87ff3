/// Something in a salvaged text that JSON does not allow.
package struct JSONRepair: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// It stands in a call (`callback(…);`) or behind a guard against being run (`)]}'`).
    case wrapped
    /// It breaks off; the arrays and objects that were open are not whole.
    case truncated
    /// Something follows that is no value.
    case textAfter
    /// Raw control characters in a string, which are kept.
    case controlCharacter
    /// A comma with nothing behind it.
    case extraComma
    /// `NaN`, `Infinity`, `undefined`: they became null.
    case notANumber
    /// Single quotes, or a key without any.
    case wrongQuotes
    /// A value nested too deep, which became null.
    case tooDeep
    /// More values than `JSONLimits.values`; the rest was not read.
    case tooManyValues
    /// Anything else: a comma or a bracket that is missing, a word that means nothing.
    case malformed
  }

  package var kind: Kind

  /// Where it was first met, and what was expected there.
  package var place: JSONError
}

/// Collects repairs, each kind once; lines are counted at the end.
struct JSONRepairList {
  private var first: [(kind: JSONRepair.Kind, reason: String, at: Int)] = []

  mutating func note(_ kind: JSONRepair.Kind, _ reason: String, at place: Int) {
    guard !first.contains(where: { $0.kind == kind }) else { return }
    first.append((kind, reason, place))
  }

  func repairs(in bytes: UnsafeBufferPointer<UInt8>) -> [JSONRepair] {
    first.map { JSONRepair(kind: $0.kind, place: JSONError($0.reason, at: $0.at, in: bytes)) }
  }
}

extension JSONError {
  init(_ reason: String, at place: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let before = bytes.prefix(place)
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    self.init(
      reason: reason, line: before.count { $0 == 0x0A } + 1, column: place - lineStart + 1)
  }
}
