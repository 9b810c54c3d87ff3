import Detection
import Model

extension Stage {
  /// From items to brands.
  static let matching = [
    Stage(name: "match-2") { name in
      let phrases = MadeItems.phrases(2)
      _ = try await match(name, phrases, brands: 2)
    },
    Stage(name: "match-1000") { name in
      let phrases = MadeItems.phrases(1000)
      let (items, own) = try await match(name, phrases, brands: 50)
      try await compareWithRipgrep(name, own, phrases, items)
    },
  ]

  private static func match(
    _ name: String, _ phrases: [String], brands: Int
  ) async throws -> (items: MadeItems, Measurement) {
    let made = MadeItems(10_000, phrases: phrases, oneIn: 10)
    let each = phrases.count / brands
    let matcher = try Matcher(
      brands: (0..<brands).map { number in
        let own = phrases[number * each..<(number + 1) * each]
        return Brand(
          id: "brand-\(number)", query: own.map { "\"\($0)\"" }.joined(separator: " OR "))
      }, scorer: ComplaintScorer())
    let source = Source(id: "made", url: "https://example.org/")
    let measurement = try await Stopwatch.best(of: Double(made.size) / 1e6) {
      let hits = made.items.reduce(0) { $0 + matcher.examine($1, from: source).count }
      try Shortfall.check("hits", hits, is: made.planted)
    }
    Report.line(
      name, measurement, .megabytes,
      "\(Report.grouped(made.items.count)) items, \(Report.size(made.size)), \(Report.grouped(phrases.count)) "
        + "phrases of \(brands) brands, \(Report.grouped(made.planted)) hits, scored")
    return (made, measurement)
  }

  private static func compareWithRipgrep(
    _ name: String, _ own: Measurement, _ phrases: [String], _ made: MadeItems
  ) async throws {
    guard let program = Child.find("rg") else {
      return Report.line("\(name)-ripgrep", "skipped: no rg is installed")
    }
    let folder = try TemporaryFolder()
    // It takes a quarter of a second to make its automaton, ours is made once in a daemon's life.
    let times = 20
    let lines = made.items.map { "\($0.title) \($0.text)\n" }.joined()
    let text = try folder.write(
      Array(String(repeating: lines, count: times).utf8), to: "items.txt")
    let list = try folder.write(Array(phrases.joined(separator: "\n").utf8), to: "phrases.txt")
    let arguments = ["-F", "-i", "-w", "-j1", "-c", "-f", list, text]
    let measurement = try await Stopwatch.best(
      of: Double(made.size * times) / 1e6, cpu: .children
    ) {
      let end = try Child(program, arguments).finish()
      let found = Int(end.output.split(separator: "\n").last ?? "") ?? 0
      try Shortfall.check("lines", found, is: made.planted * times)
    }
    Report.line(
      "\(name)-ripgrep", measurement, .megabytes,
      "rg -F -i -w -j1 -c over the same \(times) times, its start included; \(name) has "
        + "\(Report.figures(own.rate / measurement.rate)) of its rate")
  }
}
