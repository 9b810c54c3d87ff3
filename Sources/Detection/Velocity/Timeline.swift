/// A stream's state that can go back: a voice that becomes known late is put in its place and the
/// hours since then are run again, from a copy of before it.
///
/// One copy is kept, and taken on by a day once it is two days old: to run a day again once a day
/// costs less than the memory of a second copy in each of very many streams.
///
/// Running again is put off until somebody asks, so that a batch costs as much as one voice.
struct Timeline: Sendable {
  /// The copy is taken on by so many hours of event time, and is that old at least: the lateness
  /// limit.
  private static let stride = 24.0
  /// While nobody speaks there is nothing to run again, so that this much later is soon enough.
  private static let patience = 24.0
  /// Moments kept: a stream of 500 an hour goes back two hours at most.
  static let mostMoments = 1024

  private(set) var live: StreamState
  /// Holds exactly the moments before its clock. It is seldom needed, so it is kept as an archive, in
  /// less memory.
  private var past: StateCopy
  /// Two copies of a fast stream's last hours, so that a voice that comes minutes late does not run the
  /// whole day again. They change no result, so a start goes without.
  private var recent: [StreamState] = []
  private static let mostRecent = 2
  /// Voices from one of them to the next; a stream of fewer a day needs none.
  private static let recentStride = 64
  private var heardSinceCopy = 0

  /// When voices spoke, in hours since 1970, rising; all that the copy does not hold.
  private(set) var moments: [Double] = []
  /// When voices returned that had been heard within the day; as long as `moments`.
  private var returns: [Double] = []
  private(set) var coverage: Coverage
  /// The earliest change that `live` does not hold yet.
  private var unsettled = Double.infinity
  /// The earliest voice among such changes: what is known better of the time before tells nothing new.
  private var unheard = Double.infinity

  /// - Parameters:
  ///   - begin: The earliest moment that can be noted.
  ///   - observed: Since when there is observation; an earlier voice moves it back.
  init(begin: Double, observedFrom observed: Double, firstRate: Double) {
    live = StreamState(at: begin, firstRate: firstRate)
    past = StateCopy(live)
    coverage = Coverage(begin: observed)
  }

  var isSettled: Bool { unsettled == .infinity }

  /// The earliest moment that can still be put in its place.
  var reach: Double { past.clock }

  /// Takes in a voice at a moment not before `reach`.
  ///
  /// - Returns: The evidence after it; nil where that waits for `settle`.
  mutating func note(at moment: Double) -> Double? {
    if moments.count >= Self.mostMoments { trim(moments) }
    coverage.begin = min(coverage.begin, moment)
    guard isSettled, moment >= live.clock else {
      moments.insert(moment, at: place(of: moment))
      unsettled = min(unsettled, moment)
      unheard = min(unheard, moment)
      return nil
    }
    moments.append(moment)
    makeCopies(before: moment)
    return live.note(at: moment, coverage)
  }

  /// Takes in a voice at a moment not before `reach` that was heard within the day, and not within the
  /// hour.
  mutating func noteReturn(at moment: Double) {
    if returns.count >= Self.mostMoments { trim(returns) }
    guard isSettled, moment >= live.clock else {
      returns.insert(moment, at: Self.place(before: moment.nextUp, in: returns))
      unsettled = min(unsettled, moment)
      return
    }
    returns.append(moment)
    makeCopies(before: moment)
    live.noteReturn(at: moment, coverage)
  }

  /// Keeps copies of what was before a voice that comes now.
  private mutating func makeCopies(before moment: Double) {
    takeCopyOn(to: moment)
    if heardSinceCopy >= Self.recentStride, moment > live.clock {
      live.advance(to: moment, coverage)
      recent.append(live)
      if recent.count > Self.mostRecent { recent.removeFirst() }
      heardSinceCopy = 0
    }
    heardSinceCopy += 1
  }

  /// A share more of a stretch was observed than was known, or less where it is negative.
  mutating func observe(_ share: Double, _ stretch: ClosedRange<Double>) {
    coverage.observe(share, of: stretch)
    guard stretch.lowerBound < live.clock else { return }
    unsettled = min(unsettled, max(stretch.lowerBound, reach))
  }

  mutating func advance(to moment: Double) {
    guard moment > live.clock, isSettled else { return }
    takeCopyOn(to: moment - Self.patience)
    live.advance(to: moment, coverage)
  }

  mutating func learnLate(at moment: Double) {
    live.learnLate(at: moment)
    var state = past.state
    state.learnLate(at: moment)
    past = StateCopy(state)
    recent.removeAll()
  }

  /// Runs again what changed; returns the largest evidence since the earliest late voice, if any.
  mutating func settle() -> Double? {
    guard !isSettled else { return nil }
    let now = live.clock
    let first = unsettled
    let told = unheard
    unsettled = .infinity
    unheard = .infinity
    recent.removeAll { $0.clock > first }
    live = recent.last ?? past.state
    heardSinceCopy = 0
    var largest: Double?
    for voice in Voices(moments, returns, from: live.clock, before: .infinity) {
      makeCopies(before: voice.at)
      if voice.isReturn {
        live.noteReturn(at: voice.at, coverage)
      } else {
        let evidence = live.note(at: voice.at, coverage)
        if voice.at >= told { largest = max(largest ?? evidence, evidence) }
      }
    }
    live.advance(to: now, coverage)
    return largest
  }

  /// Takes the copy on to the last day's end that lies a day before a moment.
  private mutating func takeCopyOn(to moment: Double) {
    let end = (moment / Self.stride).rounded(.down) * Self.stride - Self.stride
    if end > past.clock { takeCopyOn(through: end) }
  }

  /// Takes the copy past the voices before a moment.
  private mutating func takeCopyOn(through end: Double) {
    var state = past.state
    for voice in Voices(moments, returns, from: -.infinity, before: end) {
      if voice.isReturn {
        state.noteReturn(at: voice.at, coverage)
      } else {
        state.note(at: voice.at, coverage)
      }
    }
    state.advance(to: end, coverage)
    past = StateCopy(state)
    recent.removeAll { $0.clock < end }
    moments.removeFirst(place(before: end))
    returns.removeFirst(Self.place(before: end, in: returns))
    coverage.forget(before: end)
  }

  /// Makes room: takes the copy past a quarter of what is full.
  private mutating func trim(_ full: [Double]) {
    _ = settle()
    var end = full[Self.mostMoments / 4]
    if full[0] == end { end = end.nextUp }
    takeCopyOn(through: end)
  }

  /// The place of the first moment not before a clock.
  func place(before clock: Double) -> Int { Self.place(before: clock, in: moments) }

  static func place(before clock: Double, in moments: [Double]) -> Int {
    var low = 0
    var high = moments.count
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] < clock { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func place(of moment: Double) -> Int { place(before: moment.nextUp) }
}

extension Timeline {
  func write(to archive: inout ArchiveWriter) {
    live.write(to: &archive)
    past.write(to: &archive)
    for moments in [moments, returns] {
      archive.put(UInt32(moments.count))
      for moment in moments { archive.put(moment) }
    }
    coverage.write(to: &archive)
    archive.put(unsettled)
    archive.put(unheard)
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    live = try StreamState(from: &archive)
    past = try StateCopy(from: &archive)
    moments = try Self.moments(from: &archive)
    returns = try Self.moments(from: &archive)
    coverage = try Coverage(from: &archive)
    unsettled = try archive.number()
    unheard = try archive.number()
  }

  private static func moments(from archive: inout ArchiveReader) throws(ArchiveError) -> [Double] {
    var moments: [Double] = []
    for _ in 0..<(try archive.count(upTo: Self.mostMoments)) {
      moments.append(try archive.number())
    }
    guard zip(moments, moments.dropFirst()).allSatisfy(<=) else { throw .damaged }
    return moments
  }
}

/// The voices of a stretch in the order of time, those that were new and those that returned; at one
/// moment the new first.
private struct Voices: Sequence, IteratorProtocol {
  private let moments: [Double]
  private let returns: [Double]
  private let end: Double
  private var nextMoment: Int
  private var nextReturn: Int

  init(_ moments: [Double], _ returns: [Double], from start: Double, before end: Double) {
    self.moments = moments
    self.returns = returns
    self.end = end
    nextMoment = Timeline.place(before: start, in: moments)
    nextReturn = Timeline.place(before: start, in: returns)
  }

  mutating func next() -> (at: Double, isReturn: Bool)? {
    let new = nextMoment < moments.count ? moments[nextMoment] : .infinity
    let returned = nextReturn < returns.count ? returns[nextReturn] : .infinity
    guard Swift.min(new, returned) < end else { return nil }
    if new <= returned { nextMoment += 1 } else { nextReturn += 1 }
    return (Swift.min(new, returned), new > returned)
  }
}
