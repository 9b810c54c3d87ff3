import Model

/// What the sources of one host would ask of it, in requests an hour.
struct Demand: Sendable {
  /// Of sources whose interval is configured.
  private(set) var fixed = 0.0
  /// Of the others, as their habits suggest.
  private var adaptive = 0.0
  /// How many those others are.
  private(set) var sharing = 0

  /// What one source asks.
  struct Share: Hashable, Sendable {
    var rate: Double
    var isFixed: Bool
  }

  var total: Double { fixed + adaptive }

  mutating func add(_ share: Share) {
    if share.isFixed {
      fixed += share.rate
    } else {
      adaptive += share.rate
      sharing += 1
    }
  }

  mutating func remove(_ share: Share) {
    // Sums of what was added and taken away drift by the last bits.
    if share.isFixed {
      fixed = max(0, fixed - share.rate)
    } else {
      adaptive = max(0, adaptive - share.rate)
      sharing -= 1
    }
  }

  /// By what the adaptive intervals are stretched, at least 1, so that the host is asked no more
  /// often than its budget allows.
  ///
  /// All by the same: intervals that go with 1/√rate have the least delay for their requests, and
  /// keep it when they are stretched alike.
  func stretch(within budget: Double) -> Double {
    guard adaptive > 0 else { return 1 }
    return max(1, adaptive / left(of: budget))
  }

  /// What adaptive intervals share of a budget: sources with configured ones may not starve them.
  func left(of budget: Double) -> Double { max(budget - fixed, budget / 10) }

  /// The least interval, in hours, with which sources that would ask so often keep to the budget: who
  /// asks seldom leaves to the others what is not needed. 0 where they keep to it anyway.
  static func turn(of intervals: [Double], within budget: Double) -> Double {
    var (left, count) = (budget, Double(intervals.count))
    for interval in intervals.sorted(by: >) {
      if interval * left < count { return count / left }
      left -= 1 / interval
      count -= 1
    }
    return 0
  }
}
