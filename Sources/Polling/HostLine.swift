import FoundationEssentials
import Model

/// The sources of one host, waiting in line: one is served at a time, unless it hangs.
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
  /// When the requests under way were begun, the earliest first.
  private(set) var begun: [Date] = []
  var queue = Heap<Place>()
  var demand = Demand()
  var telling = Telling()
  /// Counts what changed `turn`, so that the schedule knows its latest turn from older ones.
  var version = 0

  init(name: String, pacing: HostPacing) {
    self.name = name
    self.pacing = pacing
  }

  /// When the next request may go out; nil while too many are under way, or nobody waits.
  var turn: Date? {
    guard let first = queue.first, begun.count < pacing.concurrency + pacing.mostHanging else {
      return nil
    }
    let moment = max(first.due, state.notBefore, free)
    guard begun.count >= pacing.concurrency else { return moment }
    // All but the last few have to hang by then.
    return max(moment, begun[begun.count - pacing.concurrency] + pacing.patience)
  }

  mutating func begin(at moment: Date) {
    begun.insert(moment, at: begun.firstIndex { $0 > moment } ?? begun.endIndex)
  }

  /// Ends a request that was begun at a moment.
  mutating func end(_ request: Date) {
    if let place = begun.firstIndex(of: request) { begun.remove(at: place) }
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
