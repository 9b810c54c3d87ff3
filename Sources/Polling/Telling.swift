import Model

/// What people know of the failures of one host: a line for each reason, however many sources it
/// hits, and one at the end.
struct Telling: Sendable {
  /// More reasons than this are an answer with a clock in it.
  private static let mostReasons = 16

  private enum Told { case failed, blind }
  private var told: [String: Told] = [:]

  /// Takes over what an earlier run has told.
  mutating func restore(_ state: PollState, isBlind: Bool) {
    guard let problem = state.problem else { return }
    if told[problem] != .blind { note(problem, isBlind ? .blind : .failed) }
  }

  /// A source failed; gives what is new for people.
  mutating func failed(_ state: PollState, isBlind: Bool) -> PollEvent? {
    guard let problem = state.problem else { return nil }
    if isBlind, told[problem] != .blind, let since = state.blindSince {
      note(problem, .blind)
      return .blind(reason: problem, since: since, failures: state.failures)
    }
    guard told[problem] == nil else { return nil }
    note(problem, .failed)
    return .failed(reason: problem)
  }

  /// A source that failed for a reason answers again; whether people heard of that reason.
  mutating func recovered(from problem: String) -> Bool { told.removeValue(forKey: problem) != nil }

  private mutating func note(_ problem: String, _ value: Told) {
    if told.count >= Self.mostReasons, told[problem] == nil {
      told = told.filter { $0.value == .blind }
    }
    if told.count < Self.mostReasons { told[problem] = value }
  }
}
