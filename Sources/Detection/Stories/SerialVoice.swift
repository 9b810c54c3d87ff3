package import Model

/// A voice that posts the same again and again, or a large share of all: a bot, a campaign, somebody
/// who is very angry. It counts once like all others; people are told of it.
package struct SerialVoice: Hashable, Sendable {
  package var author: String
  package var outlet: String

  /// All that it said, and what of it said the same as something before.
  package var posts: Int
  package var alike: Int

  /// Fewer posts make nobody serial.
  private static let leastPosts = 5

  /// Of all posts one voice has seldom so many where many speak.
  private static let largeShare = 5

  /// - Parameter mentions: of one brand or story; the brand's own words are passed over.
  /// - Returns: those who say the most first.
  package static func among(_ mentions: [Mention]) -> [SerialVoice] {
    let said = mentions.filter { $0.rung != .own }
    let voices = Dictionary(grouping: said.filter { $0.author != nil }, by: \.voice)
    var serial: [SerialVoice] = []
    for posts in voices.values where posts.count >= leastPosts {
      let alike = posts.count { $0.copyOf != nil || $0.repeats != nil }
      let isLargeShare = voices.count >= largeShare && posts.count * largeShare >= said.count
      guard isLargeShare || alike * 2 >= posts.count, let author = posts[0].author else { continue }
      serial.append(
        SerialVoice(author: author, outlet: posts[0].outlet, posts: posts.count, alike: alike))
    }
    return serial.sorted { ($0.posts, $1.author) > ($1.posts, $0.author) }
  }
}
