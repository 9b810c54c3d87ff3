import Detection
import FoundationEssentials
import Testing

/// Posts by the dozen, each passed on in one way: what share is known again, and what else is taken
/// for one of them.
@Suite struct `Posts at random` {
  /// Made of parts that no two posts share all of; the same in every run.
  private static let posts: [String] = {
    var dice = Dice(state: 20_240_501)
    return (0..<60).map { number in
      let facts = (1...3).map { _ in dice.number(below: 9000) + 100 }
      return "\(dice.one(of: who)) \(dice.one(of: did)) \(dice.one(of: what)) in "
        + "\(dice.one(of: towns)), order \(facts[0]), after \(number + 13) minutes on hold. "
        + "\(dice.one(of: then)) \(dice.one(of: what)), they said it costs \(facts[1]) euros. "
        + "\(dice.one(of: end)) \(facts[2])!"
    }
  }()

  private static let who = [
    "The courier", "Some clerk", "Your robot", "A manager", "Nobody's boss",
  ]
  private static let did = ["dropped", "misplaced", "sold off", "scratched", "soaked", "forgot"]
  private static let what = [
    "my grandmother's armchair", "the blue bicycle frame", "our wedding crockery",
    "a crate of vinyl records", "the kitchen cupboard", "my daughter's cello",
    "two greenhouse panes",
    "an antique typewriter", "the parrot's travel cage", "a box of fossils",
  ]
  private static let towns = [
    "Bergen", "Lisbon", "Krakow", "Graz", "Turin", "Leeds", "Ghent", "Porto",
  ]
  private static let then = [
    "When I asked for a refund for", "Having photographed", "Since the insurance will not cover",
    "Although everybody saw how they treated",
  ]
  private static let end = [
    "Still waiting for an answer to letter", "The ombudsman has opened file",
    "See you in court, case",
  ]

  enum Change: String, CaseIterable {
    case hiddenMarks, lookalikes, capitals, emojiBetween, spacesLost, cutShort, beginLost,
      middleLost
    case sentencesSwapped, quotedAfterComment, quotedBeforeComment, mailQuote, tagsForWords, escaped
    case lettersDoubled

    func made(of post: String, _ dice: inout Dice) -> String {
      let words = post.split(separator: " ").map(String.init)
      /// Changes every fourth of the longer words.
      func some(_ change: (String) -> String) -> String {
        words.map {
          $0.count > 4 && $0.allSatisfy(\.isLetter) && dice.number(below: 4) == 0 ? change($0) : $0
        }
        .joined(separator: " ")
      }
      switch self {
      case .hiddenMarks: return some { "\($0.prefix(2))\u{200B}\($0.dropFirst(2))" }
      case .lookalikes: return post.replacing("e", with: "е").replacing("o", with: "о")
      case .capitals: return post.uppercased()
      case .emojiBetween: return some { "\($0) 😡" }
      case .spacesLost: return some { "\($0)\u{0}" }.replacing("\u{0} ", with: "")
      case .cutShort: return words.prefix(words.count / 2).joined(separator: " ") + "…"
      case .beginLost: return "…" + words.dropFirst(words.count / 3).joined(separator: " ")
      case .middleLost:
        return (words.prefix(words.count * 2 / 5) + ["[…]"] + words.suffix(words.count / 3))
          .joined(separator: " ")
      case .sentencesSwapped:
        return post.split(separator: ". ").reversed().joined(separator: ". ")
      case .quotedAfterComment: return "And this is why I never order there: “\(post)”"
      case .quotedBeforeComment: return "“\(post)” — and they call that premium delivery"
      case .mailQuote: return "Ann wrote:\n> " + post.replacing(". ", with: ".\n> ")
      case .tagsForWords: return some { "#\($0)" }
      case .escaped: return post.replacing("'", with: "&#39;").replacing(" ", with: "&nbsp;")
      case .lettersDoubled: return some { "\($0.prefix(3))\($0.dropFirst(2))" }
      }
    }
  }

  private func book() -> StoryBook {
    var book = StoryBook()
    for (id, post) in Self.posts.enumerated() { _ = place(post, id, in: &book) }
    return book
  }

  private func place(_ text: String, _ id: Int, in book: inout StoryBook) -> Placement {
    book.place(
      StoryEntry(
        id: Int64(id), scope: "s", voice: UInt64(id), title: "", text: text, url: nil,
        at: Date(timeIntervalSince1970: 1_700_000_000)))
  }

  @Test(arguments: Change.allCases)
  func `are known again, and for nothing else`(change: Change) {
    var book = book()
    var dice = Dice(state: 7)
    var known = 0
    for (id, post) in Self.posts.enumerated() {
      let copy = change.made(of: post, &dice)
      let first = place(copy, 1000 + id, in: &book).copyOf
      #expect(first == nil || first == Int64(id), "\(copy)")
      known += first == nil ? 0 : 1
    }
    #expect(known >= Self.posts.count * 95 / 100, "\(known) of \(Self.posts.count)")
  }

  @Test(arguments: [
    "another number", "another town", "another name", "another weekday",
  ])
  func `are no copies with one fact changed`(fact: String) {
    var book = StoryBook()
    let days = ["Monday", "Friday"]
    for (id, post) in Self.posts.enumerated() {
      var texts = [post + " – with Paula on \(days[0])", post + " – with Paula on \(days[0])"]
      switch fact {
      case "another number":
        texts[1] = post.replacing("order ", with: "order 9") + " – with Paula on \(days[0])"
      case "another town":
        for town in Self.towns { texts[1] = texts[1].replacing(town, with: "Zagreb") }
      case "another name": texts[1] = post + " – with Moritz on \(days[0])"
      default: texts[1] = post + " – with Paula on \(days[1])"
      }
      _ = place(texts[0], 2 * id, in: &book)
      #expect(place(texts[1], 2 * id + 1, in: &book).copyOf == nil, "\(texts[1])")
    }
  }
}
