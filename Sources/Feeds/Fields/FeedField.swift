/// A field whose text is being gathered.
enum FeedField {
  case feedTitle, feedURL, feedLanguage, ttl, updatePeriod, updateFrequency, quietHour, quietDay
  case title, link, content, summary, guid, category, language
  case published, updated, created, author, outlet, commentCount
  case personName, personAddress

  /// Where each element of an item goes.
  static let ofItem = FieldTable(itemField)

  /// Where each element of a feed's head goes.
  static let ofFeed = FieldTable(feedField)

  /// Where an element of an item goes, and how it ranks among those that go to the same place:
  /// the higher wins, and the first of equals.
  private static func itemField(_ name: XMLName, _ namespace: XMLNamespace) -> (
    FeedField, rank: Int
  )? {
    switch (namespace, name) {
    case (.rss, .title), (.atom, .title): (.title, 3)
    case (.dublinCore, .title), (.dublinCoreTerms, .title): (.title, 2)
    case (.media, .title), (.itunes, .title): (.title, 1)
    case (.rss, .link), (.atom, .link): (.link, 4)
    case (.content, .encoded): (.content, 5)
    case (.atom, .content), (.rss, .content): (.content, 4)
    case (.xhtml, .body), (.xhtml, .div), (.rss, .body), (.rss, .fullitem): (.content, 3)
    case (.rss, .description), (.atom, .summary), (.rss, .summary), (.rss, .abstract):
      (.summary, 5)
    case (.itunes, .summary), (.atom, .description): (.summary, 4)
    case (.dublinCore, .description), (.dublinCoreTerms, .abstract): (.summary, 3)
    case (.media, .description), (.dublinCoreTerms, .description): (.summary, 2)
    case (.itunes, .subtitle), (.media, .text): (.summary, 1)
    case (.rss, .guid), (.atom, .id), (.rss, .id): (.guid, 3)
    case (.dublinCore, .identifier), (.dublinCoreTerms, .identifier): (.guid, 1)
    case (.rss, .pubdate), (.atom, .published), (.rss, .published): (.published, 4)
    case (.atom, .issued), (.rss, .issued), (.dublinCoreTerms, .issued): (.published, 3)
    case (.dublinCore, .date), (.rss, .date): (.published, 2)
    case (.atom, .updated), (.atom, .modified), (.rss, .updated), (.rss, .modified): (.updated, 3)
    case (.rss, .lastmod), (.dublinCoreTerms, .modified): (.updated, 2)
    case (.atom, .created), (.rss, .created), (.dublinCoreTerms, .created),
      (.dublinCoreTerms, .date):
      (.created, 1)
    case (.rss, .author), (.atom, .author): (.author, 4)
    case (.dublinCore, .creator), (.dublinCore, .author), (.rss, .creator): (.author, 3)
    case (.itunes, .author): (.author, 2)
    case (.rss, .category), (.atom, .category), (.dublinCore, .subject), (.itunes, .category),
      (.media, .category), (.itunes, .keywords), (.media, .keywords):
      (.category, 0)
    case (.dublinCore, .language), (.rss, .language): (.language, 1)
    case (.rss, .source), (.atom, .source), (.bingNews, .source): (.outlet, 1)
    case (.slash, .comments), (.threads, .total): (.commentCount, 1)
    default: nil
    }
  }

  private static func feedField(_ name: XMLName, _ namespace: XMLNamespace) -> (
    FeedField, rank: Int
  )? {
    switch (namespace, name) {
    case (.rss, .title), (.atom, .title): (.feedTitle, 3)
    case (.dublinCore, .title), (.dublinCoreTerms, .title): (.feedTitle, 2)
    case (.itunes, .title), (.media, .title): (.feedTitle, 1)
    case (.rss, .link), (.atom, .link), (.rss, .url): (.feedURL, 4)
    case (.rss, .language): (.feedLanguage, 2)
    case (.dublinCore, .language): (.feedLanguage, 1)
    case (.rss, .ttl): (.ttl, 1)
    case (.rss, .hour): (.quietHour, 1)
    case (.rss, .day): (.quietDay, 1)
    case (.syndication, .updateperiod): (.updatePeriod, 1)
    case (.syndication, .updatefrequency): (.updateFrequency, 1)
    default: nil
    }
  }
}

/// The answers of a rule for all names and namespaces, made once: the rule is read for each element.
struct FieldTable: Sendable {
  private let fields: [(FeedField, rank: Int)?]
  private let width = XMLName.allCases.count

  init(_ rule: (XMLName, XMLNamespace) -> (FeedField, rank: Int)?) {
    fields = XMLNamespace.allCases.flatMap { namespace in
      XMLName.allCases.map { rule($0, namespace) }
    }
  }

  subscript(name: XMLName, namespace: XMLNamespace) -> (FeedField, rank: Int)? {
    fields[Int(namespace.rawValue) * width + Int(name.rawValue)]
  }
}
