/// The time of day and its zone.
extension DateReader {
  /// `10:04`, `10:04:05.5`, `10 am`, `10h04`; behind a whole date also `10.04`.
  mutating func readTime() -> Bool {
    guard !hasTime, case .number(let hour, let digits) = rest.first, digits <= 2 else {
      return false
    }
    if parts.hasDay, readPointedTime(hour) { return true }
    if let minute = rest.number(behind: ":", from: 1) {
      (parts.hour, parts.minute) = (hour, minute)
      rest.removeFirst(3)
      if let second = rest.number(behind: ":", from: 0) {
        parts.second = Double(second)
        rest.removeFirst(2)
        readFraction()
      }
    } else if let count = hourMarkLength() {
      parts.hour = hour
      rest.removeFirst(count)
      if count == 2, case .number(let minute, digits: 2) = rest.first {
        parts.minute = minute
        rest.removeFirst()
      }
    } else {
      return false
    }
    hasTime = true
    return true
  }

  private mutating func readPointedTime(_ hour: Int) -> Bool {
    guard let minute = rest.number(behind: ".", from: 1, digits: 2...2) else { return false }
    (parts.hour, parts.minute) = (hour, minute)
    rest.removeFirst(3)
    if let second = rest.number(behind: ".", from: 0, digits: 2...2) {
      parts.second = Double(second)
      rest.removeFirst(2)
    }
    hasTime = true
    return true
  }

  /// How many pieces an hour and the mark behind it take: `10h`, `10 Uhr`; only the hour itself
  /// before `am` and `pm` and behind a `T`, and nil where the number is none.
  private func hourMarkLength() -> Int? {
    let behind = rest.dropFirst()
    if isBehindT, parts.hasDay { return 1 }
    if case .word(let mark) = behind.first, ["h", "u"].contains(mark) { return 2 }
    guard case .word(let word) = behind.first(where: { $0 != .sign(0x20) }) else { return nil }
    if word == "uhr" { return 1 }
    return DateWords.half(word) != nil && !DateWords.isBeforeTime(word) ? 1 : nil
  }

  /// `.5`, `,5`; also `:500`, which .NET writes.
  private mutating func readFraction() {
    guard case .sign(let mark) = rest.first,
      case .number(let value, let digits) = rest.dropFirst().first,
      mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",")
        || mark == UInt8(ascii: ":") && digits == 3
    else { return }
    var fraction = Double(value)
    for _ in 0..<min(digits, 15) { fraction /= 10 }
    parts.second += fraction
    rest.removeFirst(2)
  }

  /// `+0200`, `+02:00`, `+02`, `-1:30`, its sign already taken.
  mutating func readOffset(isWest: Bool) -> Bool {
    if rest.first == .sign(0x20), case .number(_, digits: 4) = rest.dropFirst().first {
      rest.removeFirst()
    }
    guard case .number(let value, let digits) = rest.first else {
      // A sign between spaces means nothing, one before letters is a broken offset.
      if case .word = rest.first { return false }
      return true
    }
    rest.removeFirst()
    var hours = digits <= 2 ? value : value / 100
    var minutes = digits <= 2 ? 0 : value % 100
    if digits == 6 { (hours, minutes) = (value / 10000, value / 100 % 100) }
    if digits <= 2, case .sign(let mark) = rest.first,
      mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".")
    {
      rest.removeFirst()
      guard case .number(let behind, _) = rest.popFirst() else { return false }
      minutes = behind
    }
    guard hours < 24, minutes < 60 else { return false }
    parts.zone = (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    return true
  }

  /// `10時04分`.
  mutating func readTimeUnit() -> Bool {
    guard case .number(let value, digits: 1...2) = rest.first,
      case .unit(let unit) = rest.dropFirst().first
    else { return false }
    switch unit {
    case .hour: parts.hour = value
    case .minute: parts.minute = value
    case .second: parts.second = Double(value)
    case .year, .koreanYear, .month, .day: return false
    }
    hasTime = true
    rest.removeFirst(2)
    return true
  }
}
