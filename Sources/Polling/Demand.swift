import Model

/// What the sources of one host would ask of it, in requests an hour.
struct Demand: Sendable {
  /// Of sources whose interval is configured.
  private(set) var fixed = 0.0
  /// Of the others, as their habits suggest.
  private var adaptive = 0.0

  /// What one source asks.
  struct Share: Hashable, Sendable {
    var rate: Double
    var isFixed: Bool
  }

  var total: Double { fixed + adaptive }

  mutating func add(_ share: Share) {
    if share.isFixed { fixed += share.rate } else { adaptive += share.rate }
  }

  mutating func remove(_ share: Share) {
    // Sums of what was added and taken away drift by the last bits.
    if share.isFixed {
      fixed = max(0, fixed - share.rate)
    } else {
      adaptive = max(0, adaptive - share.rate)
    }
  }

  /// By what the adaptive intervals are stretched, at least 1, so that the host is asked no more
  /// often than its budget allows.
  ///
  /// All by the same: intervals that go with 1/√rate have the least delay for their requests, and
  /// keep it when they are stretched alike.
  func stretch(within budget: Double) -> Double {
    guard adaptive > 0 else { return 1 }
    // Sources with configured intervals may not starve the others.
    let left = max(budget - fixed, budget / 10)
    return max(1, adaptive / left)
  }
}
