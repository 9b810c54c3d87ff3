/// The attributes of one element, readable only while it is being told.
struct XMLAttributes {
  /// Where an attribute stands in the window.
  struct Place {
    var name: Range<Int>
    var value: Range<Int>
  }

  fileprivate var window: UnsafeBufferPointer<UInt8>
  private var places: [Place]
  private var entities: DeclaredEntities

  /// What is longer is no address and no name, and is left out.
  private static let longestValue = 64 * 1024

  init(_ places: [Place], in window: UnsafeBufferPointer<UInt8>, entities: DeclaredEntities) {
    self.window = window
    self.places = places
    self.entities = entities
  }

  var isEmpty: Bool { places.isEmpty }

  /// The value of an attribute, whatever its namespace unless a prefix is asked for. The case of its
  /// letters does not count, as old formats were not strict about it.
  func value(_ name: StaticString, prefix: StaticString? = nil) -> String? {
    for place in places where matches(place.name, name, prefix) {
      return place.value.count <= Self.longestValue ? text(window.part(place.value)) : nil
    }
    return nil
  }

  /// The value as a number that counts something.
  func count(_ name: StaticString, prefix: StaticString? = nil) -> Int? {
    value(name, prefix: prefix)?.trimmed.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Whether a value holds a word, as `type` does `html`; nil where there is no such attribute.
  func value(_ name: StaticString, holds word: StaticString) -> Bool? {
    for place in places where matches(place.name, name, nil) {
      return window.part(place.value).firstPlace(of: word, from: 0) != nil
    }
    return nil
  }

  private func matches(
    _ place: Range<Int>, _ name: StaticString, _ prefix: StaticString?
  ) -> Bool {
    let length = name.utf8CodeUnitCount
    guard place.count >= length else { return false }
    let start = place.upperBound - length
    for offset in 0..<length where window[start + offset] | 0x20 != name.utf8Start[offset] | 0x20 {
      return false
    }
    guard start > place.lowerBound else { return prefix == nil }
    guard window[start - 1] == UInt8(ascii: ":") else { return false }
    guard let prefix else { return true }
    return start - 1 - place.lowerBound == prefix.utf8CodeUnitCount
      && window.has(prefix, at: place.lowerBound)
  }

  /// White space is a space each (XML 1.0, section 3.3.3), references are decoded.
  private func text(_ raw: UnsafeBufferPointer<UInt8>) -> String {
    let isPlain = raw.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "&") }
    if isPlain { return String(decoding: raw, as: UTF8.self) }
    var entities = entities
    var problems = ProblemList()
    var plain: [UInt8] = []
    var at = 0
    while at < raw.count, plain.count < Self.longestValue {
      if raw[at] == UInt8(ascii: "&") {
        let reference = XMLReference(raw, at, entities: &entities)
        plain += reference.text
        at += reference.length
      } else {
        plain.append(raw[at].isASCIISpace ? 0x20 : raw[at])
        at += 1
      }
    }
    CharacterRepair.repair(&plain, &problems)
    var text = String(decoding: plain, as: UTF8.self)
    _ = DoubleEncoding.repair(&text)
    return text
  }
}
