import FoundationEssentials
import Model

/// The sources of one host, waiting in line: one is served at a time.
struct HostLine: Sendable {
  struct Place: Comparable, Sendable {
    var due: Date
    /// Of the entry in the schedule.
    var entry: Int

    static func < (left: Self, right: Self) -> Bool {
      left.due != right.due ? left.due < right.due : left.entry < right.entry
    }
  }

  let name: String
  var pacing: HostPacing
  var state = HostState(notBefore: .distantPast)
  /// No request before this moment, for the sake of the gap.
  var free = Date.distantPast
  var isBusy = false
  var queue = Heap<Place>()
  /// Counts what changed `turn`, so that the schedule knows its latest turn from older ones.
  var version = 0

  /// When the next request may go out; nil while one is under way, or nobody waits.
  var turn: Date? {
    guard !isBusy, let first = queue.first else { return nil }
    return max(first.due, state.notBefore, free)
  }
}

/// When a host has its turn, unless its `version` went on since.
struct Turn: Comparable, Sendable {
  var at: Date
  var line: Int
  var version: Int

  static func < (left: Self, right: Self) -> Bool {
    left.at != right.at ? left.at < right.at : left.line < right.line
  }
}
