import FoundationEssentials
import Model

/// Makes a feed of the elements of an XML document, whichever of the formats it is in.
///
/// The formats are read as one: an RSS item with Atom's elements, or without namespaces, or nested by
/// a forgotten end tag, is as common as one that keeps to its specification.
struct FeedBuilder {
  private(set) var feed = Feed()
  var problems = ProblemList()

  /// Whether the limits are reached and the rest of the document would be dropped.
  private(set) var isFull = false

  let documentURL: String?
  private(set) var root = XMLName.other
  var head = FeedHead()
  var draft: ItemDraft?
  var person = Person()
  private var contexts: [Context] = []
  private var itemDepth = 0
  private(set) var bases = Inherited()
  private(set) var languages = Inherited()
  private var keptBytes = 0

  /// The field whose text is being gathered, and the text so far.
  private var gathered: GatheredText?
  private var buffer = TextBuffer()
  private var plainText = PlainText()

  /// What an open element is for the elements in it.
  enum Context { case document, feed, item, person, outlet, foreign }

  struct Person {
    var name = ""
    var address = ""
    /// Nil for one who is not to be kept, as a contributor.
    var rank: Int?
  }

  init(documentURL: String?) {
    self.documentURL = documentURL
  }

  // MARK: Elements

  /// The depth of the outermost open element that ends where another begins, as its end tag was
  /// forgotten; nil where none does.
  func depthInterrupted(by element: XMLElement) -> Int? {
    guard element.isCore else { return nil }
    guard let gathered else { return element.isItem && draft != nil ? itemDepth : nil }
    switch element.name {
    case .item, .entry:
      guard gathered.kind != .xhtml else { return nil }
      return draft != nil ? itemDepth : gathered.depth
    case .guid, .pubdate: return gathered.kind == .html ? gathered.depth : nil
    default: return nil
    }
  }

  mutating func start(_ element: XMLElement) {
    if gathered != nil {
      contexts.append(.foreign)
      return gatherTag(element)
    }
    let outer = contexts.last ?? .document
    contexts.append(.foreign)
    if !element.attributes.isEmpty { inherit(element.attributes) }
    if element.isItem, outer != .document || root != .other {
      startItem(element.attributes)
    } else {
      contexts[contexts.count - 1] = start(element, within: outer)
    }
  }

  /// Takes in what holds for the element and those within.
  private mutating func inherit(_ attributes: XMLAttributes) {
    if let base = attributes.value("base", prefix: "xml"), WebAddress.canBeBase(base) {
      bases.push(
        WebAddress.resolve(base, against: bases.value ?? documentURL), contexts.count)
    }
    if let language = attributes.value("lang", prefix: "xml") {
      languages.push(language, contexts.count)
    }
  }

  private mutating func start(_ element: XMLElement, within outer: Context) -> Context {
    switch outer {
    case .document: return startRoot(element)
    case .feed: return startInFeed(element)
    case .item: return draft == nil ? .foreign : startInItem(element)
    case .person:
      switch element.name {
      case .name: gather(.personName, rank: 0, .plain)
      case .email: gather(.personAddress, rank: 0, .plain)
      case .uri, .url, .homepage: break
      default: return .person
      }
      return .foreign
    case .outlet:
      if element.name == .title { gather(.outlet, rank: 2, .html) }
      guard element.name == .author else { return .foreign }
      // RFC 4287, section 4.2.11: for an entry without an author.
      person = Person(rank: 0)
      return .person
    case .foreign: return .foreign
    }
  }

  private mutating func startRoot(_ element: XMLElement) -> Context {
    // What stands behind the end of the root is read as if it stood before.
    if root == .other { root = element.name }
    if element.isItem {
      startItem(element.attributes)
      return .item
    }
    offerFeedURL(element.attributes)
    return .feed
  }

  /// The innermost element has ended; `spelled` is its end tag's name, where it has one.
  mutating func end(spelled: UnsafeBufferPointer<UInt8>?) {
    let depth = contexts.count
    guard let context = contexts.popLast() else { return }
    if let open = gathered {
      if open.depth == depth {
        endText()
      } else if let spelled {
        loneEndTag(spelled)
      }
    }
    if context == .person, contexts.last != .person { endPerson() }
    if draft != nil, itemDepth == depth { endItem() }
    bases.pop(depth)
    languages.pop(depth)
  }

  /// The document has ended, properly or not.
  mutating func finish() {
    if gathered != nil { endText() }
    if draft != nil { endItem() }
    feed.format = FeedFormat(root: root)
    head.fill(&feed, documentURL: documentURL)
    if root == .feed, let author = head.author {
      for place in feed.items.indices where feed.items[place].author == nil {
        feed.items[place].author = author
      }
    }
    for problem in plainText.problems.problems { problems.note(problem.kind, problem.detail) }
  }

  // MARK: Items

  private mutating func startItem(_ attributes: XMLAttributes) {
    contexts[contexts.count - 1] = .item
    itemDepth = contexts.count
    var item = ItemDraft()
    item.base = bases.value
    if let language = languages.valueWithin { item.language.offer(language, rank: 0) }
    if !attributes.isEmpty {
      if let about = attributes.value("about")?.trimmed {
        item.guid.offer(about, rank: 2)
        item.url.offer(about, rank: 0)
      }
      if let href = attributes.value("href") { item.url.offer(href, rank: 3) }
      if let date = attributes.value("lastmod").flatMap(FeedDate.read) {
        item.updated.offer(date, rank: 0)
      }
    }
    draft = item
  }

  private mutating func endItem() {
    guard var draft else { return }
    self.draft = nil
    let isAtom = root == .feed
    let item = draft.item(
      feedBase: isAtom ? documentURL ?? head.absoluteURL : head.absoluteURL ?? documentURL,
      &plainText)
    if let url = item.url, !WebAddress.isAbsolute(url) { problems.note(.relativeURL, url) }
    keptBytes += ItemDraft.bytes(of: item)
    guard feed.items.count < FeedLimits.items, keptBytes <= FeedLimits.keptBytes else {
      problems.note(.tooManyItems, "the first \(feed.items.count) are kept")
      isFull = true
      return
    }
    feed.items.append(item)
  }

  // MARK: Text

  /// Whether text is wanted here; else it need not be told.
  var isGathering: Bool { gathered != nil }

  /// Whether tags are part of the text that is wanted.
  var gathersMarkup: Bool { gathered?.kind == .html || gathered?.kind == .xhtml }

  mutating func gather(_ field: FeedField, rank: Int, _ kind: TextKind) {
    gathered = GatheredText(field: field, rank: rank, kind: kind, depth: contexts.count)
    buffer.clear()
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if gathered?.kind == .xhtml { buffer.appendEscaped(bytes) } else { buffer.append(bytes) }
  }

  mutating func text(_ byte: UInt8) {
    withUnsafePointer(to: byte) { text(UnsafeBufferPointer(start: $0, count: 1)) }
  }

  /// Text that a document declared, and that may hold markup.
  mutating func declaredText(_ bytes: UnsafeBufferPointer<UInt8>) {
    if gathersMarkup { return buffer.append(bytes) }
    var plain = HTMLText.plain(bytes)
    plain.withUTF8 { buffer.append($0) }
  }

  private mutating func gatherTag(_ element: XMLElement) {
    if gathered?.field == .author {
      // An element within: a person with a name, as Atom has it, not a text.
      guard person.rank != nil else { return }
      gathered = nil
      contexts[contexts.count - 2] = .person
      contexts[contexts.count - 1] = start(element, within: .person)
    } else {
      loneTag(element.spelled)
    }
  }

  /// A tag that opens no element, and matters as markup of a text only.
  mutating func loneTag(_ spelled: UnsafeBufferPointer<UInt8>) {
    if gathersMarkup { buffer.appendTag("<", spelled) }
  }

  /// An end tag for which no element is open.
  mutating func loneEndTag(_ spelled: UnsafeBufferPointer<UInt8>) {
    if gathersMarkup { buffer.appendTag("</", spelled) }
  }

  private mutating func endText() {
    guard let gathered else { return }
    self.gathered = nil
    if buffer.isCut { problems.note(.tooLong) }
    switch gathered.field {
    case .content: draft?.content.offer(&buffer.bytes, rank: gathered.rank, gathered.kind)
    case .summary: draft?.summary.offer(&buffer.bytes, rank: gathered.rank, gathered.kind)
    default:
      let text = plainText.line(&buffer.bytes, gathered.kind)
      if !text.isEmpty { keep(text, gathered.field, gathered.rank) }
    }
  }
}
