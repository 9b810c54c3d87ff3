/// Where an outlet stands on the ladder that a complaint climbs on its way to the public.
package enum Rung: Int, Hashable, Sendable, Comparable, CaseIterable {
  /// A customer speaking for themselves: a post, a review, a comment.
  case customer = 1
  /// A forum or a blog.
  case blog = 2
  /// A place that collects what others wrote: Hacker News, Lobsters, a front page.
  case aggregator = 3
  /// A newsroom.
  case news = 4
  /// The brand itself: not a voice, but the answer to the voices.
  case own = 5

  /// The word for it in the configuration and in alerts.
  package var name: String {
    switch self {
    case .customer: "customer"
    case .blog: "blog"
    case .aggregator: "aggregator"
    case .news: "news"
    case .own: "own"
    }
  }

  package init?(name: String) {
    guard let rung = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = rung
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
