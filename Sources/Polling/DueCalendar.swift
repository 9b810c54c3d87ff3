import FoundationEssentials
import Model

/// How many polls are due when, so that a new one can go where it is quiet.
///
/// Chance alone is not even: of a thousand polls an hour at random moments some minute gets twice the
/// mean. And polls that came to fall together, after an outage say, would stay together for ever.
struct DueCalendar: Sendable {
  private static let width = 15.0
  /// Looking further does not make it much more even.
  private static let widest = 32

  private var counts: [Int: Int] = [:]

  mutating func add(_ due: Date) { counts[Self.slot(due), default: 0] += 1 }

  mutating func remove(_ due: Date) {
    let slot = Self.slot(due)
    guard let count = counts[slot] else { return }
    counts[slot] = count > 1 ? count - 1 : nil
  }

  /// The quietest moment from `earliest` on, at most `window` later; the soonest of equals.
  func quietest(from earliest: Date, within window: Duration, salt: UInt64) -> Date {
    let latest = earliest + window
    let first = Self.slot(earliest)
    let last = min(Self.slot(latest), first + Self.widest)
    var best = first
    for slot in first...max(first, last) where counts[slot, default: 0] < counts[best, default: 0] {
      best = slot
    }
    let start = max(earliest, Date(timeIntervalSince1970: Double(best) * Self.width))
    let end = min(latest, Date(timeIntervalSince1970: Double(best + 1) * Self.width))
    let share = Double(BodyHash.mixed(salt &+ UInt64(bitPattern: Int64(best))) >> 11) / 0x1p53
    return start.addingTimeInterval(max(0, end.timeIntervalSince(start)) * share)
  }

  private static func slot(_ moment: Date) -> Int {
    Int((moment.timeIntervalSince1970 / width).rounded(.down))
  }
}
