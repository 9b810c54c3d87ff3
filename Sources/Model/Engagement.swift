/// How many people took notice of an item. Nil is not told, which differs from nobody.
package struct Engagement: Hashable, Sendable {
  package var likes: Int?
  package var shares: Int?
  package var comments: Int?
  package var views: Int?

  /// Of the author, where the source tells: who will see it before anybody shares it.
  package var followers: Int?

  /// Whether somebody paid for it to be seen.
  package var isPromoted: Bool

  package init(
    likes: Int? = nil, shares: Int? = nil, comments: Int? = nil, views: Int? = nil,
    followers: Int? = nil, isPromoted: Bool = false
  ) {
    self.likes = likes
    self.shares = shares
    self.comments = comments
    self.views = views
    self.followers = followers
    self.isPromoted = isPromoted
  }

  /// What of it is compared with what is usual.
  package enum Measure: String, Hashable, Sendable, CaseIterable {
    /// Likes, shares and comments together.
    case reactions
    case views
    case followers
    /// 1 where somebody paid, else 0.
    case promotion
  }

  /// Nil where nothing of it is told.
  package subscript(measure: Measure) -> Int? {
    switch measure {
    case .reactions: reactions
    case .views: views
    case .followers: followers
    case .promotion: isPromoted ? 1 : 0
    }
  }

  /// Whether nothing is told.
  package var isEmpty: Bool { self == Engagement() }

  /// The higher of each count: what was seen once stays seen, and of two servers that carry one post
  /// each knows only a part.
  package func joined(with other: Engagement) -> Engagement {
    func higher(_ left: Int?, _ right: Int?) -> Int? {
      [left, right].compactMap(\.self).max()
    }
    return Engagement(
      likes: higher(likes, other.likes), shares: higher(shares, other.shares),
      comments: higher(comments, other.comments), views: higher(views, other.views),
      followers: higher(followers, other.followers), isPromoted: isPromoted || other.isPromoted)
  }

  /// Whether it tells enough more than an earlier state of the same mention to be recorded: something
  /// that was not told, or a tenth more. So even a post that goes around the world leaves some hundred
  /// records.
  package func isBeyond(_ earlier: Engagement) -> Bool {
    if isPromoted != earlier.isPromoted { return true }
    return [\Self.likes, \.shares, \.comments, \.views, \.followers].contains { count in
      guard let now = self[keyPath: count] else { return false }
      guard let before = earlier[keyPath: count] else { return true }
      return now - before >= max(3, before / 10)
    }
  }

  /// Likes less dislikes can be below nothing, and counts from outside can be of any size.
  private var reactions: Int? {
    let told = [likes, shares, comments].compactMap(\.self)
    guard !told.isEmpty else { return nil }
    return told.reduce(0) { $0 + min(max($1, 0), Self.highest) }
  }

  /// More than there are people; keeps sums within their type.
  private static let highest = 1_000_000_000_000
}
