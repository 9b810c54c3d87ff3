import FoundationEssentials
import Model

/// `Mon, 05 Jan 2026 10:00:00 +0100`, `5 Jan 2026 10:00:00 GMT` and `2026-01-05T10:00:00+01:00`,
/// exactly so: nine of ten dates, read without taking them apart into words.
enum ExactDate {
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    guard bytes.count >= 20 else { return nil }
    return bytes[4] == UInt8(ascii: "-") ? readISO(bytes) : readRFC822(bytes)
  }

  /// RFC 822, section 5: the day of the week may be missing, and a day of one digit need not be
  /// written with two.
  private static func readRFC822(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    var at = 0
    if bytes[0].isASCIILetter {
      guard bytes[1].isASCIILetter, bytes[2].isASCIILetter, bytes[3] == UInt8(ascii: ","),
        bytes[4] == 0x20
      else { return nil }
      at = 5
    }
    let digits = bytes[at + 1] == 0x20 ? 1 : 2
    // Behind the day: ` Jan 2026 10:00:00 ` and the zone.
    let rest = at + digits
    guard bytes.count >= rest + 22, bytes[rest] == 0x20, bytes[rest + 4] == 0x20,
      bytes[rest + 9] == 0x20, bytes[rest + 18] == 0x20, let day = number(bytes[at..<rest]),
      let month = month(bytes[(rest + 1)..<(rest + 4)]),
      let year = number(bytes[(rest + 5)..<(rest + 9)]),
      let offset = offset(bytes[(rest + 19)...])
    else { return nil }
    return date(year, month, day, timeAt: rest + 10, offset: offset, in: bytes)
  }

  /// RFC 3339, without fractions of seconds.
  private static func readISO(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    guard bytes.count == 20 || bytes.count == 25, bytes[4] == UInt8(ascii: "-"),
      bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
      let year = number(bytes[..<4]), let month = number(bytes[5..<7]), (1...12).contains(month),
      let day = number(bytes[8..<10]), let offset = offsetISO(bytes[19...])
    else { return nil }
    return date(year, month, day, timeAt: 11, offset: offset, in: bytes)
  }

  private static func date(
    _ year: Int, _ month: Int, _ day: Int, timeAt place: Int, offset: Int,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Date? {
    guard bytes[place + 2] == UInt8(ascii: ":"), bytes[place + 5] == UInt8(ascii: ":"),
      let hour = number(bytes[place..<(place + 2)]),
      let minute = number(bytes[(place + 3)..<(place + 5)]),
      let second = number(bytes[(place + 6)..<(place + 8)]),
      // What is out of the usual range has rules of its own.
      (1...28).contains(day), hour < 24, minute < 60, second < 60, year >= 1900
    else { return nil }
    let seconds =
      CivilDay.day(year: year, month: month, day: day) * 86400 + hour * 3600 + minute * 60 + second
    return Date(timeIntervalSince1970: Double(seconds - offset))
  }

  /// `Z`, or `+01:00` up to the fourteen hours that there are.
  private static func offsetISO(_ zone: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    if zone.count == 1 { return zone.first == UInt8(ascii: "Z") ? 0 : nil }
    let start = zone.startIndex
    guard zone.count == 6, let sign = zone.first, sign == 0x2B || sign == 0x2D,
      zone[start + 3] == UInt8(ascii: ":"), let hours = number(zone[(start + 1)..<(start + 3)]),
      let minutes = number(zone[(start + 4)..<(start + 6)]), hours <= 14, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return sign == 0x2D ? -seconds : seconds
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var value = 0
    for byte in digits {
      guard byte.isASCIIDigit else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  private static func month(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let names: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
    return (0..<12).first { place in
      (0..<3).allSatisfy { names.utf8Start[place * 3 + $0] == name[name.startIndex + $0] }
    }.map { $0 + 1 }
  }

  private static func offset(_ zone: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    if zone.elementsEqual("GMT".utf8) || zone.elementsEqual("UTC".utf8) { return 0 }
    guard zone.count == 5, let sign = zone.first, sign == 0x2B || sign == 0x2D,
      let value = number(zone.dropFirst()), value % 100 < 60
    else { return nil }
    let seconds = value / 100 * 3600 + value % 100 * 60
    return sign == 0x2D ? -seconds : seconds
  }
}
