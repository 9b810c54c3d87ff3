import Feeds
import JSON

extension Stage {
  /// Answers of programming interfaces as they came, with the mappings for them, over and over so
  /// that the rate is of a stretch worth measuring.
  static let realAnswers = Stage(name: "parse-real-json") { name in
    var answers: [(document: [UInt8], mapping: Mapping)] = []
    for line in Files.sharedFile("feeds/json_expected.jsonl")?.split(separator: 0x0A) ?? [] {
      let row = try JSONDocument(Array(line)).root
      guard let file = row["doc"]?.string, let mapping = row["mapping"]?.string,
        let document = Files.sharedFile("feeds/json/\(file)"),
        let paths = Files.sharedFile("feeds/json_mappings/\(mapping).json")
      else { continue }
      answers.append((document, try Mapping(JSONDocument(paths).root)))
    }
    guard !answers.isEmpty else { return Report.line(name, Files.sharedIsMissing) }
    let bytes = answers.reduce(0) { $0 + $1.document.count }
    var items = 0
    let measurement = try await Stopwatch.best(of: Double(bytes) / 1e6) {
      items = try answers.reduce(0) { count, answer in
        count + (try FeedReader.read(answer.document, mapping: answer.mapping).items.count)
      }
    }
    Report.line(
      name, measurement, .megabytes,
      "\(answers.count) real answers by their mappings, \(Report.grouped(items)) items, "
        + Report.size(bytes))
  }
}
