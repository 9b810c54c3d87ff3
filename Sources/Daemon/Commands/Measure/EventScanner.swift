import FoundationEssentials
import JSON
import Model

/// A line of `detect --events`: who spoke of which brand, when, and when it became known.
struct Event {
  /// Seconds since 1970.
  var at: Double
  var seen: Double
  var voice: UInt64
  /// The place of the brand in `EventScanner.brands`.
  var brand: Int
}

/// Why a line is no event.
struct EventError: Error {
  var reason: String
}

/// Reads events from lines of JSON in their plainest form without building anything; a line that
/// has other keys, escapes or nesting goes through the whole JSON reader.
struct EventScanner {
  /// The names of the brands met so far.
  private(set) var brands: [String] = []
  private var places: [UInt64: Int] = [:]
  /// 1970 to 2100, in seconds.
  private static let years = 0.0...4_102_444_800

  mutating func event(in line: UnsafeBufferPointer<UInt8>) throws(EventError) -> Event {
    var fields = Fields()
    if !fields.scan(line) { fields = try Fields(reading: Array(line)) }
    guard let at = fields.at, Self.years.contains(at), Self.years.contains(fields.seen ?? at) else {
      throw EventError(reason: "expected \"at\" and \"seen\" to be moments from 1970 to 2100")
    }
    guard let voice = fields.voice, let brand = fields.brand else {
      throw EventError(reason: "expected text for \"voice\" and \"brand\"")
    }
    let place = places[brand] ?? enter(brand, fields.name(in: line))
    return Event(at: at, seen: max(at, fields.seen ?? at), voice: voice, brand: place)
  }

  /// Brands are told apart by a hash of 64 bits, which billions of names would not exhaust.
  private mutating func enter(_ brand: UInt64, _ name: String) -> Int {
    brands.append(name)
    places[brand] = brands.count - 1
    return brands.count - 1
  }
}

/// What a line says; texts as hashes.
private struct Fields {
  var at: Double?
  var seen: Double?
  var voice: UInt64?
  var brand: UInt64?
  private var nameRange = 0..<0
  private var name: String?

  init() {}

  func name(in line: UnsafeBufferPointer<UInt8>) -> String {
    name ?? String(decoding: line[nameRange], as: UTF8.self)
  }

  /// Reads `{"key":text or number, …}`; false for everything that is more than that.
  mutating func scan(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    guard Self.skip("{", line, &place) else { return false }
    while true {
      guard let key = Self.text(line, &place), Self.skip(":", line, &place) else { return false }
      if Self.next(line, &place) == UInt8(ascii: "\"") {
        guard let text = Self.text(line, &place) else { return false }
        switch Self.key(line, key) {
        case .at: at = Self.moment(line, text)
        case .seen: seen = Self.moment(line, text)
        case .voice: voice = Self.hash(line, text)
        case .brand:
          brand = Self.hash(line, text)
          nameRange = text
        case nil: return false
        }
        if at == nil, Self.key(line, key) == .at { return false }
        if seen == nil, Self.key(line, key) == .seen { return false }
      } else {
        guard let number = Self.number(line, &place) else { return false }
        switch Self.key(line, key) {
        case .at: at = number
        case .seen: seen = number
        case .voice, .brand, nil: return false
        }
      }
      if Self.skip(",", line, &place) { continue }
      return Self.skip("}", line, &place) && Self.next(line, &place) == nil
    }
  }

  /// Reads any JSON object with these keys.
  init(reading line: [UInt8]) throws(EventError) {
    let root: JSONValue
    do { root = try JSONDocument(line).root } catch { throw EventError(reason: error.reason) }
    at = Self.moment(root["at"])
    seen = Self.moment(root["seen"])
    voice = root["voice"].flatMap { $0.string ?? $0.int.map(String.init) }.map(Self.hash)
    name = root["brand"]?.string
    brand = name.map(Self.hash)
  }

  private enum Key { case at, seen, voice, brand }

  private static func key(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Key? {
    func matches(_ word: StaticString) -> Bool {
      range.count == word.utf8CodeUnitCount
        && range.allSatisfy { line[$0] == word.utf8Start[$0 - range.lowerBound] }
    }
    if matches("at") { return .at }
    if matches("voice") { return .voice }
    if matches("brand") { return .brand }
    return matches("seen") ? .seen : nil
  }

  private static func moment(_ value: JSONValue?) -> Double? {
    value?.double ?? value?.string.flatMap { Date(utc: $0)?.timeIntervalSince1970 }
  }

  /// Reads `2026-01-05T00:00:00.000Z` and the same without a fraction; anything else by the model.
  private static func moment(
    _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Double? {
    func digits(_ from: Int, _ count: Int) -> Int {
      var value = 0
      for place in range.lowerBound + from..<range.lowerBound + from + count {
        let digit = Int(line[place]) - 48
        guard (0...9).contains(digit) else { return -100_000 }
        value = value * 10 + digit
      }
      return value
    }
    guard range.count == 24, line[range.upperBound - 1] == UInt8(ascii: "Z"),
      line[range.lowerBound + 19] == UInt8(ascii: ".")
    else {
      return Date(utc: String(decoding: line[range], as: UTF8.self))?.timeIntervalSince1970
    }
    let time = (digits(11, 2) * 60 + digits(14, 2)) * 60 + digits(17, 2)
    let (year, month, day, fraction) = (digits(0, 4), digits(5, 2), digits(8, 2), digits(20, 3))
    guard time >= 0, fraction >= 0, year >= 0, (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let days = CivilDay.day(year: year, month: month, day: day)
    return Double(days * 86400 + time) + Double(fraction) / 1000
  }

  /// FNV-1a.
  private static func hash(
    _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in range { hash = (hash ^ UInt64(line[place])) &* 0x100_0000_01B3 }
    return hash
  }

  private static func hash(_ text: String) -> UInt64 {
    Array(text.utf8).withUnsafeBufferPointer { hash($0, 0..<$0.count) }
  }

  // MARK: Steps over a line

  private static func next(_ line: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt8? {
    while place < line.count {
      let byte = line[place]
      if byte != 0x20, byte != 0x0D, byte != 0x09 { return byte }
      place += 1
    }
    return nil
  }

  private static func skip(
    _ mark: Unicode.Scalar, _ line: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> Bool {
    guard next(line, &place) == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  /// The range of a string without escapes.
  private static func text(
    _ line: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> Range<Int>? {
    guard skip("\"", line, &place) else { return nil }
    let start = place
    while place < line.count {
      let byte = line[place]
      if byte == UInt8(ascii: "\\") { return nil }
      place += 1
      if byte == UInt8(ascii: "\"") { return start..<place - 1 }
    }
    return nil
  }

  /// A number of up to 15 digits without an exponent, which a division rounds right.
  private static func number(
    _ line: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> Double? {
    var value = 0
    var scale = 0
    var digits = 0
    while place < line.count {
      let byte = line[place]
      if byte == UInt8(ascii: "."), scale == 0 {
        scale = 1
      } else if (0x30...0x39).contains(byte), digits < 15 {
        value = value * 10 + Int(byte - 0x30)
        scale *= 10
        digits += 1
      } else {
        break
      }
      place += 1
    }
    guard digits > 0, place < line.count, ![0x65, 0x45, 0x2E].contains(line[place]),
      !(0x30...0x39).contains(line[place])
    else { return nil }
    return Double(value) / Double(max(1, scale))
  }
}
