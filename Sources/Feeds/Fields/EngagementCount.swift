import JSON

/// How many, in a number or as people write it: `1,234`, `1.2K`, `3 Mio`.
enum EngagementCount {
  /// Nil where it tells no count; a list counts by its elements.
  static func read(_ value: JSONValue) -> Int? {
    switch value.kind {
    case .number: value.int ?? value.double.flatMap { Int(exactly: $0.rounded(.down)) }
    case .string: value.string.flatMap(read)
    case .array: value.elements?.count
    case .object, .boolean, .null: nil
    }
  }

  private static func read(_ text: String) -> Int? {
    guard let text = text.trimmed else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber || ".,' \u{A0}\u{202F}".contains($0) }
    let unit = text[digits.endIndex...].lowercased().filter { $0 != "+" }
    guard let scale = scales[unit], digits.first?.isNumber == true else { return nil }
    let parts = digits.split { !$0.isNumber }
    let isGrouped = parts.dropFirst().allSatisfy { $0.count == 3 }
    if isGrouped, scale == 1 || parts.count != 2 {
      return Int(parts.joined()).flatMap { product($0, scale) }
    }
    guard parts.count == 2, let number = Double("\(parts[0]).\(parts[1])") else { return nil }
    return Int(exactly: (number * Double(scale)).rounded())
  }

  private static func product(_ number: Int, _ scale: Int) -> Int? {
    let (product, overflow) = number.multipliedReportingOverflow(by: scale)
    return overflow ? nil : product
  }

  private static let scales = [
    "": 1, "k": 1000, "tsd": 1000, "tsd.": 1000, "m": 1_000_000, "mio": 1_000_000,
    "mio.": 1_000_000, "b": 1_000_000_000, "mrd": 1_000_000_000, "mrd.": 1_000_000_000,
  ]
}
