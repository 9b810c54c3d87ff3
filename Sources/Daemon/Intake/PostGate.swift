import Synchronization

/// Lets in so many posts at once: each may hold a megabyte and wait for the Desk.
final class PostGate: Sendable {
  static let places = 8

  private let taken = Atomic(0)

  /// Whether there was a place; who got one gives it back.
  func enter() -> Bool {
    if taken.add(1, ordering: .relaxed).newValue <= Self.places { return true }
    leave()
    return false
  }

  func leave() { taken.subtract(1, ordering: .relaxed) }
}
