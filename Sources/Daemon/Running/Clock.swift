import FoundationEssentials

/// The one place that knows what time it is.
///
/// A demonstration runs the same program on a clock that is faster than the sun.
struct Clock: Sendable {
  private let origin: Date
  private let start: ContinuousClock.Instant
  private let rate: Double

  /// The time of day.
  static let wall = Clock(rate: 1)

  /// - Parameter rate: how many seconds pass on this clock in a real one.
  init(rate: Double, from origin: Date = Date()) {
    self.rate = rate
    self.origin = origin
    start = .now
  }

  var now: Date {
    guard rate != 1 else { return Date() }
    let passed = start.duration(to: .now).components
    let seconds = Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
    return origin + seconds * rate
  }

  /// Waits so long on this clock; ends early, by throwing, when the task is cancelled.
  func sleep(_ duration: Duration) async throws {
    try await Task.sleep(for: duration / rate)
  }
}
