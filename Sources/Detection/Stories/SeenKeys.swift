/// Which item or story was first seen under a key, with a memory that forgets.
///
/// What has not been noted for a whole generation goes with the generation, at no cost for each key.
package struct SeenKeys: Sendable {
  private var recent: [UInt64: Int64] = [:]
  private var older: [UInt64: Int64] = [:]
  private let limit: Int

  /// - Parameter limit: Keys in a generation; twice as many are held at most.
  package init(limit: Int) {
    self.limit = limit
  }

  package subscript(_ key: UInt64) -> Int64? { recent[key] ?? older[key] }

  /// Notes who was seen, unless the key is known: then it only stays for longer.
  package mutating func note(_ number: Int64, for key: UInt64) {
    if recent[key] != nil { return }
    if recent.count >= limit { turn() }
    recent[key] = older[key] ?? number
  }

  /// Begins a new generation: the keys that were not noted since the last turn are gone.
  package mutating func turn() {
    older = recent
    recent = [:]
  }
}
