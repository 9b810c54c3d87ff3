import Model

/// The pages by which a mention hangs together with others, as hashes within a scope.
struct StoryPages {
  /// The page that it stands on, the thread that it answers in, and what it answers.
  private(set) var own: [UInt64] = []

  /// The names by which answers will refer to it, its title among them. They tie it to answers alone:
  /// two feeds of a site may have one id for two things.
  private(set) var names: [UInt64] = []

  /// That it answers what may not have been seen yet, and that it may have been answered before it
  /// was seen.
  private(set) var awaited: [UInt64] = []
  private(set) var sought: [UInt64] = []

  /// Those that its text links to.
  private(set) var links: [UInt64] = []

  /// What leads others to its story.
  var noted: [UInt64] { own + links + names + awaited }

  /// Makes the key of a thing that of waiting for it.
  private static let waiting: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(of entry: StoryEntry, scope: UInt64) {
    let reading = entry.reading
    own = reading.page.map { [$0 ^ scope] } ?? []
    links = reading.links.map { $0 ^ scope }
    if entry.thread != ThreadKeys() { hang(entry.thread, scope: scope) }
    guard let title = reading.threadTitle else { return }
    if title.isAnswer { own.append(title.hash ^ scope) } else { names.append(title.hash ^ scope) }
  }

  private mutating func hang(_ thread: ThreadKeys, scope: UInt64) {
    own += thread.answers.map { $0 ^ scope }
    names = thread.names.map { $0 ^ scope }
    awaited = thread.answers.map { $0 ^ scope ^ Self.waiting }
    sought = names.map { $0 ^ Self.waiting }
  }

  /// Nil for what is no page, and for front pages, which say nothing.
  static func key(_ url: String) -> UInt64? {
    guard var page = CanonicalURL.of(url), !CanonicalURL.isFrontPage(page) else { return nil }
    return page.withUTF8 { page in
      var hash = StableHash()
      for byte in page[..<endOfThread(page)] { hash.combine(byte: byte) }
      return hash.value
    }
  }

  /// Where the page ends without the answer on it: a comment of Reddit, a post of Discourse, an answer
  /// of Stack Exchange, a place on a page.
  private static func endOfThread(_ page: UnsafeBufferPointer<UInt8>) -> Int {
    let end = page.firstIndex(of: UInt8(ascii: "#")) ?? page.count
    for (mark, kept, isNumbered) in Self.threads {
      guard var at = Self.place(behind: mark, in: page[..<end]) else { continue }
      for segment in 1...kept {
        let next = page[at..<end].firstIndex(of: UInt8(ascii: "/")) ?? end
        let isThread = !isNumbered || page[at..<next].contains(where: \.isDigit)
        if segment == kept, isThread { return next }
        at = min(next + 1, end)
      }
    }
    return end
  }

  /// What stands before the segments that name a thread, how many those are, and whether the last is a
  /// number. Those of Reddit are letters as well.
  private static let threads: [(StaticString, kept: Int, isNumbered: Bool)] = [
    ("/comments/", 1, false), ("/t/", 2, true), ("/questions/", 1, true),
  ]

  private static func place(
    behind mark: StaticString, in page: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Int? {
    let length = mark.utf8CodeUnitCount
    guard page.count >= length else { return nil }
    return (0...page.count - length).first { start in
      page[start] == 0x2F && (1..<length).allSatisfy { page[start + $0] == mark.utf8Start[$0] }
    }.map { $0 + length }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
