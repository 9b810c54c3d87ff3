import Alerting
import FoundationEssentials
import Model

/// What an alert said of voices to come.
struct ToldForecast: Sendable {
  var brand: Brand.ID
  var subject: Subject
  var at: Date
  var growth: Growth
}

/// How often what came lay within the interval that was told: nine times of ten, if the intervals mean
/// what they say.
struct ForecastScore: Sendable {
  private(set) var hour = Tally()
  private(set) var sixHours = Tally()
  private var waiting: [ToldForecast] = []
  private var waitingLong: [ToldForecast] = []

  struct Tally: Hashable, Sendable {
    var told = 0
    var held = 0
  }

  mutating func note(_ forecasts: [ToldForecast]) {
    waiting += forecasts
    waitingLong += forecasts
  }

  /// Judges what has come due.
  mutating func settle(at now: Date, _ streams: StreamShelf) {
    Self.settle(&waiting, &hour, hours: 1, now, streams, \.nextHour)
    Self.settle(&waitingLong, &sixHours, hours: 6, now, streams, \.nextSixHours)
  }

  private static func settle(
    _ waiting: inout [ToldForecast], _ tally: inout Tally, hours: Double, _ now: Date,
    _ streams: StreamShelf, _ forecast: (Growth) -> Forecast
  ) {
    // Told in the order of time, so those that are due stand first.
    let due = waiting.prefix { $0.at + hours * 3600 <= now }
    for told in due {
      let came = streams.voices(
        of: told.brand, told.subject, after: told.at, through: told.at + hours * 3600)
      tally.told += 1
      tally.held += forecast(told.growth).range.contains(came) ? 1 : 0
    }
    waiting.removeFirst(due.count)
  }

  /// `forecasts that held: 17 of 20 within 1 h, 16 of 20 within 6 h`; nil where none was told.
  var summary: String? {
    guard hour.told > 0 else { return nil }
    return "forecasts that held: \(hour.held) of \(hour.told) within 1 h, "
      + "\(sixHours.held) of \(sixHours.told) within 6 h"
  }
}
