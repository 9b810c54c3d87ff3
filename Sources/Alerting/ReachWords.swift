package import Model

/// How many people take notice of a mention, in the short words of an alert.
package enum ReachWords {
  /// `reach 12k likes, shares and comments by @bob (usually under 40; by chance once in 4 mo)`: what an
  /// alert stands on.
  package static func measure(of reach: Reach) -> String {
    let standing = reach.standing
    let usual =
      standing.measure == .promotion
      ? "" : "usually under \(count(Int(standing.usual.rounded(.up)))); "
    return "\(text(of: reach)) (\(usual)\(Words.chance(everyHours: standing.returnHours)))"
  }

  /// `reach 12k likes, shares and comments by @bob`
  static func text(of reach: Reach) -> String {
    let who =
      reach.witness.author.map { SafeText.author($0) }
      ?? SafeText.line(reach.witness.outlet, limit: 30)
    let number = count(reach.standing.count)
    return switch reach.standing.measure {
    case .reactions: "reach \(number) likes, shares and comments by \(who)"
    case .views: "reach \(number) views by \(who)"
    case .followers: "reach \(number) followers by \(who)"
    case .promotion: "paid for to be seen by \(who)"
    }
  }

  /// `12 likes, 3 shares, 40 comments, 1200 views, 12k followers, paid for`: all that is told; empty
  /// where nothing is.
  package static func all(_ engagement: Engagement) -> String {
    let counts: [(Int?, String)] = [
      (engagement.likes, "likes"), (engagement.shares, "shares"),
      (engagement.comments, "comments"), (engagement.views, "views"),
      (engagement.followers, "followers"),
    ]
    let told = counts.compactMap { number, noun in number.map { "\(count($0)) \(noun)" } }
    return (told + (engagement.isPromoted ? ["paid for"] : [])).joined(separator: ", ")
  }

  /// `999`, `9999`, `12k`, `1.2M`
  static func count(_ number: Int) -> String {
    switch number {
    case ..<10_000: "\(number)"
    case ..<1_000_000: "\(Words.number(Double(number) / 1e3))k"
    case ..<1_000_000_000: "\(Words.number(Double(number) / 1e6))M"
    default: "\(Words.number(Double(number) / 1e9))G"
    }
  }
}
