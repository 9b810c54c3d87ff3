package import FoundationEssentials
package import Model

/// One stream of voices in event time: a brand's complaints, a brand's mentions, a story.
///
/// A voice that becomes known late counts at its own moment, so a catch-up after an outage gives
/// what would have been found without it and never a burst. Memory is bounded: the table of voices
/// and the moments of the last day have a limit each, everything else is constant.
package struct VoiceStream: Sendable {
  /// A voice counts at its own moment if it is known so many hours later at most.
  private static let latenessHours = 24.0
  /// Hours for which evidence is told after it became known.
  private static let freshHours = 5.0 / 60
  /// 6 remembered a day for a rise with the hour that is counted, and knew the evidence of fast streams
  /// against another branching.
  private static let version: UInt8 = 7

  private let settings: StreamSettings
  /// Streams that are looked at together, of which the most unusual alone is told, this one included:
  /// each gives chance a try, so what is told of one is divided by their number.
  package var companions = 1
  /// Nil before the first voice or moment.
  private var timeline: Timeline?
  private var voices = VoiceMemory()
  /// The strongest evidence lately, and when it became known, in hours since 1970.
  private var peak = -Double.infinity
  private var peakKnown = -Double.infinity
  /// The last moment at which anything became known.
  private var known = -Double.infinity
  /// When anybody was last heard, counted or not: who spoke before the first poll was not silent.
  private var heard = -Double.infinity

  package init(_ settings: StreamSettings = StreamSettings()) {
    self.settings = settings
  }

  /// Takes in a voice. The same voice within a day counts once; who returns after an hour counts among
  /// the voices of that hour.
  ///
  /// - Parameters:
  ///   - at: When it was said; later than `seen` counts as `seen`.
  ///   - seen: When it became known. Calls come in the order of `seen`.
  package mutating func note(voice: UInt64, at: Date, seen: Date) {
    known = max(known, seen.hours)
    let moment = min(at.hours, known)
    start(observedFrom: moment)
    heard = max(heard, moment)
    let sighting = voices.note(voice, at: moment)
    let isInReach = moment >= timeline!.reach && known - moment <= Self.latenessHours
    switch (sighting, isInReach) {
    case (.new, true): if let evidence = timeline!.note(at: moment) { tell(evidence) }
    case (.new, false): timeline!.learnLate(at: moment)
    case (.returned, true): timeline!.noteReturn(at: moment)
    case (.returned, false), (.again, _): break
    }
  }

  /// Takes in a voice of the past that may raise no alert: it teaches the level and nothing else.
  package mutating func learn(voice: UInt64, at: Date) {
    known = max(known, at.hours)
    start(observedFrom: at.hours)
    heard = max(heard, at.hours)
    if voices.note(voice, at: at.hours) == .new { timeline!.learnLate(at: at.hours) }
  }

  /// How long the stream has been observed, as `velocity` tells it.
  package var learned: Duration { .hours(timeline?.live.baseline.hours ?? 0) }

  /// Time passes without voices: hours end, windows empty.
  package mutating func advance(to now: Date) {
    known = max(known, now.hours)
    start(observedFrom: known)
    if let evidence = timeline!.settle() { tell(evidence) }
    // To the full hour only: a voice of this hour that comes a little late is then still in order.
    timeline!.advance(to: known.rounded(.down))
  }

  /// A share of a stretch was not observed: less is expected of it, and its silence is not calm.
  ///
  /// - Parameter share: Of the voices that there may have been, 0…1; shares of one stretch add up.
  package mutating func lose(_ share: Double, from: Date, to: Date) {
    guard to > from else { return }
    start(observedFrom: from.hours)
    timeline!.observe(-share, from.hours...to.hours)
  }

  /// What was lost of a stretch was observed afterwards: its voices were noted at their moments.
  package mutating func regain(_ share: Double, from: Date, to: Date) {
    guard to > from, timeline != nil else { return }
    timeline!.observe(share, from.hours...to.hours)
  }

  /// How long one waits, in hours, for as much by chance. For a stream's first three days only `Rise`
  /// tells, which is to say up to 500 hours.
  package func returnHours(at now: Date) -> Double {
    guard isCurrent(at: now) else { return advanced(to: now).returnHours(at: now) }
    return max(growthHours, timeline!.riseHours(at: known, among: companions))
  }

  /// The arithmetic of an alert: of the test that finds the present the least likely.
  package func velocity(at now: Date) -> Velocity {
    guard isCurrent(at: now) else { return advanced(to: now).velocity(at: now) }
    let growth = growthHours
    if let rise = timeline!.rise(at: known, among: companions), rise.returnHours > growth {
      return rise
    }
    return timeline!.velocity(at: known, returnHours: growth)
  }

  /// Whether the voices of the last `window` bring voices, and how many are to come; nil where they are
  /// too few to tell.
  package func growth(within window: Duration, at now: Date) -> Growth? {
    guard isCurrent(at: now) else { return advanced(to: now).growth(within: window, at: now) }
    return timeline!.growth(from: known - window.hours, to: known)
  }

  /// The silence since somebody was last heard, where more voices failed to come than chance explains; nil
  /// before two weeks were heard.
  package func silence(at now: Date) -> Velocity? {
    guard isCurrent(at: now) else { return advanced(to: now).silence(at: now) }
    return timeline!.silence(since: heard, at: known)
  }

  /// Voices that spoke after one moment and not after another, as far as they are remembered: those of
  /// the last day, of the last thousand in a fast stream.
  package func voices(after start: Date, through end: Date) -> Int {
    guard timeline != nil else { return 0 }
    return timeline!.place(before: end.hours.nextUp) - timeline!.place(before: start.hours.nextUp)
  }

  /// Whether time has passed until a moment; then there is a timeline.
  private func isCurrent(at now: Date) -> Bool {
    timeline != nil && timeline!.isSettled && known >= now.hours
      && timeline!.live.clock >= known.rounded(.down)
  }

  private func advanced(to now: Date) -> VoiceStream {
    var stream = self
    stream.advance(to: now)
    return stream
  }

  private mutating func start(observedFrom moment: Double) {
    guard timeline == nil else { return }
    timeline = Timeline(
      begin: min(moment, known - Self.latenessHours).rounded(.down), observedFrom: moment,
      firstRate: settings.firstRate)
  }

  private mutating func tell(_ evidence: Double) {
    guard evidence >= peak || known - peakKnown > Self.freshHours else { return }
    peak = evidence
    peakKnown = known
  }

  /// Hours to wait by chance for the evidence of growth or of a surge, where there is a timeline.
  private var growthHours: Double {
    let current = timeline!.live.evidence(at: known)
    let evidence = known - peakKnown <= Self.freshHours ? max(peak, current) : current
    return timeline!.live.returnHours(of: evidence) / Double(companions)
  }
}

extension VoiceStream {
  /// All that the stream knows, to the last bit: what `init(archive:)` reads behaves as this does.
  package var archive: [UInt8] {
    var archive = ArchiveWriter()
    archive.put(Self.version)
    archive.put(settings.firstRate)
    archive.put(companions)
    archive.put(peak)
    archive.put(peakKnown)
    archive.put(known)
    archive.put(heard)
    voices.write(to: &archive)
    archive.put(UInt8(timeline == nil ? 0 : 1))
    timeline?.write(to: &archive)
    return archive.bytes
  }

  package init(archive bytes: [UInt8]) throws(ArchiveError) {
    var archive = ArchiveReader(bytes)
    let version = try archive.value(UInt8.self)
    guard version == Self.version else { throw .unknownVersion(version) }
    settings = StreamSettings(firstRate: try archive.number())
    companions = try archive.integer()
    guard companions > 0 else { throw .damaged }
    peak = try archive.number()
    peakKnown = try archive.number()
    known = try archive.number()
    heard = try archive.number()
    voices = try VoiceMemory(from: &archive)
    if try archive.value(UInt8.self) != 0 {
      timeline = try Timeline(from: &archive)
    }
    guard archive.isAtEnd else { throw .damaged }
  }
}

extension Date {
  /// Hours since 1970; moments before then or after 2100 are claims that nobody needs to believe.
  fileprivate var hours: Double { min(max(timeIntervalSince1970, 0), 4_102_444_800) / 3600 }
}
