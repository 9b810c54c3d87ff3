/// Reads one start tag: its name and where its attributes stand.
struct XMLTag {
  /// As spelled, without its prefix.
  private(set) var localName = 0..<0
  private(set) var name = NameHash()
  private(set) var prefix: NameHash?
  private(set) var prefixPlace = 0..<0

  private(set) var attributes: [XMLAttributes.Place] = []

  /// `xmlns` and `xmlns:prefix`, with the places of the addresses.
  private(set) var declarations: [(prefix: NameHash?, uri: Range<Int>)] = []

  private(set) var isEmpty = false

  /// What is not well-formed about it.
  private(set) var defect: String?

  enum Outcome {
    /// The tag was read up to here.
    case end(Int)
    /// What looked like a tag is none.
    case noTag
    /// The bytes end within it.
    case cut
  }

  /// More are not looked at: the loop over them would be that of a hostile writer.
  private static let mostAttributes = 128

  /// Reads the tag whose `<` stands at a place; forgets the one before.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, isLast: Bool
  ) -> Outcome {
    attributes.removeAll(keepingCapacity: true)
    declarations.removeAll(keepingCapacity: true)
    (isEmpty, defect) = (false, nil)
    var at = readName(bytes, start + 1)
    guard at < bytes.count else { return isLast ? .end(at) : .cut }
    switch bytes[at] {
    case UInt8(ascii: ">"): return .end(at + 1)
    case UInt8(ascii: "/"), UInt8(ascii: "<"): break
    default: guard bytes[at].isASCIISpace else { return .noTag }
    }
    while true {
      while at < bytes.count, bytes[at].isASCIISpace { at += 1 }
      guard at < bytes.count else { return isLast ? .end(at) : .cut }
      switch bytes[at] {
      case UInt8(ascii: ">"): return .end(at + 1)
      case UInt8(ascii: "<"):
        defect = "a tag that is not closed"
        return .end(at)
      case UInt8(ascii: "/"):
        guard at + 1 < bytes.count else { return isLast ? .end(at) : .cut }
        if bytes[at + 1] == UInt8(ascii: ">") {
          isEmpty = true
          return .end(at + 2)
        }
        at += 1
      default:
        guard let next = readAttribute(bytes, at, isLast: isLast) else { return .cut }
        at = next
      }
    }
  }

  /// Whether a byte may begin the name of an element.
  @inline(__always)
  static func startsName(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private mutating func readName(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    (name, localName, prefix, prefixPlace) = Self.name(bytes, start)
    return localName.upperBound
  }

  /// The name at a place, of which the part behind the colon and that before it are told apart.
  @inline(__always)
  static func name(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (name: NameHash, place: Range<Int>, prefix: NameHash?, prefixPlace: Range<Int>) {
    var hash = NameHash()
    var prefix: NameHash?
    var local = start
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: ":"), prefix == nil, at > start {
        (prefix, hash, local) = (hash, NameHash(), at + 1)
      } else if byte.isNameByte || byte >= 0x80 || byte == UInt8(ascii: ":") {
        hash.addIgnoringCase(byte)
      } else {
        break
      }
      at += 1
    }
    return (hash, local..<at, prefix, start..<max(start, local - 1))
  }

  // MARK: Attributes

  /// Takes in the attribute at a place; nil where the bytes end within it.
  private mutating func readAttribute(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, isLast: Bool
  ) -> Int? {
    var at = start
    while at < bytes.count, !Self.endsAttributeName(bytes[at]) { at += 1 }
    let name = start..<at
    while at < bytes.count, bytes[at].isASCIISpace { at += 1 }
    guard at < bytes.count else { return isLast ? at : nil }
    guard bytes[at] == UInt8(ascii: "=") else {
      defect = "an attribute without a value"
      // A stray quote is passed over.
      return name.isEmpty ? at + 1 : at
    }
    at += 1
    while at < bytes.count, bytes[at].isASCIISpace { at += 1 }
    guard at < bytes.count else { return isLast ? at : nil }
    let quote = bytes[at]
    guard quote == 0x22 || quote == 0x27 else {
      defect = "an attribute without quotes"
      let value = at
      while at < bytes.count, bytes[at] != UInt8(ascii: ">"), !bytes[at].isASCIISpace { at += 1 }
      guard at < bytes.count || isLast else { return nil }
      let isEmptyTag = at < bytes.count && at > value && bytes[at - 1] == UInt8(ascii: "/")
      keep(name, value..<(isEmptyTag ? at - 1 : at), bytes)
      return isEmptyTag ? at - 1 : at
    }
    at += 1
    let close = ByteScan.first(quote, in: bytes, from: at)
    guard close < bytes.count || isLast else { return nil }
    if let end = Self.forgottenQuote(bytes, at..<close) {
      defect = "an attribute without its closing quote"
      keep(name, at..<end, bytes)
      return end
    }
    keep(name, at..<close, bytes)
    return min(close + 1, bytes.count)
  }

  private static func endsAttributeName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, 0x0C, 0x22, 0x27, UInt8(ascii: "="), UInt8(ascii: ">"),
      UInt8(ascii: "/"), UInt8(ascii: "<"):
      true
    default: false
    }
  }

  /// Where a value ends whose closing quote was forgotten, so that the next one lies in another tag:
  /// a tag ends and another begins within.
  private static func forgottenQuote(
    _ bytes: UnsafeBufferPointer<UInt8>, _ value: Range<Int>
  ) -> Int? {
    let value = bytes[value]
    let isCut = value.endIndex == bytes.count
    guard let end = value.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let next = value.firstIndex(of: UInt8(ascii: "<")) ?? (isCut ? end + 1 : end)
    guard end < next else { return nil }
    return end > value.startIndex && bytes[end - 1] == UInt8(ascii: "/") ? end - 1 : end
  }

  private mutating func keep(
    _ name: Range<Int>, _ value: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    if bytes.has("xmlns", at: name.lowerBound), name.count >= 5 {
      if name.count == 5 { return declarations.append((nil, value)) }
      if bytes[name.lowerBound + 5] == UInt8(ascii: ":") {
        let prefix = NameHash(ignoringCase: bytes[(name.lowerBound + 6)..<name.upperBound])
        return declarations.append((prefix, value))
      }
    }
    if attributes.count < Self.mostAttributes {
      attributes.append(XMLAttributes.Place(name: name, value: value))
    }
  }
}
