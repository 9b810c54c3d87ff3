import Detection
import Model

extension Stage {
  /// From words to a complaint score.
  static let judging = [
    Stage(name: "score-posts") { try await score($0, words: 25) },
    Stage(name: "score-articles") { try await score($0, words: 300) },
  ]

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
