/// A number for a short name, by which tables know it: FNV-1a with 64 bits.
///
/// Two names of a table do not share one (the table would not come up). A name from outside could be
/// made to; then it would be read as that of the table, which its writer could as well have written.
struct NameHash: Hashable, Sendable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Upper-case letters of ASCII count as lower-case ones; `@` as a back quote, for which no name has
  /// a use.
  @inline(__always)
  mutating func addIgnoringCase(_ byte: UInt8) {
    add(byte >= 0x40 && byte <= 0x5A ? byte | 0x20 : byte)
  }

  init() {}

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  init(ignoringCase name: StaticString) {
    for place in 0..<name.utf8CodeUnitCount { addIgnoringCase(name.utf8Start[place]) }
  }

  init(ignoringCase bytes: some Sequence<UInt8>) {
    for byte in bytes { addIgnoringCase(byte) }
  }
}

/// Values for a fixed set of names, found by their hashes.
struct NameTable<Value: Sendable>: Sendable {
  private var entries: [(hash: NameHash, value: Value)?]
  private let mask: Int

  init(_ values: some Collection<(hash: NameHash, value: Value)>) {
    var size = 16
    while size < values.count * 2 { size *= 2 }
    mask = size - 1
    entries = Array(repeating: nil, count: size)
    for entry in values {
      var place = Self.place(entry.hash, mask)
      while let taken = entries[place] {
        precondition(taken.hash != entry.hash, "two names with one hash")
        place = (place + 1) & mask
      }
      entries[place] = entry
    }
  }

  @inline(__always)
  subscript(hash: NameHash) -> Value? {
    var place = Self.place(hash, mask)
    while let entry = entries[place] {
      if entry.hash == hash { return entry.value }
      place = (place + 1) & mask
    }
    return nil
  }

  /// The upper bits are mixed best.
  @inline(__always)
  private static func place(_ hash: NameHash, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: hash.value >> 32) & mask
  }
}
