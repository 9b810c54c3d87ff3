import Alerting
import Feeds
import FoundationEssentials
import Model

/// A feed as people want to see it: what it is, its items, and what is wrong with it.
struct FeedTable {
  private let feed: Feed
  private let document: NamedDocument
  private let limit: Int
  private let now: Date
  private let terminal: Terminal

  /// - Parameters:
  ///   - limit: most items that are shown.
  ///   - now: when it was read, to tell how old the newest item is.
  init(
    _ feed: Feed, of document: NamedDocument, limit: Int, at now: Date, on terminal: Terminal
  ) {
    self.feed = feed
    self.document = document
    self.limit = limit
    self.now = now
    self.terminal = terminal
  }

  /// Without line ends, none wider than the terminal but for addresses.
  var lines: [String] { head + [""] + rows + problems }

  // MARK: Head

  private var head: [String] {
    let title = feed.title.map(Output.safe) ?? "no title"
    let facts: [(String, String?)] = [
      ("from", document.name), ("led to", redirect),
      ("format", feed.format.rawValue), ("type", document.contentType), ("page", feed.url),
      ("language", feed.language),
      ("items", items), ("newest", newest),
      (
        "wants",
        feed.minimumInterval.map {
          "\(Words.duration(Double($0.components.seconds))) between polls"
        }
      ),
      ("next page", feed.nextPage),
    ]
    return [terminal.styled(TextColumns.cut(title, to: terminal.width), .bold)]
      + facts.compactMap { name, value in
        value.map { terminal.styled(TextColumns.fit("  \(name)", to: 13), .dim) + Output.safe($0) }
      }
  }

  private var redirect: String? {
    guard let url = document.url, url != document.name else { return nil }
    return document.movedTo == nil ? url : "\(url), for good: use that address"
  }

  private var rhythm: PublishingRhythm { PublishingRhythm(feed.items) }

  private var items: String {
    guard let oldest = rhythm.oldest, let newest = rhythm.newest else {
      return feed.items.isEmpty ? "none" : "\(feed.items.count), none with a date"
    }
    let undated = feed.items.count - rhythm.datedCount
    return "\(feed.items.count), from \(oldest.utcDay) to \(newest.utcDay)"
      + (undated > 0 ? ", \(undated) without a date" : "")
  }

  private var newest: String? {
    guard let newest = rhythm.newest else { return nil }
    let age = now.timeIntervalSince(newest)
    let words = age < 0 ? "in the future, by \(Words.duration(-age))" : "\(Words.duration(age)) ago"
    return words + (rhythm.usualGap.map { "; usually one every \(Words.duration($0))" } ?? "")
  }

  // MARK: Rows

  private var rows: [String] {
    guard !feed.items.isEmpty else { return [] }
    let shown = feed.items.prefix(limit)
    let voices = shown.map { Output.safe($0.author ?? $0.outlet ?? "") }
    let widest = voices.map { TextColumns.width(of: $0) }.max() ?? 0
    // A quarter of the line is enough to know somebody by.
    let voiceWidth = widest == 0 ? 0 : min(max(widest, 6), terminal.width / 4)
    let header = row("published (UTC)", "author", "title", voiceWidth)
    var lines = [terminal.styled(header, .dim)]
    for (item, voice) in zip(shown, voices) {
      let moment = item.published ?? item.updated
      lines.append(
        row(
          moment.map { "\($0.utcDay) \($0.utcMinute)" } ?? "no date", voice,
          Output.safe(item.title.isEmpty ? item.text : item.title), voiceWidth))
    }
    let left = feed.items.count - shown.count
    return lines + (left > 0 ? ["  … and \(left) more"] : [])
  }

  private func row(_ moment: String, _ voice: String, _ title: String, _ voiceWidth: Int) -> String
  {
    let start =
      "  " + TextColumns.fit(moment, to: 16) + "  "
      + (voiceWidth > 0 ? TextColumns.fit(voice, to: voiceWidth) + "  " : "")
    return start
      + TextColumns.cut(title, to: terminal.width - 20 - (voiceWidth > 0 ? voiceWidth + 2 : 0))
  }

  // MARK: Problems

  private var problems: [String] {
    guard !feed.problems.isEmpty else { return [] }
    let indent = String(repeating: " ", count: 10)
    // Losses first: they are what somebody has to act on.
    let sorted = feed.problems.filter(\.isLoss) + feed.problems.filter { !$0.isLoss }
    return [""]
      + sorted.flatMap { problem in
        let mark = terminal.styled(
          TextColumns.fit(problem.isLoss ? "  LOST" : "  mended", to: 10),
          problem.isLoss ? .red : .yellow)
        let text = TextColumns.wrap(
          "\(Output.safe(problem.description)). \(problem.kind.advice)",
          to: terminal.width - indent.count)
        return [mark + (text.first ?? "")] + text.dropFirst().map { indent + $0 }
      }
  }
}
