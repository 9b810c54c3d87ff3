import FoundationEssentials
import JSON
import Model

/// Reads the JSON of an API by a mapping.
struct MappedJSON {
  private let mapping: Mapping
  private let url: String?

  init(_ mapping: Mapping, url: String?) {
    self.mapping = mapping
    self.url = url
  }

  func feed(of document: JSONDocument, _ items: inout JSONItems) -> Result<Feed, FeedError> {
    let roots = document.values.elements ?? []
    let scopes = roots.count > 1 ? [document.values] + roots : [document.root]
    let scope = scopes.lazy.map { JSONScope(root: $0) }.first(where: hasItems)
    guard let scope else { return .failure(JSONFeedReader.stranger(document.root)) }
    if roots.count > 1, scope.root.place > 0 {
      items.problems.note(.textAfterRoot, "another value")
    }
    if !mapping.itemRoutes.contains(where: { $0.leadsToList(in: scope) }) {
      items.problems.note(.noItems)
    }
    let values = itemValues(in: scope)
    scope.item = scope.root
    var feed = Feed(format: .json)
    if let next = mapping["next"]?.text(in: scope, joining: .address) {
      feed.nextPage = items.address(WebAddress.changing(query: next, of: url) ?? next, base: url)
    }
    for value in values where value.kind == .object && value.isWhole {
      scope.item = value
      let item = item(scope, &items)
      guard items.keep(item) else { break }
    }
    if let error = items.emptiness(of: scope.root, values) { return .failure(error) }
    feed.items = items.items
    feed.problems = items.problems.problems
    return .success(feed)
  }

  // MARK: Items

  private func hasItems(_ scope: JSONScope) -> Bool {
    mapping.itemRoutes.contains { $0.leadsToList(in: scope) || $0.leadsToParentOfList(in: scope) }
  }

  /// What stands where the items should. A list need not be followed by `[*]`.
  private func itemValues(in scope: JSONScope) -> [JSONValue] {
    scope.isItem = { value in
      let (outer, isItem) = (scope.item, scope.isItem)
      defer { (scope.item, scope.isItem) = (outer, isItem) }
      // The paths of fields have no items of their own, though they may hold `[*]`.
      (scope.item, scope.isItem) = (value, { _ in false })
      return Mapping.itemKeys.contains { mapping[$0]?.values(in: scope).isEmpty == false }
    }
    let values = mapping["items"]?.values(in: scope) ?? []
    scope.isItem = { _ in false }
    return values.flatMap { $0.elements ?? [$0] }
  }

  private func item(_ scope: JSONScope, _ items: inout JSONItems) -> Item {
    Item(
      guid: JSONText.short(mapping["id"]?.text(in: scope), &items.problems),
      url: items.address(mapping["url"]?.text(in: scope, joining: .address), base: url),
      title: plain("title", scope, .list, &items.problems) ?? "",
      text: plain("text", scope, .paragraphs, &items.problems) ?? "",
      author: name("author", scope, &items.problems),
      published: date("published", scope, &items.problems),
      updated: date("updated", scope, &items.problems),
      categories: categories(scope, &items.problems),
      language: JSONText.short(mapping["language"]?.text(in: scope), &items.problems),
      outlet: name("outlet", scope, &items.problems),
      answers: answers(scope, &items.problems),
      answeredAs: JSONText.short(mapping["answeredAs"]?.text(in: scope), &items.problems),
      engagement: Engagement(
        likes: count("likes", scope), shares: count("shares", scope),
        comments: count("comments", scope), views: count("views", scope),
        followers: count("followers", scope), isPromoted: flag("promoted", scope)))
  }

  // MARK: Fields

  private func plain(
    _ key: String, _ scope: JSONScope, _ joining: JSONPath.Joining, _ problems: inout ProblemList
  ) -> String? {
    mapping[key]?.text(in: scope, joining: joining).flatMap { JSONText.plain($0, &problems) }
  }

  private func name(
    _ key: String, _ scope: JSONScope, _ problems: inout ProblemList
  ) -> String? {
    JSONText.short(mapping[key]?.text(in: scope), &problems)
      .flatMap { JSONText.plain($0, &problems) }
  }

  private func categories(_ scope: JSONScope, _ problems: inout ProblemList) -> [String] {
    mapping["categories"].map { $0.texts(in: scope) }?.prefix(JSONText.categories).compactMap {
      JSONText.short($0, &problems).flatMap { JSONText.plain($0, &problems) }
    } ?? []
  }

  /// What an item answers: ids as they stand, and addresses, made whole where they lack the host.
  private func answers(_ scope: JSONScope, _ problems: inout ProblemList) -> [String] {
    mapping["answers"].map { $0.texts(in: scope) }?.prefix(FeedLimits.answers).compactMap {
      JSONText.short($0, &problems)
        .map { $0.hasPrefix("/") ? WebAddress.resolve($0, against: url) : $0 }
    } ?? []
  }

  private func count(_ key: String, _ scope: JSONScope) -> Int? {
    mapping[key]?.values(in: scope).lazy.compactMap(EngagementCount.read).first
  }

  /// A value that says yes; what is not there says no.
  private func flag(_ key: String, _ scope: JSONScope) -> Bool {
    mapping[key]?.values(in: scope).contains { value in
      switch value.kind {
      case .boolean: value.bool == true
      case .number: value.double != 0
      case .string:
        ["true", "yes", "promoted", "sponsored", "ad"].contains(value.string?.lowercased())
      case .object: true
      case .array, .null: false
      }
    } ?? false
  }

  private func date(
    _ key: String, _ scope: JSONScope, _ problems: inout ProblemList
  ) -> Date? {
    JSONMoment.first(of: mapping[key]?.texts(in: scope) ?? [], &problems)
  }
}
