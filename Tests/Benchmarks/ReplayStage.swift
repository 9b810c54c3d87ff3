extension Stage {
  /// All of it at once, as users run it, but for the network. Of a long file of which one item in five
  /// names a brand, and of a short one of which each does: there the start and the stories weigh most.
  static let replaying = [
    Stage(name: "replay") { try await replay(50_000, oneIn: 5, $0) },
    Stage(name: "replay short") { try await replay(3_000, oneIn: 1, $0) },
  ]

  private static func replay(_ count: Int, oneIn: Int, _ name: String) async throws {
    guard let program = Child.mentiond else { return Report.line(name, Child.mentiondIsMissing) }
    let made = MadeItems(count, phrases: MadeItems.phrases(2), oneIn: oneIn)
    let brands = MadeItems.phrases(2).map { #"{"name": "\#($0)", "query": "\"\#($0)\""}"# }
    let configuration = """
      {
        "brands": [\(brands.joined(separator: ", "))],
        "sources": [{"name": "made", "url": "https://example.org/"}],
        "receivers": [{"name": "log", "type": "log", "path": "-"}]
      }
      """
    let folder = try TemporaryFolder()
    let settings = try folder.write(Array(configuration.utf8), to: "config.json")
    let items = try folder.write(made.jsonLines, to: "items.jsonl")
    var alerts = 0
    var memory = 0.0
    let measurement = try await Stopwatch.best(of: Double(made.items.count), cpu: .children) {
      let end = try Child(program, ["replay", "--config", settings, items]).finish()
      alerts = end.output.split(separator: "\n").count
      memory = end.peakMemory
    }
    Report.line(
      name, measurement, .items,
      "mentiond replay of \(Report.grouped(made.items.count)) items, \(Report.size(made.size)), "
        + "with SQLite in memory, \(Report.grouped(made.planted)) name one of 2 brands; "
        + "\(alerts) alerts, \(Report.figures(memory / 1e6)) MB at most")
  }
}
