import Glibc

/// All that a stream has learned up to a moment, taken forward in the order of event time only.
///
/// A plain value, so that a copy from before a late voice can be run again.
struct StreamState: Sendable {
  /// Blocks whose largest evidence calibrates, in hours: a month has 120.
  static let blockHours = 6

  /// Evidence of growth that a fifth of the blocks exceeds in calm self-exciting streams of 0.01 to
  /// 500 voices an hour with a branching of 0.3 to 0.7.
  private static let usualGrowth = 0.8
  /// The same of a surge: the largest of six overlapping counts.
  private static let usualSurge = 2.5
  /// Each test may use so much of the budget. A quarter is kept back: where few voices reach very
  /// many, the tail is heavier than the exponential that it is taken for.
  private static let shareOfGrowth = 0.66
  private static let shareOfSurge = 0.1

  /// The same of a rise, see `Rise`.
  private static let usualRise = 3.7
  /// A rise is told up to so many hours: it is found against one day, and of what comes more rarely
  /// than once in three weeks a day knows nothing. The other tests go on from there.
  private static let longestRise = 500.0
  /// Hours after which the learned hours of the day are worth asking, beside the last day.
  private static let seasonedHours = 336.0

  /// Hours of silence that teach; before them the stream was rather not watched.
  private static let longestSilence = 24 * 90

  /// Before three days there is nothing to call unusual against.
  private static let learningBlocks = 12

  /// Everything before this moment is taken in, in hours since 1970.
  private(set) var clock: Double
  private(set) var baseline: Baseline
  private var excitement = Excitement()
  private var tail = EvidenceTail(assuming: Self.usualGrowth)
  private var surge = Surge()
  private var surgeTail = EvidenceTail(assuming: Self.usualSurge)
  private var rise = Rise()
  private var riseTail = EvidenceTail(assuming: Self.usualRise)
  /// What was found at the last voice, since whoever asks mostly asks then.
  private var found: (at: Double, finding: Rise.Finding?) = (-.infinity, nil)
  private var hour: Int
  private var voicesOfHour = 0.0
  /// Voices of the hour that had been heard within the day, which only the rise counts.
  private var returnsOfHour = 0.0
  private var largestOfBlock = -Double.infinity
  private var largestSurge = -Double.infinity
  private var largestRise = -Double.infinity

  init(at clock: Double, firstRate: Double) {
    self.clock = clock
    baseline = Baseline(level: firstRate)
    hour = Int(clock.rounded(.down))
  }

  /// Whether enough blocks have ended to know what is usual: three days of them.
  var isCalibrated: Bool { tail.maxima.blocks >= Self.learningBlocks }

  /// How many more voices each voice usually brings.
  var calmBranching: Double { excitement.branching }

  /// Time passes: hours and blocks end.
  mutating func advance(to moment: Double, _ coverage: Coverage) {
    clock = max(clock, moment)
    let now = Int(clock.rounded(.down))
    hour = max(hour, now - Self.longestSilence)
    while hour < now {
      let start = Double(hour)
      let share = coverage.share(from: start, to: start + 1)
      surge.close(
        voices: voicesOfHour, expected: baseline.rate(at: start + 0.5) * share,
        spread: baseline.spread, branching: excitement.calm)
      largestSurge = max(largestSurge, surge.evidence)
      baseline.close(hour: hour, voices: voicesOfHour, share: share)
      rise.close(hour: hour, voices: voicesOfHour + returnsOfHour, share: share)
      voicesOfHour = 0
      returnsOfHour = 0
      hour += 1
      if hour.isMultiple(of: Self.blockHours) { closeBlock(coverage) }
    }
  }

  private mutating func closeBlock(_ coverage: Coverage) {
    let end = Double(hour)
    if coverage.share(from: end - Double(Self.blockHours), to: end) >= 0.5 {
      tail.close(largestOfBlock, rate: baseline.level)
      surgeTail.close(largestSurge, rate: baseline.level)
      riseTail.close(largestRise, rate: baseline.level)
    }
    largestOfBlock = -.infinity
    largestSurge = -.infinity
    largestRise = -.infinity
  }

  /// Takes in a voice at a moment not before `clock`; returns the evidence right after it.
  @discardableResult
  mutating func note(at moment: Double, _ coverage: Coverage) -> Double {
    advance(to: moment, coverage)
    let rate = baseline.rate(at: moment)
    excitement.note(
      at: moment, rate: rate, observed: coverage.share(from: excitement.last, to: moment))
    voicesOfHour += 1
    noteRise(at: moment, coverage)
    let evidence = excitement.evidence(rate: rate)
    largestOfBlock = max(largestOfBlock, evidence)
    return evidence
  }

  /// Takes in a voice at a moment not before `clock` that was heard within the day and not within the
  /// hour. Of those whom a day has heard it tells nothing new, but whom an hour hears is told by it.
  mutating func noteReturn(at moment: Double, _ coverage: Coverage) {
    advance(to: moment, coverage)
    returnsOfHour += 1
    noteRise(at: moment, coverage)
  }

  private mutating func noteRise(at moment: Double, _ coverage: Coverage) {
    rise.note(at: moment)
    found = (moment, search(at: moment, coverage))
    if let finding = found.finding { largestRise = max(largestRise, finding.evidence) }
  }

  /// The evidence at a moment not before `clock`, if no voice comes until then.
  func evidence(at moment: Double) -> Double {
    excitement.evidence(at: moment, rate: baseline.rate(at: moment))
  }

  /// What the last hours show of a rise, at a moment not before `clock`.
  func finding(at moment: Double, _ coverage: Coverage) -> Rise.Finding? {
    moment == found.at ? found.finding : search(at: moment, coverage)
  }

  private func search(at moment: Double, _ coverage: Coverage) -> Rise.Finding? {
    let isSeasoned = baseline.hours >= Self.seasonedHours
    return rise.finding(
      at: moment,
      voicesOfHour: Int(moment.rounded(.down)) == hour ? voicesOfHour + returnsOfHour : 0,
      atLeast: isSeasoned ? baseline.rate(at: moment) : Baseline.leastRate, coverage)
  }

  /// A voice heard too late to be run again: it teaches what is usual and nothing else.
  mutating func learnLate(at moment: Double) {
    baseline.learnLate()
    found = (-.infinity, nil)
    if clock - moment < Rise.memoryHours { rise.learnLate() }
  }

  /// Hours to wait by chance for so much evidence of growth, or for the surge of the last hours: the
  /// longer, each shortened so that both together alarm as seldom as one is said to.
  func returnHours(of evidence: Double) -> Double {
    guard isCalibrated else { return 0 }
    let growth = Self.shareOfGrowth * Self.hours(tail.score(evidence))
    let surge = Self.shareOfSurge * Self.hours(surgeTail.score(surge.evidence))
    return min(1e8, max(growth, surge))
  }

  /// Hours to wait by chance for such a rise in one of so many streams.
  func returnHours(of finding: Rise.Finding, among companions: Int) -> Double {
    min(
      Self.longestRise,
      Rise.calmRarity * Self.hours(riseTail.score(finding.evidence)) / Double(companions))
  }

  private static func hours(_ score: Double) -> Double {
    score > 0 ? Double(blockHours) * exp(score * log(10)) : 0
  }
}

extension StreamState {
  func write(to archive: inout ArchiveWriter) {
    archive.put(clock)
    baseline.write(to: &archive)
    excitement.write(to: &archive)
    tail.write(to: &archive)
    surge.write(to: &archive)
    surgeTail.write(to: &archive)
    rise.write(to: &archive)
    riseTail.write(to: &archive)
    archive.put(hour)
    archive.put(voicesOfHour)
    archive.put(returnsOfHour)
    archive.put(largestOfBlock)
    archive.put(largestSurge)
    archive.put(largestRise)
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    clock = try archive.number()
    baseline = try Baseline(from: &archive)
    excitement = try Excitement(from: &archive)
    tail = try EvidenceTail(from: &archive)
    surge = try Surge(from: &archive)
    surgeTail = try EvidenceTail(from: &archive)
    rise = try Rise(from: &archive)
    riseTail = try EvidenceTail(from: &archive)
    hour = try archive.integer()
    voicesOfHour = try archive.number()
    returnsOfHour = try archive.number()
    largestOfBlock = try archive.number()
    largestSurge = try archive.number()
    largestRise = try archive.number()
  }
}
