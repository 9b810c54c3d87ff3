/// A dictionary that forgets: what has been neither stored nor found for a whole generation goes
/// with the generation, at no cost for each value.
package struct GenerationMap<Value: Sendable>: Sendable {
  private var recent: [UInt64: Value] = [:]
  private var older: [UInt64: Value] = [:]
  private let limit: Int

  /// - Parameter limit: Keys in a generation; twice as many are held at most.
  package init(limit: Int) {
    self.limit = limit
  }

  package subscript(_ key: UInt64) -> Value? { recent[key] ?? older[key] }

  /// Stores a value unless the key has one.
  package mutating func note(_ value: Value, for key: UInt64) {
    if recent[key] != nil { return }
    if recent.count >= limit { turn() }
    recent[key] = older[key] ?? value
  }

  /// Begins a new generation: the values noted before the last one are gone.
  package mutating func turn() {
    older = recent
    recent = [:]
  }
}
