import Detection
import FoundationEssentials
import Model

extension Stage {
  /// How often what came lay within the interval that an alert told, which is to be nine times of ten.
  static let forecasts = MadeEvent.all.map { event in
    Stage(name: "forecast-\(event.name)") { name in
      var (hour, sixHours) = (Kept(), Kept())
      for (rate, brands) in [(0.05, 60), (0.5, 60), (5, 60), (50, 15)] {
        for number in 0..<brands {
          let branching = [0.3, 0.5, 0.7][number % 3]
          let voices = MadeVoices(
            rate: rate, branching: branching, event,
            seed: UInt64(rate * 100) << 32 | UInt64(number))
          for told in forecasts(of: voices) {
            hour.note(told.growth.nextHour.range, voices.count(after: told.at, hours: 1))
            sixHours.note(told.growth.nextSixHours.range, voices.count(after: told.at, hours: 6))
          }
        }
      }
      Report.line(name, "\(hour) within 1 h, \(sixHours) within 6 h: \(event.description)")
    }
  }

  /// What alerts from the watch on tell from the event on; where there is none, of the fourth week.
  private static func forecasts(of voices: MadeVoices) -> [(at: Double, growth: Growth)] {
    var stream = VoiceStream()
    var rule = AlarmRule(falseAlarmsPerMonth: 720 / 75)
    var told: [(at: Double, growth: Growth)] = []
    for (number, moment) in voices.moments.enumerated() {
      let now = Post.firstMoment + moment * 3600
      stream.note(voice: UInt64(number), at: now, seen: now)
      guard moment >= 21 * 24, moment < MadeVoices.eventBegin + MadeVoices.hoursAfter - 6 else {
        continue
      }
      stream.advance(to: now)
      guard rule.note(returnHours: stream.returnHours(at: now), at: now) != nil,
        let growth = stream.growth(within: stream.velocity(at: now).window, at: now)
      else { continue }
      told.append((moment, growth))
    }
    return told
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
