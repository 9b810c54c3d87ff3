import FoundationEssentials
import Model

/// What a success teaches about how a source publishes.
extension Verdict {
  /// So many items that were to be expected and did not come: chance does it once in fifty times.
  private static let missedItems = 4.0

  mutating func learn(_ habits: FeedHabits?, _ isReplaced: Bool) {
    let newItems = habits?.newItems ?? 0
    let pace = pace(after: newItems, habits)
    listenForSilence(habits)
    adapt(to: pace, newItems, isReplaced)
    learnHours(newItems)
    state.pace = pace
  }

  private func pace(after newItems: Int, _ habits: FeedHabits?) -> Pace {
    guard let last = state.lastSuccess, var pace = state.pace else {
      return Pace(of: habits?.moments ?? [], at: now)
    }
    pace.pass(max(.zero, now - last), items: newItems)
    return pace
  }

  private mutating func learnHours(_ newItems: Int) {
    guard source.interval == nil, let last = state.lastSuccess else {
      state.day = nil
      return
    }
    var day = state.day ?? DayProfile()
    day.pass(from: last, to: now, items: newItems)
    state.day = day
  }

  /// Takes over the interval that suits the pace; a busy source's is halved, and one that has been
  /// silent for longer than chance allows has its doubled, until it is heard again.
  private mutating func adapt(to pace: Pace, _ newItems: Int, _ isReplaced: Bool) {
    guard source.interval == nil else { return }
    let suiting = pacing.interval(for: pace)
    let current = state.adaptedInterval ?? suiting
    let rate = pace.rate(assuming: pacing.defaultInterval)
    let silence = state.lastItem.map { (now - $0).hours } ?? 0
    // The first document is all new and tells nothing of a window that was replaced.
    if state.lastSuccess == nil {
      state.adaptedInterval = suiting
    } else if isReplaced {
      state.adaptedInterval = pacing.clamped(min(suiting, current / 2))
    } else if newItems == 0, silence * rate > Self.missedItems {
      state.adaptedInterval = pacing.clamped(max(suiting, current * 2))
    } else {
      state.adaptedInterval = suiting
    }
  }

  /// Keeps account of the times between items, and tells of one that is beyond habit.
  private mutating func listenForSilence(_ habits: FeedHabits?) {
    let limit = pacing.silenceLimit(of: state)
    // By what was known at the last success it was told already, also before a restart.
    let wasTold = limit.flatMap { limit in
      state.lastItem.flatMap { item in state.lastSuccess.map { $0 - item > limit } }
    }
    let isFirst = state.lastSuccess == nil
    if let habits, isFirst || habits.newItems > 0 {
      let before = state.lastItem
      hear(habits.moments, isFirst: isFirst)
      if wasTold == true, let before { events.append(.heardAgain(since: before)) }
    } else if let limit, wasTold == false, let item = state.lastItem, now - item > limit {
      events.append(.silent(since: item, longest: state.longestSilence ?? limit))
    }
  }

  /// - Parameter moments: claims; what has none, or one in the future, counts as published now.
  private mutating func hear(_ moments: [Date], isFirst: Bool) {
    var known = moments.map { min($0, now) }.sorted()
    if let last = state.lastItem {
      known = known.filter { $0 > last }
      known.insert(last, at: 0)
    }
    if known.count < 2, !isFirst { known.append(now) }
    guard let newest = known.last else { return }
    state.lastItem = newest
    let longest = zip(known, known.dropFirst()).map { $1 - $0 }.max()
    if let longest { state.longestSilence = max(state.longestSilence ?? .zero, longest) }
  }
}
