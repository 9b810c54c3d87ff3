import Glibc

/// What makes voices answer more than they did.
struct MadeEvent {
  var name: String
  var description: String
  /// Answers that each voice draws while it lasts.
  var branching: Double
  /// For how long, from its begin on.
  var hours: Double
  /// Voices of its first hour that answer nobody: people who saw it elsewhere.
  var witnesses: Int

  static let all = [
    MadeEvent(
      name: "calm", description: "nothing happens", branching: 0, hours: 0, witnesses: 0),
    MadeEvent(
      name: "runaway", description: "each voice brings 1.2 for good", branching: 1.2,
      hours: .infinity, witnesses: 1),
    MadeEvent(
      name: "outburst", description: "each voice brings 1.6 for two hours", branching: 1.6,
      hours: 2, witnesses: 3),
    MadeEvent(
      name: "breakdown", description: "forty speak of themselves in one hour", branching: 0,
      hours: 0, witnesses: 40),
  ]
}

/// Voices of a made brand, some of whom answer others: a Hawkes process, drawn voice by voice.
///
/// Hawkes and Oakes, A cluster process representation of a self-exciting process, 1974.
struct MadeVoices {
  /// Before it nothing happens, in hours since the first moment.
  static let eventBegin = 31.0 * 24
  /// How long the voices go on after that.
  static let hoursAfter = 14.0
  /// How long an answer takes on average.
  private static let answerHours = 0.5
  /// An event that has drawn so many is drawn no further.
  private static let most = 400_000

  /// In hours since the first moment, rising.
  private(set) var moments: [Double] = []

  /// - Parameters:
  ///   - rate: voices an hour, on the average of a calm week.
  ///   - branching: answers that each draws in calm times.
  init(rate: Double, branching: Double, _ event: MadeEvent, seed: UInt64) {
    var chance = Chance(seed: seed)
    let end = Self.eventBegin + Self.hoursAfter
    let eventEnd = Self.eventBegin + event.hours
    var waiting: [Double] = []
    var moment = 0.0
    while moment < end {
      // By thinning: no hour is as lively as this.
      moment -= log(1 - chance.fraction()) / (rate * (1 - branching) * Self.liveliest)
      if chance.fraction() * Self.liveliest < Self.season(moment) { waiting.append(moment) }
    }
    for _ in 0..<event.witnesses {
      waiting.append(Self.eventBegin + (event.witnesses > 1 ? chance.fraction() : 0))
    }
    while let spoken = waiting.popLast(), moments.count < Self.most {
      guard spoken < end else { continue }
      moments.append(spoken)
      let isDuring = spoken >= Self.eventBegin && spoken < eventEnd
      var answers = chance.fraction()
      let silent = exp(-(isDuring ? event.branching : branching))
      while answers > silent {
        waiting.append(spoken - Self.answerHours * log(1 - chance.fraction()))
        answers *= chance.fraction()
      }
    }
    moments.sort()
  }

  /// Voices after a moment, through so many hours.
  func count(after moment: Double, hours: Double) -> Int {
    place(after: moment + hours) - place(after: moment)
  }

  private func place(after moment: Double) -> Int {
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static let liveliest = 1.9

  /// The mean of a week is about 1.
  private static func season(_ moment: Double) -> Double {
    let day = Int(moment / 24) % 7
    return (1 + 0.6 * cos((moment - 15) * .pi / 12)) * (day >= 5 ? 0.65 : 1.14)
  }
}
