import Feeds
import Glibc

extension Stage {
  /// What a feed of 50 MB costs: above its bytes when they are all there, and in all as it arrives.
  static let memory = [
    Stage(name: "memory-feed") { try MemoryProcess.report($0, .posts) },
    Stage(name: "memory-long-texts") { try MemoryProcess.report($0, .longTexts) },
  ]
}

/// Reads a feed in a process of its own, whose memory nothing else has touched.
enum MemoryProcess {
  /// The first argument that makes this program be that process.
  static let word = "--memory"

  enum Document: String {
    /// As a site publishes it, but for its length.
    case posts
    /// Each text has a million letters, most of them markup.
    case longTexts

    var item: [UInt8] {
      let content =
        switch self {
        case .posts:
          String(repeating: "<p>A few words, and <b>some</b> more of them.</p>", count: 80)
        case .longTexts:
          String(repeating: "<p class=\"lead\"><img src=\"a.png\"/>a</p>", count: 25_000)
        }
      return Array(
        "<item><title>Made</title><description><![CDATA[\(content)]]></description></item>".utf8)
    }
  }

  private static let length = 50_000_000
  private static let front = Array("<rss><channel>".utf8)
  private static let end = Array("</channel></rss>".utf8)

  static func report(_ name: String, _ document: Document) throws {
    let figures = try ["whole", "stream"].map { way in
      try Child(Child.own, [word, document.rawValue, way]).finish().output.filter { !$0.isNewline }
    }
    Report.line(
      name, "\(figures[0]) above \(Report.size(length)) of RSS, \(figures[1]) in all as it arrives")
  }

  /// Prints by how much the memory of this process has grown at most.
  static func measure(_ arguments: [String]) {
    guard arguments.count == 2, let document = Document(rawValue: arguments[0]) else {
      exit(EX_USAGE)
    }
    let item = document.item
    var bytes: [UInt8] = []
    if arguments[1] == "whole" {
      bytes.reserveCapacity(length + item.count)
      bytes += front
      while bytes.count < length { bytes += item }
      bytes += end
    }
    // What any first document would cost.
    _ = try? FeedReader.read(front + end)
    let before = Usage.memory(of: getpid())
    let feed = bytes.isEmpty ? stream(item) : try? FeedReader.read(bytes)
    precondition((feed?.items.count ?? 0) > 0)
    print(Report.size(Int(Usage.peakMemory(of: getpid()) - before)))
    exit(EXIT_SUCCESS)
  }

  private static func stream(_ item: [UInt8]) -> Feed? {
    var stream = FeedStream()
    stream.append(front)
    var count = 0
    while count < length {
      for start in stride(from: 0, to: item.count, by: 16 * 1024) {
        stream.append(Array(item[start..<min(start + 16 * 1024, item.count)]))
      }
      count += item.count
    }
    stream.append(end)
    return try? stream.finish()
  }
}
