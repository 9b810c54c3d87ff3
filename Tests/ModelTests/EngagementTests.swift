import Model
import Testing

@Suite struct `Engagement counts` {
  @Test(arguments: [
    (Engagement(), nil), (Engagement(views: 9), nil), (Engagement(likes: 2), 2),
    (Engagement(likes: -7, comments: 3), 3), (Engagement(likes: 2, shares: 3, comments: 4), 9),
    (Engagement(likes: .max, shares: .max), 2_000_000_000_000),
  ])
  func `has the reactions that are told`(engagement: Engagement, reactions: Int?) {
    #expect(engagement[.reactions] == reactions)
  }

  @Test func `joins what two servers know of one post`() {
    let one = Engagement(likes: 3, shares: 9, followers: 40)
    let other = Engagement(likes: 5, shares: 1, comments: 2, isPromoted: true)
    let both = Engagement(likes: 5, shares: 9, comments: 2, followers: 40, isPromoted: true)
    #expect(one.joined(with: other) == both)
    #expect(other.joined(with: one) == both)
  }

  @Test(arguments: [
    (Engagement(likes: 3), Engagement(), true), (Engagement(), Engagement(likes: 3), false),
    (Engagement(likes: 5), Engagement(likes: 3), false),
    (Engagement(likes: 6), Engagement(likes: 3), true),
    (Engagement(likes: 109), Engagement(likes: 100), false),
    (Engagement(likes: 110), Engagement(likes: 100), true),
    (Engagement(likes: 100, views: 50), Engagement(likes: 100, views: 40), true),
    (Engagement(likes: 1, isPromoted: true), Engagement(likes: 1), true),
  ])
  func `is worth a record for a tenth more, or for what was not told`(
    now: Engagement, before: Engagement, isBeyond: Bool
  ) {
    #expect(now.isBeyond(before) == isBeyond)
  }
}
