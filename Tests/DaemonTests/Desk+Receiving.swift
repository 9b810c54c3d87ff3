import FoundationEssentials
import Model
import Polling

@testable import Daemon

extension Desk {
  /// Takes in what one poll gave.
  func receive(
    _ items: [ExaminedItem], of source: Source, at now: Date,
    outcome: @escaping @Sendable (_ newItems: Int) -> PollOutcome
  ) throws -> Report {
    try receive([EndedPoll(source: source, items: items, outcome: outcome)], at: now)[0]
  }
}
