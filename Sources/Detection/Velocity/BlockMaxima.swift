/// The largest values of blocks of time, counted in steps. Nothing is forgotten: rare things need
/// all the memory there is.
struct BlockMaxima: Equatable, Sendable {
  /// Steps of 0.05 from −4; a value beyond either end counts in the last step.
  private static let lowest = -4.0
  private static let step = 0.05
  static let steps = 320

  private(set) var blocks = 0
  private(set) var counts = [UInt16](repeating: 0, count: Self.steps)

  /// Takes in the largest value of a block that has ended; −∞ of an empty one.
  mutating func close(_ largest: Double) {
    let place = Self.place(of: largest)
    if counts[place] < .max { counts[place] += 1 }
    blocks += 1
  }

  static func place(of value: Double) -> Int {
    let place = ((value - lowest) / step).rounded(.down)
    return Int(min(max(place, 0), Double(steps - 1)))
  }

  /// The lower end of a step.
  static func bound(_ place: Int) -> Double { lowest + Double(place) * step }

  static func middle(_ place: Int) -> Double { lowest + (Double(place) + 0.5) * step }
}

extension BlockMaxima {
  func write(to archive: inout ArchiveWriter) {
    archive.put(blocks)
    archive.put(counts)
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    blocks = try archive.integer()
    counts = try archive.counts(upTo: Self.steps)
    guard counts.count == Self.steps, blocks >= 0 else { throw .damaged }
  }
}
