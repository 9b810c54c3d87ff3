/// Who was counted within the last day, so that one loud voice stays one.
///
/// A table of four entries to a bucket that grows with the stream up to a limit; past it the oldest
/// are forgotten first, so in a very fast stream a voice counts again after some hours.
struct VoiceMemory: Equatable, Sendable {
  /// Hours within which a voice counts once.
  static let window = 24.0
  private static let ways = 4
  private static let mostBuckets = 256
  private static let minuteBits: UInt64 = 24

  /// 40 bits of the voice above 24 bits of the minute at which it was counted; 0 is free.
  private var entries = [UInt64](repeating: 0, count: 4 * Self.ways)

  /// Whether the voice was not yet counted within a day of the moment; then it is from now on.
  ///
  /// - Parameter moment: hours since 1970.
  mutating func isNew(_ voice: UInt64, at moment: Double) -> Bool {
    let minute = UInt64(moment * 60) & (1 << Self.minuteBits - 1)
    let mixed = Self.mix(voice)
    while true {
      let bucket = self.bucket(of: mixed)
      var oldest = bucket
      for place in bucket..<bucket + Self.ways {
        if entries[place] >> Self.minuteBits == mixed >> Self.minuteBits, entries[place] != 0 {
          if Self.isWithin(minute, entries[place]) { return false }
          oldest = place
          break
        }
        if Self.minute(entries[place]) < Self.minute(entries[oldest]) { oldest = place }
      }
      let isFull = entries[oldest] != 0 && Self.isWithin(minute, entries[oldest])
      if isFull, entries.count < Self.mostBuckets * Self.ways {
        grow()
        continue
      }
      entries[oldest] = mixed & ~(1 << Self.minuteBits - 1) | minute
      return true
    }
  }

  private static func minute(_ entry: UInt64) -> UInt64 { entry & (1 << minuteBits - 1) }

  private static func isWithin(_ minute: UInt64, _ entry: UInt64) -> Bool {
    abs(Int(minute) - Int(Self.minute(entry))) < Int(window * 60)
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 {
      // Four at most come from one bucket, so each finds a place.
      let bucket = self.bucket(of: entry)
      let place = (bucket..<bucket + Self.ways).first { entries[$0] == 0 }
      if let place { entries[place] = entry }
    }
  }

  /// By bits that the entry keeps.
  private func bucket(of mixed: UInt64) -> Int {
    Self.ways * Int(mixed >> Self.minuteBits & UInt64(entries.count / Self.ways - 1))
  }

  /// SplitMix64's finisher: voices may be small numbers.
  private static func mix(_ voice: UInt64) -> UInt64 {
    var value = voice &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension VoiceMemory {
  func write(to archive: inout ArchiveWriter) {
    archive.put(UInt32(entries.count))
    for entry in entries { archive.put(entry) }
  }

  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    let count = try archive.count(upTo: Self.mostBuckets * Self.ways)
    guard count >= Self.ways, count & (count - 1) == 0 else { throw .damaged }
    entries.removeAll()
    for _ in 0..<count { entries.append(try archive.value(UInt64.self)) }
  }
}
