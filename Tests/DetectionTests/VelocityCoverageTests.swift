import Detection
import FoundationEssentials
import Model
import Testing

/// A Monday, 00:00 UTC.
private let monday = Date(timeIntervalSince1970: 1_767_571_200)

private func moment(_ hours: Double) -> Date { monday + hours * 3600 }

@Suite struct `Observed time` {
  /// Two voices an hour for twenty days.
  private let past: VoiceStream

  init() {
    var stream = VoiceStream()
    for half in 0..<960 {
      let at = moment(Double(half) / 2 + Double(half * 7 % 10) / 30)
      stream.note(voice: UInt64(half), at: at, seen: at)
    }
    past = stream
  }

  /// Voices that a window ending at hour 486 is expected to hold, against those of a stream that saw
  /// all, by its length in hours.
  private func expected(_ stream: VoiceStream) -> Double {
    let velocity = stream.velocity(at: moment(486))
    return velocity.expected / velocity.window.hours
  }

  @Test(arguments: [(0.25, 0.75), (0.5, 0.5), (0.9, 0.1)])
  func `expects less of a stretch in which a share was lost`(lost: Double, left: Double) {
    var stream = past
    stream.lose(lost, from: moment(480), to: moment(486))
    // What the voices before bring is expected besides.
    #expect(abs(expected(stream) / expected(past) - left) < 0.2 * left)
  }

  @Test func `adds up the shares of several sources, to all at most`() {
    var stream = past
    stream.lose(0.3, from: moment(480), to: moment(486))
    stream.lose(0.4, from: moment(480), to: moment(486))
    #expect(abs(expected(stream) / expected(past) - 0.3) < 0.06)
    for _ in 0..<4 { stream.lose(0.4, from: moment(480), to: moment(486)) }
    var blind = past
    blind.lose(1, from: moment(480), to: moment(486))
    #expect(stream.velocity(at: moment(486)) == blind.velocity(at: moment(486)))
  }

  @Test func `takes back what was found afterwards`() {
    var stream = past
    stream.lose(0.7, from: moment(440), to: moment(486))
    stream.regain(0.7, from: moment(440), to: moment(486))
    #expect(stream.velocity(at: moment(486)) == past.velocity(at: moment(486)))
  }

  @Test func `cannot find more than there was`() {
    var stream = past
    stream.regain(0.7, from: moment(440), to: moment(486))
    #expect(stream.velocity(at: moment(486)) == past.velocity(at: moment(486)))
  }

  @Test func `does not take silence for calm while half of the voices are lost`() {
    var blind = past
    blind.lose(0.6, from: moment(480), to: moment(528))
    blind.advance(to: moment(528))
    var deaf = past
    deaf.advance(to: moment(528))
    let before = past.velocity(at: moment(480)).learned.hours
    #expect(blind.velocity(at: moment(528)).learned.hours <= before + 1)
    #expect(deaf.velocity(at: moment(528)).learned.hours >= before + 47)
  }

  @Test func `learns tick by tick what it learns at once`() {
    var once = past
    once.lose(0.4, from: moment(480), to: moment(485))
    var ticks = past
    for minute in 0..<300 {
      let start = 480 + Double(minute) / 60
      ticks.lose(0.4, from: moment(start), to: moment(start + 1.0 / 60))
    }
    #expect(abs(expected(ticks) - expected(once)) < 1e-6)
    #expect(ticks.archive.count <= once.archive.count + 64)
  }
}
