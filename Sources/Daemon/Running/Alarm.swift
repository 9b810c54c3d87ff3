import FoundationEssentials

/// When a loop is to be woken next, so that it is woken once for many wishes.
struct Alarm {
  private var set: Date?

  /// Whether a wish needs a waking of its own: none is set that comes before it.
  mutating func isNeeded(at moment: Date, now: Date) -> Bool {
    if let set, set > now, set <= moment { return false }
    set = moment
    return true
  }
}
