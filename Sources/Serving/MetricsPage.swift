/// A page of metrics in OpenMetrics 1.0 text, families in the order of their first sample.
///
/// ```swift
/// var page = MetricsPage()
/// page.counter("mentiond_polls", help: "Polls by outcome.", value: 7, labels: [("outcome", "feed")])
/// page.text
/// ```
/// Names and label names are `[a-zA-Z_][a-zA-Z0-9_]*`; anything else is a fault of the program.
package struct MetricsPage: Sendable {
  /// What `text` is, as Content-Type.
  package static let contentType =
    "application/openmetrics-text; version=1.0.0; charset=utf-8"

  private var families: [Family] = []
  private var places: [String: Int] = [:]

  private struct Family: Sendable {
    var head: String
    var samples = ""
  }

  package init() {}

  /// What only grows. The sample is called `NAME_total`; leave that out of the name.
  package mutating func counter(
    _ name: String, help: String, value: Double, labels: [(name: String, value: String)] = []
  ) {
    sample(of: name, "counter", help, suffix: "_total", labels, value)
  }

  /// What goes up and down.
  package mutating func gauge(
    _ name: String, help: String, value: Double, labels: [(name: String, value: String)] = []
  ) {
    sample(of: name, "gauge", help, suffix: "", labels, value)
  }

  /// How often values up to each bound came.
  ///
  /// - Parameters:
  ///   - buckets: Upper bounds, rising, with the count of values within each bucket alone.
  ///   - above: The count of values above the last bound.
  package mutating func histogram(
    _ name: String, help: String, buckets: [(bound: Double, count: Int)], above: Int, sum: Double,
    labels: [(name: String, value: String)] = []
  ) {
    var total = 0
    for bucket in buckets + [(.infinity, above)] {
      total += bucket.count
      let bound = (name: "le", value: Self.number(bucket.bound, isBound: true))
      sample(of: name, "histogram", help, suffix: "_bucket", labels + [bound], Double(total))
    }
    sample(of: name, "histogram", help, suffix: "_count", labels, Double(total))
    sample(of: name, "histogram", help, suffix: "_sum", labels, sum)
  }

  package var text: String {
    families.map { $0.head + $0.samples }.joined() + "# EOF\n"
  }

  private mutating func sample(
    of name: String, _ type: String, _ help: String, suffix: String,
    _ labels: [(name: String, value: String)], _ value: Double
  ) {
    // The samples of a family stand together, wherever the program met them.
    let place = places[name] ?? families.count
    if place == families.count {
      precondition(Self.isName(name), "\(name) is no name of a metric")
      places[name] = place
      families.append(Family(head: Self.head(name, type, help)))
    }
    var line = name + suffix
    if !labels.isEmpty {
      let pairs = labels.map {
        precondition(Self.isName($0.name), "\($0.name) is no name of a label")
        return "\($0.name)=\"\(Self.escaped($0.value))\""
      }
      line += "{\(pairs.joined(separator: ","))}"
    }
    families[place].samples += "\(line) \(Self.number(value))\n"
  }

  private static func head(_ name: String, _ type: String, _ help: String) -> String {
    // A name ends with its unit, so the unit need not be told twice by the caller.
    let unit = ["seconds", "bytes", "ratio"].first { name.hasSuffix("_\($0)") }
    return "# TYPE \(name) \(type)\n" + (unit.map { "# UNIT \(name) \($0)\n" } ?? "")
      + "# HELP \(name) \(escaped(help))\n"
  }

  private static func number(_ value: Double, isBound: Bool = false) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    // Bounds are written as floats, so that every program names a bucket alike.
    if !isBound, let whole = Int(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
    return "\(value)"
  }

  private static func escaped(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": plain += "\\\\"
      case "\"": plain += "\\\""
      case "\n": plain += "\\n"
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
  }
}
