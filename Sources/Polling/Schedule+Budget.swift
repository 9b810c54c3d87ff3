import FoundationEssentials
import Model

/// Turns of sources that share a host's budget, where they want more than it has.
///
/// Intervals alone keep it on average only, and not at all where the ceiling cuts them. So each such
/// source is due at a moment of its own, on a grid as fine as the budget allows. Moments that are
/// given are kept: whoever is asked goes behind those that wait, and nobody starves.
extension Schedule {
  /// When a source that was just asked is due again: at the first free moment from `earliest` on. Nil
  /// where it needs none.
  func turn(of place: Int, on line: Int, from earliest: Date, asked now: Date) -> Date? {
    guard let step = step(of: line), waitsForTurn(place, on: line) else { return nil }
    let taken = Set(waiting(line).map { Self.tick($0.due, step).rounded() })
    var tick = Self.tick(max(earliest, now + step), step).rounded(.up)
    while taken.contains(tick) { tick += 1 }
    return Date(timeIntervalSince1970: tick * step.seconds)
  }

  /// Sets those that wait apart, in their order, as far as the budget wants.
  ///
  /// - Parameter now: None is due before.
  mutating func setApart(_ line: Int, from now: Date) {
    guard let step = step(of: line) else { return }
    var free = now
    var dues: [Int: Date] = [:]
    for place in waiting(line).sorted() {
      let due = max(place.due, free)
      // A moment of the grid is not put off by its last bit.
      free = due + step.seconds * 0.999_999
      if due > place.due { dues[place.entry] = due }
    }
    move(dues, in: line)
  }

  /// Whether a source is due at free moments alone. One that surges puts off the others, where none of
  /// them has to wait beyond the ceiling for it.
  func waitsForTurn(_ place: Int, on line: Int) -> Bool {
    guard entries[place].source.interval == nil, let step = step(of: line) else { return false }
    return !entries[place].isSurging || round(of: line, step) > pacing.longest
  }

  /// Whether the budget has less than a request an hour for each that shares it.
  func isCrowded(_ line: Int) -> Bool {
    step(of: line).map { round(of: line, $0) > .hours(1) } ?? false
  }

  /// The time between two turns; nil where intervals alone keep to the budget, but for a twentieth.
  private func step(of line: Int) -> Duration? {
    let (demand, budget) = (queue.lines[line].demand, queue.lines[line].pacing.budget)
    guard demand.stretch(within: budget) > 1 else { return nil }
    let step = Duration.hours(1 / demand.left(of: budget))
    // The ceiling adds no more to the budget than a request in its time for each.
    return round(of: line, step) * 20 > pacing.longest ? step : nil
  }

  /// How long it takes until each had its turn.
  private func round(of line: Int, _ step: Duration) -> Duration {
    step * queue.lines[line].demand.sharing
  }

  private func waiting(_ line: Int) -> [HostLine.Place] {
    queue.lines[line].queue.elements.filter { entries[$0.entry].source.interval == nil }
  }

  private static func tick(_ moment: Date, _ step: Duration) -> Double {
    moment.timeIntervalSince1970 / step.seconds
  }
}
