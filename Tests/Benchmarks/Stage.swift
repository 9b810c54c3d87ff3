/// One thing that is measured, alone.
struct Stage: Sendable {
  /// What an operand of the command line is looked for in.
  var name: String

  /// Makes its input, measures, and prints at least one line. What it measures it checks as well:
  /// the rate of a reader that gave up early would be a fine one.
  var run: @Sendable (_ name: String) async throws -> Void

  static let all: [Stage] =
    parsing + memory + judging + matching + grouping + window + realDocuments + [realAnswers]
    + velocity + forecasts + replaying + delivering
    + fetching + running + once + alerting
}

/// Work that was not the work that was meant.
struct Shortfall: Error, CustomStringConvertible {
  var description: String

  static func check(_ what: String, _ found: Int, is wanted: Int) throws(Shortfall) {
    guard found == wanted else {
      throw Shortfall(description: "expected \(wanted) \(what), found \(found)")
    }
  }
}
