import Detection
import FoundationEssentials
import Model

extension Stage {
  /// How often what came lay within the interval that an alert told, which is to be nine times of ten.
  static let forecasts = MadeEvent.all.map { event in
    Stage(name: "forecast-\(event.name)") { name in
      var (hour, sixHours) = (Kept(), Kept())
      var (listened, alerts) = (0.0, 0.0)
      for (rate, brands) in [(0.05, 60), (0.5, 60), (5, 60), (50, 15)] {
        for number in 0..<brands {
          let branching = [0.3, 0.5, 0.7][number % 3]
          let voices = MadeVoices(
            rate: rate, branching: branching, event,
            seed: UInt64(rate * 100) << 32 | UInt64(number))
          listened += listenedHours
          for alert in Self.alerts(of: voices) {
            alerts += 1
            guard let growth = alert.growth else { continue }
            hour.note(growth.nextHour.range, voices.count(after: alert.at, hours: 1))
            sixHours.note(growth.nextSixHours.range, voices.count(after: alert.at, hours: 6))
          }
        }
      }
      Report.line(
        name,
        "\(hour) within 1 h, \(sixHours) within 6 h: \(event.description); "
          + "told once in \(Report.figures(listened / alerts)) h")
    }
  }

  /// Three weeks teach.
  private static let first = 21.0 * 24
  /// All but what the last forecasts are of.
  private static let listenedHours = MadeVoices.eventBegin + MadeVoices.hoursAfter - 6 - first

  /// The alerts from the watch on, and what they tell; nil where voices are too few to tell.
  private static func alerts(of voices: MadeVoices) -> [(at: Double, growth: Growth?)] {
    var stream = VoiceStream()
    var rule = AlarmRule(falseAlarmsPerMonth: 720 / 75)
    var alerts: [(at: Double, growth: Growth?)] = []
    for (number, moment) in voices.moments.enumerated() {
      let now = Post.firstMoment + moment * 3600
      stream.note(voice: UInt64(number), at: now, seen: now)
      guard moment >= first, moment < first + listenedHours else { continue }
      stream.advance(to: now)
      guard rule.note(returnHours: stream.returnHours(at: now), at: now) != nil else { continue }
      let window = stream.velocity(at: now).window
      alerts.append((moment, stream.growth(within: window, at: now)))
    }
    return alerts
  }
}

/// Intervals that held what came, and on which side the others missed it.
private struct Kept: CustomStringConvertible {
  private var (held, below, above) = (0, 0, 0)

  mutating func note(_ range: ClosedRange<Int>, _ came: Int) {
    if came < range.lowerBound {
      below += 1
    } else if came > range.upperBound {
      above += 1
    } else {
      held += 1
    }
  }

  var description: String {
    let all = held + below + above
    let share = all > 0 ? Report.figures(100 * Double(held) / Double(all)) : "no"
    return "\(share) % of \(all) (\(below) fewer, \(above) more)"
  }
}
