import FoundationEssentials
import Model

/// Makes a feed of the elements of an XML document, whichever of the formats it is in.
///
/// The formats are read as one: an RSS item with Atom's elements, or without namespaces, or nested by
/// a forgotten end tag, is as common as one that keeps to its specification.
struct FeedBuilder {
  private(set) var feed = Feed()
  private(set) var problems = ProblemList()

  /// Whether the limits are reached and the rest of the document would be dropped.
  private(set) var isFull = false

  private let documentURL: String?
  private var root = XMLName.other
  private var contexts: [Context] = []
  private var draft: ItemDraft?
  private var itemDepth = 0
  private var person = Person()
  private var feedAuthor: String?
  private var feedTitle = ItemDraft.Ranked<String>()
  private var feedURL = ItemDraft.Ranked<String>()
  private var feedLanguage = ItemDraft.Ranked<String>()
  private var interval = UpdateInterval()
  private var bases = Inherited()
  private var languages = Inherited()
  private var keptBytes = 0

  /// The field whose text is being gathered, and its bytes so far.
  private var gathering: Gathering?
  private var buffer: [UInt8] = []

  private enum Context { case document, feed, item, person, outlet, foreign }

  private struct Gathering {
    var field: FeedField
    var rank: Int
    var kind: TextKind
    var depth: Int
  }

  private struct Person {
    var name = ""
    var address = ""
    /// Nil for one who is not to be kept, as a contributor.
    var rank: Int?
  }

  init(documentURL: String?) {
    self.documentURL = documentURL
  }

  // MARK: Elements

  mutating func start(
    _ name: XMLName, in namespace: XMLNamespace, spelled: UnsafePointer<UInt8>,
    _ attributes: XMLAttributes
  ) {
    let isCore = namespace == .rss || namespace == .atom
    if let open = gathering {
      guard isCore, Self.endsText(name, within: open.kind) else {
        contexts.append(.foreign)
        gatherTag(spelled)
        return
      }
      // The end tag of the field was forgotten.
      problems.note(.mismatchedTag)
      endText()
    }
    let outer = contexts.last ?? .document
    if attributes.count > 0 {
      let depth = contexts.count + 1
      if let base = attributes.value("base", prefix: "xml") {
        bases.push(WebAddress.resolve(base, against: bases.value ?? documentURL), depth)
      }
      if let language = attributes.value("lang", prefix: "xml") { languages.push(language, depth) }
    }
    contexts.append(.foreign)
    if isCore, name == .item || name == .entry, outer != .document {
      startItem(attributes)
    } else {
      let inner = start(name, namespace, attributes, within: outer)
      contexts[contexts.count - 1] = inner
    }
  }

  private static func endsText(_ name: XMLName, within kind: TextKind) -> Bool {
    switch name {
    case .item, .entry: kind != .xhtml
    case .guid, .pubdate: kind == .html
    default: false
    }
  }

  private mutating func start(
    _ name: XMLName, _ namespace: XMLNamespace, _ attributes: XMLAttributes, within outer: Context
  ) -> Context {
    switch outer {
    case .document:
      root = name
      if name == .entry { startItem(attributes) } else { offerFeedURL(attributes) }
      return name == .entry ? .item : .feed
    case .feed: return startInFeed(name, namespace, attributes)
    case .item: return draft == nil ? .foreign : startInItem(name, namespace, attributes)
    case .person:
      switch name {
      case .name: gather(.personName, rank: 0, .plain)
      case .email, .uri, .url, .homepage:
        if name == .email { gather(.personAddress, rank: 0, .plain) }
      default: return .person
      }
      return .foreign
    case .outlet:
      if name == .title { gather(.outlet, rank: 2, .html) }
      return .foreign
    case .foreign: return .foreign
    }
  }

  private mutating func startInFeed(
    _ name: XMLName, _ namespace: XMLNamespace, _ attributes: XMLAttributes
  ) -> Context {
    switch (namespace, name) {
    case (.rss, .channel), (.atom, .channel), (.rss, .rss), (.rss, .feed), (.atom, .feed):
      offerFeedURL(attributes)
      return .feed
    default: break
    }
    if root == .feed, name == .author {
      person = Person(rank: 0)
      return .person
    }
    guard let (field, rank) = FeedField.ofFeed(name, namespace) else { return .foreign }
    switch field {
    case .feedURL:
      if attributes.value("href") != nil {
        readFeedLink(attributes)
      } else {
        gather(field, rank: rank, .plain)
      }
    case .feedTitle:
      gather(field, rank: rank, namespace == .atom ? .ofAtom(attributes) : .html)
    default: gather(field, rank: rank, .plain)
    }
    return .foreign
  }

  private mutating func startInItem(
    _ name: XMLName, _ namespace: XMLNamespace, _ attributes: XMLAttributes
  ) -> Context {
    switch (namespace, name) {
    case (.media, .group), (.media, .content): return .item
    case (.rss, .contributor), (.atom, .contributor):
      person = Person()
      return .person
    default: break
    }
    guard let (field, rank) = FeedField.ofItem(name, namespace) else { return .foreign }
    switch field {
    case .link:
      if let href = attributes.value("href") {
        readLink(href, attributes)
      } else {
        gather(.link, rank: rank, .plain)
      }
    case .author:
      person = Person(rank: rank)
      gather(.author, rank: rank, .plain)
    case .category:
      startCategory(attributes)
    case .outlet:
      if namespace == .atom || root == .feed { return .outlet }
      gather(.outlet, rank: rank, .html)
    case .guid:
      if attributes.value("isPermaLink")?.lowercased() != "false", name == .guid {
        gather(.guid, rank: 4, .plain)
      } else {
        gather(.guid, rank: rank, .plain)
      }
    case .title, .content, .summary:
      gather(field, rank: rank, kind(name, namespace, attributes))
      // The element itself is part of the markup.
      if namespace == .xhtml { gathering?.kind = .xhtml }
    default: gather(field, rank: rank, .plain)
    }
    return .foreign
  }

  private func kind(
    _ name: XMLName, _ namespace: XMLNamespace, _ attributes: XMLAttributes
  ) -> TextKind {
    switch namespace {
    case .atom: .ofAtom(attributes)
    case .xhtml: .xhtml
    case .media: attributes.value("type")?.lowercased() == "plain" ? .plain : .html
    default: root == .feed ? .ofAtom(attributes) : .html
    }
  }

  mutating func end(_ spelled: UnsafePointer<UInt8>) {
    let depth = contexts.count
    guard let context = contexts.popLast() else { return }
    if let open = gathering {
      if open.depth == depth {
        endText()
      } else {
        gatherEndTag(spelled)
      }
    }
    if context == .person, contexts.last != .person { endPerson() }
    if draft != nil, itemDepth == depth { endItem() }
    bases.pop(depth)
    languages.pop(depth)
  }

  /// The document has ended, properly or not.
  mutating func finish() {
    if gathering != nil { endText() }
    if draft != nil { endItem() }
    feed.title = feedTitle.value?.trimmed
    feed.url = feedURL.value.flatMap { WebAddress.resolve($0, against: documentURL).trimmed }
    feed.language = feedLanguage.value
    feed.minimumInterval = interval.duration
  }

  // MARK: Items

  private mutating func startItem(_ attributes: XMLAttributes) {
    // Items do not nest: the end tag of the one before was forgotten.
    if draft != nil { endItem() }
    contexts[contexts.count - 1] = .item
    itemDepth = contexts.count
    var item = ItemDraft()
    item.base = bases.value
    if let language = languages.valueWithin { item.language.offer(language, rank: 0) }
    if attributes.count > 0 {
      if let about = attributes.value("about") {
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
    guard let draft else { return }
    self.draft = nil
    let siteURL = feedURL.value.flatMap { WebAddress.isAbsolute($0) ? $0 : nil }
    let isAtom = root == .feed
    let item = draft.item(
      feedBase: isAtom ? documentURL ?? siteURL : siteURL ?? documentURL,
      feedAuthor: isAtom ? feedAuthor : nil)
    if let url = item.url, !WebAddress.isAbsolute(url) { problems.note(.relativeURL, url) }
    keptBytes += ItemDraft.bytes(of: item)
    guard feed.items.count < FeedLimits.items, keptBytes <= FeedLimits.keptBytes else {
      problems.note(.tooManyItems, "the first \(feed.items.count) are kept")
      isFull = true
      return
    }
    feed.items.append(item)
  }

  // MARK: Links, categories, people

  private mutating func readLink(_ href: String, _ attributes: XMLAttributes) {
    let relation = attributes.value("rel")?.lowercased() ?? "alternate"
    let type = attributes.value("type")?.lowercased() ?? "text/html"
    let isPage = type.contains("html")
    switch relation {
    case "alternate", "http://www.iana.org/assignments/relation/alternate":
      draft?.url.offer(href, rank: isPage ? 3 : 2)
    case "self": draft?.url.offer(href, rank: -1)
    default: break
    }
    if let count = attributes.value("count").flatMap({ Int($0) }), relation == "replies" {
      draft?.commentCount.offer(count, rank: 0)
    }
  }

  private mutating func readFeedLink(_ attributes: XMLAttributes) {
    guard let href = attributes.value("href") else { return }
    let type = attributes.value("type")?.lowercased() ?? "text/html"
    switch attributes.value("rel")?.lowercased() ?? "alternate" {
    case "alternate":
      feedURL.offer(
        WebAddress.resolve(href, against: bases.value), rank: type.contains("html") ? 3 : 2)
    case "next", "prev-archive":
      if feed.nextPage == nil {
        feed.nextPage = WebAddress.resolve(href, against: bases.value ?? documentURL)
      }
    default: break
    }
  }

  private mutating func offerFeedURL(_ attributes: XMLAttributes) {
    if let language = languages.value {
      feedLanguage.offer(language.replacing("_", with: "-"), rank: 3)
    }
    if let about = attributes.value("about"), WebAddress.isAbsolute(about) {
      feedURL.offer(about, rank: 0)
    }
    if let href = attributes.value("href") {
      feedURL.offer(href, rank: 1)
    }
  }

  private mutating func startCategory(_ attributes: XMLAttributes) {
    let value = attributes.value("term") ?? attributes.value("label") ?? attributes.value("text")
    if let value { draft?.add(category: value) } else { gather(.category, rank: 0, .html) }
  }

  private mutating func endPerson() {
    guard let rank = person.rank else { return }
    let name = person.name.isEmpty ? person.address : person.name
    guard !name.isEmpty else { return }
    if draft != nil {
      draft?.authors.offer(name, rank: rank)
    } else if feedAuthor == nil {
      feedAuthor = name
    }
  }

  // MARK: Text

  private mutating func gather(_ field: FeedField, rank: Int, _ kind: TextKind) {
    gathering = Gathering(field: field, rank: rank, kind: kind, depth: contexts.count)
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let gathering else { return }
    guard buffer.count + bytes.count <= FeedLimits.textBytes else {
      problems.note(.tooLong)
      return
    }
    guard gathering.kind == .xhtml else { return buffer.append(contentsOf: bytes) }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"): buffer += "&lt;".utf8
      case UInt8(ascii: "&"): buffer += "&amp;".utf8
      default: buffer.append(byte)
      }
    }
  }

  private mutating func gatherTag(_ spelled: UnsafePointer<UInt8>) {
    guard let gathering else { return }
    switch gathering.field {
    case .author:
      // An element within: a person with a name, as Atom has it, not a text.
      guard person.rank != nil else { return }
      self.gathering = nil
      contexts[contexts.count - 2] = .person
      startInPerson(spelled)
    case .title, .content, .summary, .feedTitle, .outlet:
      guard gathering.kind == .html || gathering.kind == .xhtml else { return }
      appendTag("<", spelled)
    default: break
    }
  }

  private mutating func startInPerson(_ spelled: UnsafePointer<UInt8>) {
    switch String(cString: spelled).lowercased() {
    case "name": gather(.personName, rank: 0, .plain)
    case "email": gather(.personAddress, rank: 0, .plain)
    default: break
    }
  }

  private mutating func gatherEndTag(_ spelled: UnsafePointer<UInt8>) {
    guard let kind = gathering?.kind, kind == .html || kind == .xhtml else { return }
    appendTag("</", spelled)
  }

  private mutating func appendTag(_ opening: StaticString, _ spelled: UnsafePointer<UInt8>) {
    buffer.append(
      contentsOf: UnsafeBufferPointer(start: opening.utf8Start, count: opening.utf8CodeUnitCount))
    var at = 0
    while spelled[at] != 0 {
      buffer.append(spelled[at])
      at += 1
    }
    buffer.append(UInt8(ascii: ">"))
  }

  private mutating func endText() {
    guard let gathered = gathering else { return }
    gathering = nil
    var text = buffer.withUnsafeBufferPointer { gathered.kind.plain($0) }
    if DoubleEncoding.isSuspect(&text) {
      if let repaired = DoubleEncoding.repaired(text) {
        problems.note(.doubleEncoding)
        text = repaired
      }
      text = text.withoutControls
    }
    guard !text.isEmpty else { return }
    keep(text, gathered.field, gathered.rank)
  }

  private mutating func keep(_ text: String, _ field: FeedField, _ rank: Int) {
    switch field {
    case .feedTitle: feedTitle.offer(text, rank: rank)
    case .feedURL: feedURL.offer(text, rank: rank)
    case .feedLanguage: feedLanguage.offer(text, rank: rank)
    case .ttl: interval.minutes = Int(text)
    case .updatePeriod: interval.period = text.lowercased()
    case .updateFrequency: interval.frequency = Int(text)
    case .title: draft?.title.offer(text, rank: rank)
    case .link: draft?.url.offer(text, rank: rank)
    case .content: draft?.content.offer(text, rank: rank)
    case .summary: draft?.summary.offer(text, rank: rank)
    case .guid:
      draft?.guid.offer(text, rank: min(rank, 3))
      // A permalink is an address where there is no better one (RSS 2.0, guid), and so is an id
      // of Atom that looks like one.
      if rank == 4 || root == .feed, text.hasPrefix("http"), WebAddress.isAbsolute(text) {
        draft?.url.offer(text, rank: 1)
      }
    case .category:
      draft?.add(category: text)
    case .language: draft?.language.offer(text, rank: rank)
    case .published: keep(date: text) { $0.published.offer($1, rank: rank) }
    case .updated: keep(date: text) { $0.updated.offer($1, rank: rank) }
    case .created: keep(date: text) { $0.created.offer($1, rank: rank) }
    case .author: draft?.authors.offer(text, rank: rank)
    case .outlet: draft?.outlet.offer(text, rank: rank)
    case .commentCount: if let count = Int(text) { draft?.commentCount.offer(count, rank: rank) }
    case .personName: person.name = text
    case .personAddress: person.address = text
    }
  }

  private mutating func keep(date text: String, _ body: (inout ItemDraft, Date) -> Void) {
    guard draft != nil else { return }
    guard let date = FeedDate.read(text) else {
      problems.note(.unreadableDate, text)
      return
    }
    body(&draft!, date)  // Nil was excluded above.
  }
}
