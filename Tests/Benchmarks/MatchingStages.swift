import Detection
import Model

extension Stage {
  /// From items to brands. The first of each pair is given a scorer that knows no word.
  static let matching = [
    Stage(name: "match-2") { try await match($0, phrases: 2, brands: 2) },
    Stage(name: "match-1000") { name in
      let (made, own) = try await match(name, phrases: 1000, brands: 50)
      try await compareWithRipgrep(name, own, made)
    },
    Stage(name: "match-10000") { name in
      let (made, own) = try await match(name, phrases: 10_000, brands: 500)
      try await compareWithRipgrep(name, own, made)
    },
    Stage(name: "match-every-item") { name in
      try await match(name, phrases: 1000, brands: 50, oneIn: 1)
    },
  ]

  @discardableResult
  private static func match(
    _ name: String, phrases count: Int, brands: Int, oneIn share: Int = 10
  ) async throws -> (made: MadeItems, Measurement) {
    let phrases = MadeItems.phrases(count)
    let made = MadeItems(10_000, phrases: phrases, oneIn: share)
    let watched = (0..<brands).map { number in
      let own = phrases[number * count / brands..<(number + 1) * count / brands]
      return Brand(
        id: "brand-\(number)", query: own.map { "\"\($0)\"" }.joined(separator: " OR "))
    }
    let input =
      "\(Report.grouped(made.items.count)) items, \(Report.size(made.size)), "
      + "\(Report.grouped(count)) phrases of \(brands) brands, \(Report.grouped(made.planted)) hits"
    let clock = ContinuousClock()
    let start = clock.now
    let alone = try Matcher(brands: watched, scorer: ComplaintScorer(Lexicon("")))
    let building = (clock.now - start) / .milliseconds(1)
    let measurement = try await rate(of: alone, over: made)
    Report.line(
      name, measurement, .megabytes, "\(input); the automaton took \(Report.figures(building)) ms")
    let scoring = try Matcher(brands: watched, scorer: ComplaintScorer())
    Report.line("\(name)-scored", try await rate(of: scoring, over: made), .megabytes, input)
    return (made, measurement)
  }

  private static func rate(of matcher: Matcher, over made: MadeItems) async throws -> Measurement {
    let source = Source(id: "made", url: "https://example.org/")
    return try await Stopwatch.best(of: Double(made.size) / 1e6) {
      let hits = made.items.reduce(0) { $0 + matcher.examine($1, from: source).count }
      try Shortfall.check("hits", hits, is: made.planted)
    }
  }

  private static func compareWithRipgrep(
    _ name: String, _ own: Measurement, _ made: MadeItems
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
    let list = try folder.write(
      Array(made.phrases.joined(separator: "\n").utf8), to: "phrases.txt")
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
