/// The largest values of blocks of time, counted in steps. Nothing is forgotten: rare things need
/// all the memory there is.
struct BlockMaxima: Equatable, Sendable {
  /// The lower end of the first step. A value beyond either end counts in the last step.
  private let lowest: Double
  private let step: Double

  private(set) var blocks = 0
  private(set) var counts: [UInt16]

  init(from lowest: Double, step: Double, steps: Int) {
    self.lowest = lowest
    self.step = step
    counts = Array(repeating: 0, count: steps)
  }

  /// Takes in the largest value of a block that has ended; −∞ of an empty one.
  mutating func close(_ largest: Double) {
    let place = place(of: largest)
    if counts[place] < .max { counts[place] += 1 }
    blocks += 1
  }

  func place(of value: Double) -> Int {
    let place = ((value - lowest) / step).rounded(.down)
    return Int(min(max(place, 0), Double(counts.count - 1)))
  }

  /// The lower end of a step.
  func bound(_ place: Int) -> Double { lowest + Double(place) * step }

  func middle(_ place: Int) -> Double { lowest + (Double(place) + 0.5) * step }
}

extension BlockMaxima {
  func write(to archive: inout ArchiveWriter) {
    archive.put(blocks)
    archive.put(counts)
  }

  /// Reads the counts of maxima that have the steps of these.
  mutating func read(from archive: inout ArchiveReader) throws(ArchiveError) {
    blocks = try archive.integer()
    let read = try archive.counts(upTo: counts.count)
    guard read.count == counts.count, blocks >= 0 else { throw .damaged }
    counts = read
  }
}
