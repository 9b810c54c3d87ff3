/// Who was counted within the last day and within the last hour, so that one loud voice stays one.
///
/// A table of four entries to a bucket that grows with the stream up to a limit; past it the oldest
/// are forgotten first, so in a very fast stream a voice counts again after some hours. Of some hundred
/// thousand voices one is taken for another.
struct VoiceMemory: Equatable, Sendable {
  /// Minutes within which a voice is new once.
  private static let newFor = 24 * 60
  /// Minutes within which a voice that is not new counts once.
  private static let returnedFor = 60
  private static let ways = 4
  private static let mostBuckets = 256
  private static let minuteBits: UInt64 = 24
  private static let passedBits: UInt64 = 11
  private static let voiceShift = minuteBits + passedBits

  /// 29 bits of the voice, 24 of the minute at which it was new, 11 of the minutes from then until it
  /// counted last; 0 is free.
  private var entries = [UInt64](repeating: 0, count: 4 * Self.ways)

  enum Sighting {
    /// Not heard within a day.
    case new
    /// Heard within a day, and not within an hour.
    case returned
    /// Heard just now.
    case again
  }

  /// Takes in a voice.
  ///
  /// - Parameter moment: hours since 1970.
  mutating func note(_ voice: UInt64, at moment: Double) -> Sighting {
    let minute = UInt64(moment * 60) & (1 << Self.minuteBits - 1)
    let mixed = Self.mix(voice)
    while true {
      let bucket = self.bucket(of: mixed)
      var oldest = bucket
      for place in bucket..<bucket + Self.ways {
        if entries[place] >> Self.voiceShift == mixed >> Self.voiceShift, entries[place] != 0 {
          if Self.isWithin(minute, entries[place]) { return noteKnown(at: minute, place) }
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
      entries[oldest] =
        (mixed >> Self.voiceShift) << Self.voiceShift | minute << Self.passedBits
      return .new
    }
  }

  /// A voice that was new within a day of the minute; what it said before it was new is nothing more.
  private mutating func noteKnown(at minute: UInt64, _ place: Int) -> Sighting {
    let passed = Int(minute) - Int(Self.minute(entries[place]))
    let last = Int(entries[place] & (1 << Self.passedBits - 1))
    guard passed - last >= Self.returnedFor else { return .again }
    entries[place] += UInt64(passed - last)
    return .returned
  }

  private static func minute(_ entry: UInt64) -> UInt64 {
    entry >> passedBits & (1 << minuteBits - 1)
  }

  private static func isWithin(_ minute: UInt64, _ entry: UInt64) -> Bool {
    abs(Int(minute) - Int(Self.minute(entry))) < newFor
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
    Self.ways * Int(mixed >> Self.voiceShift & UInt64(entries.count / Self.ways - 1))
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
