/// The largest values of blocks of time, counted in steps. Nothing is forgotten: rare things need
/// all the memory there is.
struct BlockMaxima: Equatable, Sendable {
  /// The lower end of the first step. A value beyond either end counts in the last step.
  private let lowest: Double
  private let step: Double
  let steps: Int

  private(set) var blocks = 0
  /// Up to the highest step that was reached: most streams never see the rest.
  private var counts: [UInt16] = []

  init(from lowest: Double, step: Double, steps: Int) {
    self.lowest = lowest
    self.step = step
    self.steps = steps
  }

  /// Takes in the largest value of a block that has ended; −∞ of an empty one.
  mutating func close(_ largest: Double) {
    let place = place(of: largest)
    if place >= counts.count {
      counts.reserveCapacity(place + 1)
      counts.append(contentsOf: repeatElement(0, count: place + 1 - counts.count))
    }
    if counts[place] < .max { counts[place] += 1 }
    blocks += 1
  }

  /// Blocks whose largest value lies in a step.
  func count(at place: Int) -> Double { place < counts.count ? Double(counts[place]) : 0 }

  func place(of value: Double) -> Int {
    let place = ((value - lowest) / step).rounded(.down)
    return Int(min(max(place, 0), Double(steps - 1)))
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
    counts = try archive.counts(upTo: steps)
    guard blocks >= 0 else { throw .damaged }
  }
}
