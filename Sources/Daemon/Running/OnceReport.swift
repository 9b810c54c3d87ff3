import Model
import Polling

/// What came of asking all sources once.
struct OnceReport: Sendable {
  /// Sources that were asked.
  var asked: Int

  /// Those of them that could not be read.
  var failed: Int

  /// Those that were not asked.
  var leftOut: Int

  /// Those of them that could not be read the last time: they are not well only because nobody looks.
  var stillFailing: Int

  /// Notifications that wait for their receivers.
  var waiting: Int

  /// - Parameter problems: Why sources could not be read at their last poll.
  init(_ round: PollRound, problems: [Source.ID: String], waiting: Int) {
    asked = round.asked.count
    failed = round.asked.count { problems[$0] != nil }
    leftOut = round.leftOut.count
    stillFailing = round.leftOut.count { problems[$0.source] != nil }
    self.waiting = waiting
  }

  /// Whether somebody has to look, for whoever runs this by the clock.
  var status: ExitStatus {
    if waiting > 0 { return .temporary }
    return failed + stillFailing > 0 ? .unavailable : .success
  }

  static func words(for reason: PollRound.Reason) -> String {
    switch reason {
    case .askedLately: "it was asked less than polling.minimumInterval ago"
    case .unwanted: "its server or feed wants no poll yet"
    case .unwantedByHost(let host): "\(host) wants no request yet"
    case .backingOff: "it cannot be read and is asked less often"
    case .gone: "it is gone for good (410); take it out of the configuration"
    }
  }
}
