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

  /// Before an hour ends, so that neither stream has learned anything of the silence: one that saw six
  /// silent hours expects 15 % less of the next, one that was blind does not.
  private static let end = 480.9

  /// Voices that the hour before a moment is expected to hold.
  private func expected(_ stream: VoiceStream, at hours: Double = Self.end) -> Double {
    let velocity = stream.velocity(at: moment(hours))
    return velocity.expected / velocity.window.hours
  }

  /// Of that hour a tenth lies before the loss.
  private func share(lost: Double) -> Double { 0.1 + 0.9 * (1 - lost) }

  @Test(arguments: [0.25, 0.5, 0.7, 0.9, 1])
  func `expects less of a stretch in which a share was lost`(lost: Double) {
    var stream = past
    stream.lose(lost, from: moment(480), to: moment(486))
    #expect(abs(expected(stream) / expected(past) - share(lost: lost)) < 1e-6)
  }

  @Test func `adds up the shares of several sources, to all at most`() {
    var stream = past
    stream.lose(0.3, from: moment(480), to: moment(486))
    stream.lose(0.4, from: moment(480), to: moment(486))
    #expect(abs(expected(stream) / expected(past) - share(lost: 0.7)) < 1e-6)
    for _ in 0..<4 { stream.lose(0.4, from: moment(480), to: moment(486)) }
    var blind = past
    blind.lose(1, from: moment(480), to: moment(486))
    #expect(stream.velocity(at: moment(486)) == blind.velocity(at: moment(486)))
  }

  @Test func `learns from hours of silence only where most of the voices were seen`() {
    // Six silent hours take a little of the level and much of the season of these hours: of a weekend's
    // hour, heard five times two in 20 days, (10.8 + 0.2) / (10.8 + 0.2 + 2) is left where it was
    // closed, and the level falls by 1/336 with each. By hand: 0.866 × 0.982.
    var blind = past
    blind.lose(0.9, from: moment(480), to: moment(486))
    let left = expected(past, at: 486) / (expected(blind, at: 486) / 0.1)
    #expect((0.83...0.87).contains(left))
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
    #expect(abs(expected(ticks, at: 486) - expected(once, at: 486)) < 1e-6)
    #expect(ticks.archive.count <= once.archive.count + 64)
  }
}
