import Glibc

/// What is counted.
struct Unit {
  var one: String
  var many: String

  /// A million bytes.
  static let megabytes = Unit(one: "MB", many: "MB")
  static let items = Unit(one: "item", many: "items")
  static let texts = Unit(one: "text", many: "texts")
  static let streams = Unit(one: "stream", many: "streams")
  static let voices = Unit(one: "voice", many: "voices")
  static let notifications = Unit(one: "notification", many: "notifications")
  static let feeds = Unit(one: "feed", many: "feeds")
  static let requests = Unit(one: "request", many: "requests")
}

/// Prints a line for each measurement: name, rate, processor time, input.
enum Report {
  static func line(_ name: String, _ measurement: Measurement, _ unit: Unit, _ input: String) {
    let rate = "\(figures(measurement.rate)) \(unit.many)/s"
    let cpu = "\(time(measurement.cpu)) CPU/\(unit.one)"
    print(padded(name, 22) + padded(rate, 25) + padded(cpu, 28) + input)
  }

  /// Where there is no figure, why.
  static func line(_ name: String, _ text: String) {
    print(padded(name, 22) + text)
  }

  /// Three significant figures, thousands apart: `12,300`, `123`, `1.23`.
  static func figures(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    let digits = 2 - Int(log10(value).rounded(.down))
    let scale = pow(10, Double(abs(digits)))
    guard digits > 0 else {
      return grouped(Int((value / scale).rounded() * scale))
    }
    let fraction = String(Int((value * scale).rounded()))
    let padding = String(repeating: "0", count: max(0, digits + 1 - fraction.count))
    let text = padding + fraction
    return "\(text.dropLast(digits)).\(text.suffix(digits))"
  }

  /// `3.20 MB`
  static func size(_ bytes: Int) -> String { "\(figures(Double(bytes) / 1e6)) MB" }

  static func grouped(_ value: Int) -> String {
    let rest = value % 1000
    guard value >= 1000 else { return "\(value)" }
    return "\(grouped(value / 1000)),\(String(repeating: "0", count: 3 - "\(rest)".count))\(rest)"
  }

  /// `3.20 ms`
  static func milliseconds(_ seconds: Double) -> String { "\(figures(seconds * 1e3)) ms" }

  private static func time(_ seconds: Double) -> String {
    switch seconds {
    case 1...: "\(figures(seconds)) s"
    case 1e-3...: "\(figures(seconds * 1e3)) ms"
    case 1e-6...: "\(figures(seconds * 1e6)) µs"
    default: "\(figures(seconds * 1e9)) ns"
    }
  }

  private static func print(_ line: String) {
    // A line at a time also into a pipe, for whoever waits.
    Swift.print(line)
    fflush(nil)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
