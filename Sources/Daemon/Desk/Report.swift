import Alerting
import Model
import Polling

/// What came of one call to the Desk, for the log.
struct Report: Sendable {
  /// Items that were not known before.
  var newItems = 0

  /// Whether all of this is what a source held before it was first asked.
  var isFirstAnswer = false

  /// Whether a poll is due sooner than the engine knows.
  var hastensPolls = false

  /// What was lost of a source's document, where that was not so the last time.
  var loss: String?

  /// Mentions among them, in the order of their moments.
  var mentions: [Mention] = []

  var alerts: [Alert] = []

  /// What `alerts` said of voices to come.
  var forecasts: [ToldForecast] = []

  /// By how much the clock was set back, where it was.
  var clockSetBack: Duration?

  /// What became of the source: lost, back, gone, moved, silent.
  var pollEvents: [PollEvent] = []
}
