import FoundationEssentials
import Model

/// `Mon, 05 Jan 2026 10:00:00 +0100`, exactly so: nine of ten dates in RSS, read without taking them
/// apart into words.
enum ExactDate {
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    guard bytes.count == 29 || bytes.count == 31, bytes[..<3].allSatisfy(\.isASCIILetter),
      bytes[3] == UInt8(ascii: ","),
      bytes[4] == 0x20, bytes[7] == 0x20, bytes[11] == 0x20, bytes[16] == 0x20,
      bytes[19] == UInt8(ascii: ":"), bytes[22] == UInt8(ascii: ":"), bytes[25] == 0x20,
      let day = number(bytes[5..<7]), let month = month(bytes[8..<11]),
      let year = number(bytes[12..<16]), let hour = number(bytes[17..<19]),
      let minute = number(bytes[20..<22]), let second = number(bytes[23..<25]),
      // What is out of the usual range has rules of its own.
      (1...28).contains(day), hour < 24, minute < 60, second < 60, year >= 1900,
      let offset = offset(bytes[26...])
    else { return nil }
    let seconds =
      CivilDay.day(year: year, month: month, day: day) * 86400 + hour * 3600 + minute * 60 + second
    return Date(timeIntervalSince1970: Double(seconds - offset))
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
