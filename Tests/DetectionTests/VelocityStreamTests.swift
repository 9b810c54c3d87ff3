import Detection
import FoundationEssentials
import Glibc
import Model
import Testing

/// A Monday, 00:00 UTC.
private let monday = Date(timeIntervalSince1970: 1_767_571_200)

private func moment(_ hours: Double) -> Date { monday + hours * 3600 }

/// A stream that heard a new voice at each of the hours.
private func stream(_ hours: some Sequence<Double>) -> VoiceStream {
  var stream = VoiceStream()
  for (voice, hour) in hours.enumerated() {
    stream.note(voice: UInt64(voice), at: moment(hour), seen: moment(hour))
  }
  return stream
}

/// One voice an hour at uneven minutes for so many days.
private func calm(days: Int) -> [Double] {
  (0..<days * 24).map { Double($0) + Double($0 * 37 % 60) / 60 }
}

/// Voices that have nothing to do with each other, by a generator of Marsaglia's.
private func independent(perHour rate: Double, hours: Double) -> [Double] {
  var state: UInt64 = 88_172_645_463_325_252
  var moments = [0.0]
  while moments[moments.count - 1] < hours {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    let chance = Double(state >> 11) / Double(1 << 53)
    moments.append(moments[moments.count - 1] - log(1 - chance) / rate)
  }
  return moments.dropLast()
}

/// Each voice brings two within half an hour: 1, 2, 4, 8, 16.
private func runaway(from start: Double) -> [Double] {
  (0..<31).map { voice in
    let generation = Double((voice + 1).bitWidth - (voice + 1).leadingZeroBitCount - 1)
    return start + generation * 0.4 + Double(voice) * 0.01
  }
}

@Suite struct `Voice stream` {
  private let past = stream(calm(days: 20))

  private func note(_ stream: inout VoiceStream, _ hours: [Double], seen: Double? = nil) {
    for (voice, hour) in hours.enumerated() {
      stream.note(
        voice: UInt64(voice) + 1_000_000, at: moment(hour), seen: moment(seen ?? hour))
    }
  }

  @Test func `waits long for voices that bring more voices`() {
    var stream = past
    note(&stream, runaway(from: 480))
    #expect(stream.velocity(at: moment(482)).returnHours > 720)
  }

  @Test func `waits long for four times the usual over a night`() {
    var stream = past
    let night = (0..<48).map { (quarter: Int) -> Double in 480.05 + Double(quarter) / 4 }
    note(&stream, night)
    #expect(stream.velocity(at: moment(492.1)).returnHours > 720)
  }

  @Test func `in its first days a jump within the hour is worth a look and no call`() {
    var stream = stream(calm(days: 2))
    note(&stream, (0..<9).map { 48 + Double($0) / 9 })
    #expect((75..<720).contains(stream.velocity(at: moment(49)).returnHours))
  }

  @Test func `expects in an hour what the same hour of yesterday had`() {
    // At 48:06 the hour that is counted began at 47:10, and yesterday's at 23:10.
    let yesterday = (0..<12).map { 23.3 + Double($0) / 20 }
    let expected = [[], yesterday].map { (voices: [Double]) -> Double in
      var stream = stream((calm(days: 2) + voices).sorted())
      note(&stream, (0..<14).map { 47.25 + Double($0) / 17 })
      return stream.velocity(at: moment(48.1)).expected
    }
    // Twelve voices in a day are half a voice more an hour.
    #expect((0.3...0.6).contains(expected[1] - expected[0]))
  }

  @Test func `tells a rise of an hour at most`() {
    var stream = stream(calm(days: 2))
    note(&stream, (0..<12).map { 47.9 + Double($0) / 12 })
    let velocity = stream.velocity(at: moment(48.9))
    #expect((55...60).contains(velocity.window.hours * 60))
  }

  @Test func `of voices that have nothing to do with each other tells little`() {
    let hours = independent(perHour: 3, hours: 40 * 24)
    var stream = VoiceStream()
    var days: Set<Int> = []
    for (voice, hour) in hours.enumerated() {
      stream.note(voice: UInt64(voice), at: moment(hour), seen: moment(hour))
      if stream.returnHours(at: moment(hour)) >= 75 { days.insert(Int(hour / 24)) }
    }
    #expect(days.count <= 40 / 3)
  }

  @Test func `a new stream is useful from the first hours`() {
    var stream = VoiceStream()
    stream.advance(to: moment(0))
    note(&stream, [3.2, 3.4, 3.5, 3.6, 3.8])
    let velocity = stream.velocity(at: moment(3.9))
    #expect((75..<720).contains(velocity.returnHours))
    #expect(velocity.learned < .hours(72))
  }

  @Test func `a start in the middle of a busy day is no rise`() {
    #expect(stream((0..<90).map { Double($0) / 30 }).velocity(at: moment(3)).returnHours < 75)
  }

  @Test func `finds nothing in its usual pace`() {
    #expect(past.velocity(at: moment(480)).returnHours < 72)
  }

  @Test func `expects what it learned`() {
    let velocity = past.velocity(at: moment(480))
    #expect((0.7...1.4).contains(velocity.expectedRate))
    #expect((400...490).contains(velocity.learned.hours))
  }

  @Test func `counts a voice once a day`() {
    var stream = past
    for minute in 0..<60 {
      let at = moment(480 + Double(minute) / 30)
      stream.note(voice: 7_000_000, at: at, seen: at)
    }
    let velocity = stream.velocity(at: moment(482))
    #expect(velocity.returnHours < 720)
    #expect(velocity.observed < 40)
  }

  @Test func `counts a voice again after a day`() {
    var stream = VoiceStream()
    for hour in [0.0, 25, 50] { stream.note(voice: 1, at: moment(hour), seen: moment(hour)) }
    for hour in [100.0, 101, 102] { stream.note(voice: 2, at: moment(hour), seen: moment(hour)) }
    #expect(stream.velocity(at: moment(50.1)).observed <= 1)
  }

  /// Eight people who complain each at a quarter of the day, and within one hour all of them.
  private func regulars(meetingAt hour: Double, saying: Int) -> VoiceStream {
    var stream = VoiceStream()
    func say(_ voice: Int, at hour: Double) {
      stream.note(voice: UInt64(voice), at: moment(hour), seen: moment(hour))
    }
    for quarter in 0..<Int(hour / 3) { say(quarter % 8, at: Double(quarter) * 3) }
    for number in 0..<saying { say(number % 8, at: hour + Double(number) / 100) }
    return stream
  }

  @Test(arguments: [8, 80])
  func `counts who returns among the voices of the hour, once`(saying: Int) {
    let velocity = regulars(meetingAt: 479, saying: saying).velocity(at: moment(479.9))
    #expect(velocity.observed == 8)
    #expect(velocity.returnHours >= 75)
  }

  @Test func `counts who returns late at their own moment`() {
    let onTime = regulars(meetingAt: 479, saying: 8)
    var late = regulars(meetingAt: 479, saying: 0)
    for voice in (0..<8).reversed() {
      late.note(
        voice: UInt64(voice), at: moment(479 + Double(voice) / 100), seen: moment(479.9))
    }
    #expect(late.velocity(at: moment(479.9)) == onTime.velocity(at: moment(479.9)))
  }

  @Test func `waits shorter for the most unusual of several streams`() {
    var one = past
    note(&one, runaway(from: 480))
    var among = one
    among.companions = 10
    let (alone, together) = (one.velocity(at: moment(482)), among.velocity(at: moment(482)))
    #expect(abs(together.returnHours * 10 / alone.returnHours - 1) < 1e-9)
    #expect(among.returnHours(at: moment(482)) == together.returnHours)
  }

  @Test func `late voices count at their own moment`() {
    var onTime = past
    let burst = runaway(from: 480)
    note(&onTime, burst)
    var late = past
    note(&late, burst.shuffled(), seen: 484)
    let expected = onTime.velocity(at: moment(484))
    let found = late.velocity(at: moment(484))
    #expect(found.observed == expected.observed)
    #expect(found.expected == expected.expected)
    #expect(
      late.growth(within: .hours(4), at: moment(484))
        == onTime.growth(within: .hours(4), at: moment(484)))
  }

  @Test func `in a fast stream too, voices minutes late change nothing`() {
    let hours = (0..<3000).map { (voice: Int) -> Double in
      Double(voice) / 20 + Double(voice * 37 % 60) / 4000
    }
    var late = VoiceStream()
    for start in stride(from: 0, to: hours.count, by: 10) {
      let batch = hours[start..<start + 10]
      let seen = moment(batch[start + 9])
      for (place, hour) in batch.enumerated().reversed() {
        late.note(voice: UInt64(start + place), at: moment(hour), seen: seen)
      }
      late.advance(to: seen)
    }
    let now = moment(hours[2999])
    let onTime = stream(hours)
    #expect(late.velocity(at: now).expected == onTime.velocity(at: now).expected)
    #expect(
      late.growth(within: .hours(3), at: now) == onTime.growth(within: .hours(3), at: now))
  }

  @Test func `a catch-up of calm hours is no burst`() {
    var stream = past
    note(&stream, calm(days: 1).map { 480 + $0 }, seen: 504)
    #expect(stream.velocity(at: moment(504)).returnHours < 72)
  }

  @Test func `voices past the lateness limit raise nothing`() {
    var stream = past
    note(&stream, runaway(from: 440), seen: 481)
    #expect(stream.velocity(at: moment(481)).returnHours < 72)
  }

  @Test func `hours that nobody observed teach nothing`() {
    var blind = past
    blind.lose(1, from: moment(480), to: moment(720))
    blind.advance(to: moment(720))
    var silent = past
    silent.advance(to: moment(720))
    let before = past.velocity(at: moment(480)).learned
    #expect(blind.velocity(at: moment(720)).learned.hours <= before.hours + 1)
    #expect(silent.velocity(at: moment(720)).learned.hours >= before.hours + 239)
  }

  @Test func `counts and probability do not depend on voices to come`() {
    let hours = calm(days: 20) + runaway(from: 480)
    for cut in [100, 300, 470, 490] {
      let part = stream(hours.prefix(cut))
      let now = moment(hours[cut - 1])
      #expect(part.velocity(at: now) == stream(hours.prefix(cut)).velocity(at: now))
    }
  }

  @Test func `a start from the archive behaves to the last digit as no stop`() throws {
    var whole = past
    note(&whole, [480.2, 479.1, 480.3])
    whole.companions = 3
    // Who was heard that day returns.
    whole.note(voice: 460, at: moment(481), seen: moment(481))
    whole.note(voice: 461, at: moment(480.5), seen: moment(481))
    var resumed = try VoiceStream(archive: whole.archive)
    for hour in runaway(from: 482) {
      whole.note(voice: UInt64(hour * 1e6), at: moment(hour), seen: moment(484))
      resumed.note(voice: UInt64(hour * 1e6), at: moment(hour), seen: moment(484))
    }
    #expect(whole.velocity(at: moment(484)) == resumed.velocity(at: moment(484)))
    #expect(whole.archive == resumed.archive)
  }

  @Test(arguments: [0, 1, 2, 40, 400])
  func `an archive that was cut short is refused`(length: Int) {
    #expect(throws: ArchiveError.self) {
      try VoiceStream(archive: Array(past.archive.prefix(length)))
    }
  }

  @Test(arguments: [-1e9, 1e12])
  func `takes any moment`(hours: Double) {
    let velocity = stream([0, hours]).velocity(at: moment(1))
    #expect(velocity.expected > 0)
  }

  @Test func `one voice after long silence is no burst`() {
    #expect(stream([0, 50_000]).velocity(at: moment(50_001)).returnHours < 720)
  }

  @Test(arguments: [(3.0, false), (30, true)])
  func `knows a silence from a pause`(hours: Double, isSilent: Bool) {
    let silence = past.silence(at: moment(479.7 + hours))
    #expect((silence.map { $0.returnHours >= 7200 } ?? false) == isSilent)
  }

  @Test func `calls nothing silent that nobody observed`() {
    var stream = past
    stream.lose(1, from: moment(480), to: moment(510))
    #expect(stream.silence(at: moment(510)) == nil)
  }

  /// What a source showed when it was first asked is the past, and yet somebody spoke.
  @Test func `calls nothing silent that history heard`() {
    var stream = past
    stream.learn(voice: 1, at: moment(508))
    #expect(stream.silence(at: moment(510)) == nil)
  }

  @Test func `calls nothing silent before it knows the week`() {
    #expect(stream(calm(days: 13)).silence(at: moment(333)) == nil)
  }

  @Test func `keeps its memory bounded`() {
    let fast = stream((0..<60_000).map { Double($0) / 500 })
    #expect(fast.archive.count < 32_768)
  }

  @Test func `of a slow stream keeps less than 4.5 KB`() {
    let slow = stream(calm(days: 20).enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    #expect(slow.archive.count < 4608)
  }

  @Test func `in a fast stream takes many voices for no answers to each other`() {
    var stream = stream(independent(perHour: 30, hours: 240))
    stream.advance(to: moment(240))
    let growth = stream.growth(within: .hours(1), at: moment(240))
    #expect(growth.map { $0.branching < 0.6 } == true)
  }

  @Test func `in a fast stream hears a runaway before an hour holds twice the usual`() {
    let calm = independent(perHour: 50, hours: 480.6)
    // Besides what is usual 20 in the first half hour and 40 in the next.
    let besides = (0..<26).map { 480 + log2(1 + Double($0) / 20) / 2 }
    var stream = stream(calm.filter { $0 < 480 })
    var longest = 0.0
    for (voice, hour) in (calm.filter { $0 >= 480 } + besides).sorted().enumerated() {
      stream.note(voice: UInt64(voice) + 1_000_000, at: moment(hour), seen: moment(hour))
      longest = max(longest, stream.returnHours(at: moment(hour)))
    }
    #expect(longest >= 720)
  }

  @Test func `tells more voices for each voice above 1 while it runs away`() {
    var stream = past
    note(&stream, runaway(from: 480))
    let growth = stream.growth(within: .hours(2), at: moment(482))
    #expect(growth.map { $0.branching > 1 } == true)
    #expect(growth?.doubling != nil)
    // Sixteen of its 31 voices came within ten minutes.
    #expect(growth.map { (16...150).contains($0.nextHour.expected) } == true)
    #expect(growth.map { $0.nextSixHours.range.upperBound < 5000 } == true)
  }
}

@Suite struct `Alarm rule` {
  private var rule = AlarmRule(falseAlarmsPerMonth: 1)

  @Test(arguments: [(719.0, nil), (720, Severity.warning), (7199, .warning), (7200, .critical)])
  mutating func `calls within the budget`(hours: Double, severity: Severity?) {
    #expect(rule.note(returnHours: hours, at: monday) == severity)
  }

  @Test mutating func `tells the same once a day`() {
    #expect(rule.note(returnHours: 1000, at: monday) == .warning)
    #expect(rule.note(returnHours: 1100, at: monday + 3600) == nil)
    #expect(rule.note(returnHours: 1000, at: monday + 86_400) == .warning)
  }

  @Test mutating func `tells growth at once`() {
    #expect(rule.note(returnHours: 1000, at: monday) == .warning)
    #expect(rule.note(returnHours: 2500, at: monday + 60) == .warning)
    #expect(rule.note(returnHours: 8000, at: monday + 120) == .critical)
  }

  @Test(arguments: [(1.0, 720.0), (0.1, 7200), (30, 24)])
  func `a month has 720 hours`(alarms: Double, hours: Double) {
    #expect(abs(FalseAlarmBudget.returnHours(forAlarmsPerMonth: alarms) - hours) < 1e-6)
  }
}
