import JSON

/// Reads a document as it arrives.
///
/// XML is read piece by piece and not kept, so that a feed of any length costs what its items cost,
/// besides a quarter of a megabyte. JSON is gathered first. A document whose end never arrives gives
/// what has been read.
package struct FeedStream: ~Copyable {
  private let url: String?
  private let contentType: String?
  private let mapping: Mapping?
  private var problems = ProblemList()
  private var stage = Stage.front

  /// What has arrived and is not read: the front, all of a document that is read as a whole, or the
  /// UTF-8 of a tag whose end is to come.
  private var held: [UInt8] = []

  /// Undoes the packing of a document that came packed, by a server that does not say so.
  private var gunzip: Gunzip?
  private var isBadlyPacked = false

  private var decoder = TextDecoder(.utf8)
  private var reader: XMLReader

  private enum Stage {
    /// What it is cannot be told yet.
    case front
    case markup
    case json
    case stranger(FeedError)
  }

  /// By so many bytes it is decided what a document is, and in which encoding.
  private static let frontLength = 64 * 1024

  /// Bytes that are read at once where they have to be copied.
  private static let windowLength = 64 * 1024

  /// - Parameters:
  ///   - url: Where the bytes come from; relative addresses are resolved against it.
  ///   - contentType: The header of HTTP, whole.
  ///   - mapping: Where the fields are, for JSON that is no JSON Feed.
  package init(
    from url: String? = nil, contentType: String? = nil, mapping: Mapping? = nil
  ) {
    self.url = url
    self.contentType = contentType
    self.mapping = mapping
    reader = XMLReader(builder: FeedBuilder(documentURL: url))
  }

  /// Takes in the next bytes; as many or few as arrive. Nothing is copied of a document that arrives
  /// as one.
  package mutating func append(_ bytes: [UInt8]) {
    if let gunzip { unpack(bytes, by: gunzip) } else { take(bytes) }
  }

  private mutating func take(_ bytes: [UInt8]) {
    switch stage {
    case .front:
      if held.isEmpty { held = bytes } else { held += bytes }
      if gunzip == nil, Self.isPacked(held) {
        startUnpacking()
      } else if held.count >= Self.frontLength {
        begin(isLast: false)
      }
    case .markup: bytes.withUnsafeBufferPointer { read($0, isLast: false) }
    case .json:
      let room = max(0, FeedLimits.gatheredBytes - held.count)
      if bytes.count > room { problems.note(.tooLong, "a document that is read as a whole") }
      bytes.prefix(room).withUnsafeBufferPointer { decoder.decode($0, isLast: false, into: &held) }
    case .stranger: break
    }
  }

  /// Whether a document is packed that begins so: it takes far longer to read than its length tells.
  package static func isPacked(_ front: [UInt8]) -> Bool { front.starts(with: Gunzip.mark) }

  /// Whether nothing that is still to come would be kept: the limits are reached.
  package var isFull: Bool { reader.isDone }

  /// The feed in all that was taken in.
  ///
  /// - Throws: Only where the document is no feed at all.
  package consuming func finish() throws(FeedError) -> Feed {
    if case .front = stage { begin(isLast: true) }
    var feed: Feed
    switch stage {
    case .front: throw .empty
    case .stranger(.empty) where isBadlyPacked: throw .notAFeed(found: "a broken gzip file")
    case .stranger(let error): throw error
    case .json: feed = try JSONFeedReader.read(held, from: url, mapping: mapping).get()
    case .markup: feed = finishMarkup()
    }
    for problem in feed.problems { problems.note(problem.kind, problem.detail) }
    feed.problems = problems.problems
    try ItemCleaning.clean(&feed, feedURL: url)
    return feed
  }

  // MARK: Packed documents

  private mutating func startUnpacking() {
    let gunzip = Gunzip(limit: FeedLimits.unpackedBytes)
    self.gunzip = gunzip
    problems.note(.packed)
    let packed = held
    held = []
    unpack(packed, by: gunzip)
  }

  private mutating func unpack(_ packed: [UInt8], by gunzip: Gunzip) {
    switch gunzip.unpack(packed, { take($0) }) {
    case .unpacked: break
    case .broken: isBadlyPacked = true
    case .full: problems.note(.tooLong, "a packed document")
    }
  }

  // MARK: The front

  /// Decides what the document is, by what has arrived of it, and reads as much.
  private mutating func begin(isLast: Bool) {
    let bytes = held
    bytes.withUnsafeBufferPointer { begin($0, isLast: isLast) }
  }

  private mutating func begin(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
    let choice = EncodingChoice(of: bytes, contentType: contentType, problems: &problems)
    decoder = TextDecoder(choice.encoding, isAssumed: choice.isAssumed)
    let document = bytes.part(choice.markLength..<bytes.count)
    let front = document.part(0..<min(document.count, Self.frontLength))
    if decoder.passesThrough(document) {
      guard let start = begin(text: front) else { return }
      held = []
      return readUTF8(document.part(start..<document.count), isLast: false)
    }
    var text: [UInt8] = []
    let isWhole = isLast && front.count == document.count
    decoder.decode(front, isLast: isWhole, into: &text)
    let rest = document.part(front.count..<document.count)
    let start = text.withUnsafeBufferPointer { begin(text: $0) }
    if case .json = stage {
      decoder.decode(rest, isLast: isLast, into: &text)
      held = text
    } else if let start {
      held = Array(text[start...])
      read(rest, isLast: false)
    }
  }

  /// Decides what a document is that begins with a text; returns where its root is, if it is XML.
  private mutating func begin(text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = text.first(where: { !$0.isASCIISpace && $0 != 0 }) else {
      stage = .stranger(.empty)
      return nil
    }
    if JSONFront.start(text) != nil {
      stage = .json
      return nil
    }
    let finder = RootFinder(text)
    guard let start = finder.start else {
      stage = .stranger(Stranger.describe(Array(text), firstName: finder.firstName, first: first))
      return nil
    }
    if finder.hasTextBefore { problems.note(.textBeforeRoot) }
    stage = .markup
    return start
  }

  // MARK: XML

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
    guard !decoder.passesThrough(bytes) else { return readUTF8(bytes, isLast: isLast) }
    var at = 0
    repeat {
      let end = min(at + Self.windowLength, bytes.count)
      let isEnd = isLast && end == bytes.count
      decoder.decode(bytes.part(at..<end), isLast: isEnd, into: &held)
      readHeld(isLast: isEnd)
      at = end
    } while at < bytes.count
  }

  private mutating func readUTF8(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
    var at = 0
    while !held.isEmpty, at < bytes.count {
      let end = min(at + Self.windowLength, bytes.count)
      held += bytes[at..<end]
      at = end
      readHeld(isLast: isLast && at == bytes.count)
    }
    if at < bytes.count {
      at += reader.read(bytes.part(at..<bytes.count), isLast: isLast)
      held = Array(bytes[at...])
    } else if isLast {
      readHeld(isLast: true)
    }
  }

  private mutating func readHeld(isLast: Bool) {
    var text = held
    held = []
    text.removeFirst(text.withUnsafeBufferPointer { reader.read($0, isLast: isLast) })
    held = text
  }

  private mutating func finishMarkup() -> Feed {
    read(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
    reader.finish()
    var feed = reader.builder.feed
    feed.problems = reader.problems.problems + reader.builder.problems.problems
    feed.nextPage = feed.nextPage ?? mapping?.nextOfFeed(at: url)
    return feed
  }
}
