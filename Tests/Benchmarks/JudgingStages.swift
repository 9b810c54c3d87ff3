import Detection
import Model

extension Stage {
  /// From words to a complaint score.
  static let judging = [
    Stage(name: "score-posts") { try await score($0, words: 25) },
    Stage(name: "score-articles") { try await score($0, words: 300) },
    Stage(name: "score-lines", run: scoreLines),
  ]

  /// The same as somebody asks it who has many: lines of JSON in and out, on all processors.
  private static func scoreLines(_ name: String) async throws {
    guard let program = Child.mentiond else { return Report.line(name, Child.mentiondIsMissing) }
    let count = 200_000
    var prose = Prose(seed: 4)
    let texts = (0..<2000).map { _ in prose.text(words: 25) }
    let lines = (0..<count).map { #"{"id":"\#($0)","text":"\#(texts[$0 % texts.count])"}"# }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let folder = try TemporaryFolder()
    let posts = try folder.write(bytes, to: "posts.jsonl")
    var memory = 0.0
    let measurement = try await Stopwatch.best(of: Double(count), cpu: .children) {
      memory = try Child(program, ["score", posts]).finish().peakMemory
    }
    Report.line(
      name, measurement, .texts,
      "mentiond score of \(Report.grouped(count)) lines of 25 words, \(Report.size(bytes.count)), its "
        + "start included; \(Report.figures(memory / 1e6)) MB at most")
  }

  private static func score(_ name: String, words: Int) async throws {
    let count = 2000
    var prose = Prose(seed: 4)
    let texts = (0..<count).map { _ in prose.text(words: words) }
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let scorer = ComplaintScorer()
    var complaints = 0
    let measurement = await Stopwatch.best(of: Double(count)) {
      complaints = texts.reduce(0) { $0 + (scorer.score($1).isComplaint ? 1 : 0) }
    }
    Report.line(
      name, measurement, .texts,
      "\(Report.grouped(count)) texts of \(words) words, \(Report.size(bytes)), "
        + "\(Report.figures(measurement.rate * Double(bytes) / Double(count) / 1e6)) MB/s; "
        + "\(Report.grouped(complaints)) are complaints")
  }
}
