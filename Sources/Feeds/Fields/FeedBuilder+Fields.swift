import FoundationEssentials
import Model

/// Which element becomes which field.
extension FeedBuilder {
  mutating func startInFeed(_ element: XMLElement) -> Context {
    let attributes = element.attributes
    switch element.name {
    case .skiphours, .skipdays: return .feed
    case .channel, .rss, .feed:
      if element.isCore {
        offerFeedURL(attributes)
        return .feed
      }
    case .author where root == .feed:
      person = Person(rank: 0)
      return .person
    default: break
    }
    guard let (field, rank) = FeedField.ofFeed[element.name, element.namespace] else {
      return .foreign
    }
    switch field {
    case .feedURL:
      if attributes.value("href") != nil {
        readFeedLink(attributes)
      } else {
        gather(field, rank: rank, .plain)
      }
    case .feedTitle:
      gather(field, rank: rank, element.namespace == .atom ? .ofAtom(attributes) : .html)
    default: gather(field, rank: rank, .plain)
    }
    return .foreign
  }

  mutating func startInItem(_ element: XMLElement) -> Context {
    let attributes = element.attributes
    switch (element.namespace, element.name) {
    case (.media, .group), (.media, .content), (.media, .community): return .item
    case (.media, .starrating), (.media, .statistics):
      readNotice(attributes)
      return .foreign
    case (.threads, .inReplyTo):
      // RFC 4685, section 3: `ref` is the id of what is answered, `href` where it may be read.
      for name in [attributes.value("href").map(based), attributes.value("ref")] {
        if let name = name?.trimmed { draft?.add(answer: name) }
      }
      return .foreign
    case (.rss, .contributor), (.atom, .contributor):
      person = Person()
      return .person
    default: break
    }
    guard let (field, rank) = FeedField.ofItem[element.name, element.namespace],
      draft?.wants(field, rank: rank) == true
    else { return .foreign }
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
    case .category: startCategory(attributes)
    case .outlet:
      if element.namespace == .atom || root == .feed { return .outlet }
      gather(.outlet, rank: rank, .html)
    case .guid:
      let isPermalink = attributes.value("isPermaLink")?.lowercased() != "false"
      gather(.guid, rank: isPermalink && element.name == .guid ? 4 : rank, .plain)
    case .title, .content, .summary: gather(field, rank: rank, kind(element))
    default: gather(field, rank: rank, .plain)
    }
    return .foreign
  }

  private func kind(_ element: XMLElement) -> TextKind {
    switch element.namespace {
    case .atom: .ofAtom(element.attributes)
    case .xhtml: .xhtml
    case .media: element.attributes.value("type")?.lowercased() == "plain" ? .plain : .html
    default: root == .feed ? .ofAtom(element.attributes) : .html
    }
  }

  /// Puts a text where it belongs.
  mutating func keep(_ text: String, _ field: FeedField, _ rank: Int) {
    switch field {
    case .feedTitle: head.title.offer(text, rank: rank)
    case .feedURL: head.url.offer(text, rank: rank)
    case .feedLanguage: head.language.offer(text, rank: rank)
    case .ttl: head.interval.minutes = Int(text)
    case .updatePeriod: head.interval.period = text.lowercased()
    case .updateFrequency: head.interval.frequency = Int(text)
    case .quietHour: head.quietTimes.add(hour: text)
    case .quietDay: head.quietTimes.add(day: text)
    case .title: draft?.title.offer(text, rank: rank)
    case .link:
      let address = based(text)
      draft?.url.offer(address, rank: rank)
    case .guid:
      draft?.guid.offer(text, rank: min(rank, 3))
      // A permalink is an address where there is no better one (RSS 2.0, guid), and so is an id
      // of Atom that looks like one.
      if rank == 4 || root == .feed, text.hasPrefix("http"), WebAddress.isAbsolute(text) {
        draft?.url.offer(text, rank: 1)
      }
    case .category: draft?.add(category: text)
    case .language: draft?.language.offer(text, rank: rank)
    case .published: keep(date: text) { $0.published.offerAnew($1, rank: rank) }
    case .updated: keep(date: text) { $0.updated.offerAnew($1, rank: rank) }
    case .created: keep(date: text) { $0.created.offerAnew($1, rank: rank) }
    case .author: draft?.authors.offer(text, rank: rank)
    case .outlet: draft?.outlet.offer(text, rank: rank)
    case .commentCount: if let count = Int(text) { draft?.comments.offer(count, rank: rank) }
    case .personName: person.name = text
    case .personAddress: person.address = text
    case .content, .summary: preconditionFailure("kept as markup until the item ends")
    }
  }

  private mutating func keep(date text: String, _ body: (inout ItemDraft, Date) -> Void) {
    guard draft != nil else { return }
    guard let date = FeedDate.read(text) else { return problems.note(.unreadableDate, text) }
    body(&draft!, date)  // Nil was excluded above.
  }
}

/// What stands in attributes, and people, who stand in elements of their own.
extension FeedBuilder {
  private mutating func readLink(_ href: String, _ attributes: XMLAttributes) {
    let href = based(href)
    switch attributes.value("rel")?.lowercased() {
    case nil, "alternate", "http://www.iana.org/assignments/relation/alternate":
      draft?.url.offer(href, rank: attributes.value("type", holds: "html") ?? true ? 3 : 2)
    case "self": draft?.url.offer(href, rank: -1)
    case "replies":
      if let count = attributes.count("count") { draft?.comments.offer(count, rank: 0) }
    default: break
    }
  }

  /// An address resolved against the base that holds for the innermost element; as it stands where none
  /// does.
  private func based(_ address: String) -> String {
    bases.value.map { WebAddress.resolve(address, against: $0) } ?? address
  }

  private mutating func readFeedLink(_ attributes: XMLAttributes) {
    guard let href = attributes.value("href") else { return }
    switch attributes.value("rel")?.lowercased() {
    case nil, "alternate":
      head.url.offer(based(href), rank: attributes.value("type", holds: "html") ?? true ? 3 : 2)
    case "next", "prev-archive":
      if head.nextPage == nil {
        head.nextPage = WebAddress.resolve(href, against: bases.value ?? documentURL)
      }
    default: break
    }
  }

  mutating func offerFeedURL(_ attributes: XMLAttributes) {
    if let language = languages.value {
      head.language.offer(language.replacing("_", with: "-"), rank: 3)
    }
    guard !attributes.isEmpty else { return }
    if let about = attributes.value("about"), WebAddress.isAbsolute(about) {
      head.url.offer(about, rank: 0)
    }
    if let href = attributes.value("href") { head.url.offer(href, rank: 1) }
  }

  private mutating func startCategory(_ attributes: XMLAttributes) {
    let value =
      attributes.isEmpty
      ? nil : attributes.value("term") ?? attributes.value("label") ?? attributes.value("text")
    if let value { draft?.add(category: value) } else { gather(.category, rank: 0, .html) }
  }

  /// Media RSS, `media:community`: YouTube counts its votes as ratings.
  private mutating func readNotice(_ attributes: XMLAttributes) {
    if let count = attributes.count("count") { draft?.likes.offer(count, rank: 2) }
    if let count = attributes.count("favorites") { draft?.likes.offer(count, rank: 1) }
    if let count = attributes.count("views") { draft?.views.offer(count, rank: 1) }
  }

  mutating func endPerson() {
    guard let rank = person.rank else { return }
    let name = person.name.isEmpty ? person.address : person.name
    guard !name.isEmpty else { return }
    if draft != nil {
      draft?.authors.offer(name, rank: rank)
    } else if head.author == nil {
      head.author = name
    }
  }
}
