import Detection
import FoundationEssentials
import Glibc
import Model

extension Stage {
  /// From voices to how unusual they are.
  static let velocity = [
    Stage(name: "velocity-note") { name in
      let voices = voices
      var stream = VoiceStream()
      let measurement = await Stopwatch.best(of: Double(voices.count)) {
        stream = VoiceStream()
        for voice in voices { stream.note(voice: voice.id, at: voice.at, seen: voice.seen) }
      }
      let archive = stream.archive
      let copy = try VoiceStream(archive: archive)
      try Shortfall.check("bytes of the archive again", copy.archive.count, is: archive.count)
      Report.line(
        name, measurement, .voices,
        "\(description); archived in \(Report.grouped(archive.count)) bytes")
    },
    Stage(name: "velocity-judge") { name in
      let past = voices.prefix(100_000)
      var learned = VoiceStream()
      for voice in past { learned.note(voice: voice.id, at: voice.at, seen: voice.seen) }
      let news = Array(voices[past.endIndex...].prefix(1000))
      let measurement = await Stopwatch.best(of: Double(news.count)) {
        var stream = learned
        for voice in news {
          stream.note(voice: voice.id, at: voice.at, seen: voice.seen)
          stream.advance(to: voice.seen)
          precondition(stream.velocity(at: voice.seen).expected > 0)
        }
      }
      Report.line(
        name, measurement, .voices,
        "\(Report.grouped(news.count)) more of the same after \(Report.grouped(past.count)), "
          + "`velocity` asked after each")
    },
    Stage(name: "velocity-tick") { name in
      let before = Usage.peakMemory(of: getpid())
      var hour = 24.0 * 10
      var streams = slowStreams(10_000, hours: hour)
      let held = Usage.peakMemory(of: getpid()) - before
      let measurement = await Stopwatch.best(of: Double(streams.count)) {
        hour += 1
        let now = Post.firstMoment + hour * 3600
        for place in streams.indices {
          streams[place].advance(to: now)
          precondition(streams[place].velocity(at: now).expected > 0)
        }
      }
      Report.line(
        name, measurement, .streams,
        "an hour ends for \(Report.grouped(streams.count)) streams of a voice in two hours, which "
          + "hold \(Report.figures(held / 1e6)) MB after 10 days")
    },
  ]

  /// Streams that each heard a voice in two hours, on average.
  private static func slowStreams(_ count: Int, hours: Double) -> [VoiceStream] {
    var chance = Chance(seed: 7)
    return (0..<count).map { _ in
      var stream = VoiceStream()
      var moment = 0.0
      while moment < hours {
        let at = Post.firstMoment + moment * 3600
        stream.note(voice: chance.next(), at: at, seen: at)
        moment -= 2 * log(1 - chance.fraction())
      }
      return stream
    }
  }

  private static let description = """
    200,000 voices of 60 days with a daily rhythm, bursts of a hundredfold, known up to 5 min late
    """

  /// Voices of an uneven stream, in the order in which they become known.
  private static var voices: [(id: UInt64, at: Date, seen: Date)] {
    var chance = Chance(seed: 5)
    var moment = Post.firstMoment
    var voices: [(id: UInt64, at: Date, seen: Date)] = []
    for number in 0..<200_000 {
      let hours = moment.timeIntervalSince(Post.firstMoment) / 3600
      let isBurst = Int(hours) % 240 == 200
      let rhythm = 1 + 0.8 * (abs(hours.truncatingRemainder(dividingBy: 24) - 12) / 6 - 1)
      let rate = 70 * max(0.2, rhythm) * (isBurst ? 100 : 1)
      moment += -3600 / rate * log(1 - chance.fraction())
      voices.append((UInt64(number) << 32 | chance.next() >> 32, moment, moment))
      voices[number].at -= chance.fraction() * 300
    }
    return voices
  }
}
