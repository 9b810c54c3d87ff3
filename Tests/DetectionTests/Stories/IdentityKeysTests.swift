import Detection
import FoundationEssentials
import Model
import Testing

@Suite struct `Identity of items` {
  private static let day = Date(timeIntervalSince1970: 1_700_000_000)
  private static let text = "They lost my suitcase in Oslo and nobody answers the phone"

  private static func item(
    guid: String? = "g1", url: String? = "https://example.org/a",
    title: String = "Suitcase lost in Oslo",
    text: String = Self.text, author: String? = "Ann"
  ) -> Item {
    Item(guid: guid, url: url, title: title, text: text, author: author, published: day)
  }

  /// Whether the second item is taken for the first.
  private func isSame(_ first: Item, _ second: Item, sources: (String, String) = ("s", "s")) -> Bool
  {
    let known = Set(IdentityKeys.of(first, source: sources.0).all)
    return IdentityKeys.of(second, source: sources.1).item { known.contains($0) ? 1 : nil } == 1
  }

  @Test(arguments: [
    item(url: "https://example.org/b", title: "Another title here", text: "x"),
    item(
      guid: "g2", url: "http://www.example.org/a/?utm_source=x", title: "Edited title now",
      text: "x"),
    item(guid: "g2", url: "https://example.org/b", text: "Edited"),
    item(guid: "g2", url: "https://example.org/b", title: "Edited title now"),
    item(guid: nil, url: nil, title: "", author: "@ann"),
  ])
  func `survives changes of the rest`(again: Item) {
    #expect(isSame(Self.item(), again))
  }

  @Test(arguments: [
    item(
      guid: "g2", url: "https://example.org/b", title: "Other news of today", text: "Other words"),
    item(guid: "g2", url: "https://example.org/b", author: "Ben"),
    item(guid: " ", url: "https://example.org", title: "", text: "Thanks!"),
  ])
  func `keeps items apart`(other: Item) {
    #expect(!isSame(Self.item(), other))
  }

  @Test func `ignores an empty guid, a front page and a short text`() {
    let nothing = Self.item(guid: " ", url: "https://example.org/", title: "News", text: "Thanks!")
    #expect(IdentityKeys.of(nothing, source: "s").all.isEmpty)
  }

  @Test func `takes a guid for one within its source only`() {
    let one = Self.item(guid: "17", url: nil, title: "", text: "")
    #expect(isSame(one, one))
    #expect(!isSame(one, one, sources: ("s", "t")))
  }

  @Test func `takes a guid that is an address for the page`() {
    let one = Self.item(guid: "http://example.org/a", url: nil, title: "", text: "")
    #expect(isSame(one, Self.item(guid: nil, title: "", text: ""), sources: ("s", "t")))
  }

  @Test func `does not take answers of one thread for each other`() {
    let one = Self.item(guid: nil, url: nil, title: "Re: Suitcase lost in Oslo", text: "Same here")
    let other = Self.item(guid: nil, url: nil, title: "Re: Suitcase lost in Oslo", text: "And now?")
    #expect(!isSame(one, other))
  }

  @Test func `keeps two items of one document with one guid`() {
    let items = [
      Self.item(), Self.item(url: "https://example.org/b", title: "Other news of today", text: "x"),
    ]
    let keys = IdentityKeys.of(document: items, source: "s")
    #expect(Set(keys[0].all).isDisjoint(with: keys[1].all))
    #expect(keys.allSatisfy { $0.guid == nil && $0.url != nil })
  }

  @Test func `knows an entry that stands twice in a document`() {
    let keys = IdentityKeys.of(document: [Self.item(), Self.item()], source: "s")
    #expect(keys[0] == keys[1])
    #expect(keys[0].guid != nil)
  }

  @Test func `leaves the words of a document alone where names will do`() {
    let items = [
      Self.item(), Self.item(guid: "g2", url: "https://example.org/b"),
      Self.item(guid: nil, url: "https://example.org/"),
    ]
    let keys = IdentityKeys.of(document: items, source: "s", depth: .names)
    #expect(keys[0].guid != nil && keys[0].url != nil && keys[1].url != nil)
    #expect(keys.map { $0.text == nil } == [true, true, false])
    #expect(keys.map { $0.content == nil } == [true, true, false])
  }

  @Test func `reads the words of entries that share a name`() {
    let items = [
      Self.item(), Self.item(title: "Other news of today", text: "x"),
      Self.item(guid: "g2", url: "https://example.org/b"),
    ]
    let keys = IdentityKeys.of(document: items, source: "s", depth: .names)
    #expect(keys[0].guid == nil && keys[0].url == nil && keys[0].text != nil)
    #expect(Set(keys[0].all).isDisjoint(with: keys[1].all))
    #expect(keys[2].guid != nil && keys[2].text == nil)
  }

  @Test func `takes a guid that repeats the address for nothing more`() {
    let keys = IdentityKeys.of(
      Self.item(guid: "https://example.org/a", url: "https://example.org/a"), source: "s")
    #expect(keys.guid == nil)
    #expect(keys.url == IdentityKeys.of(Self.item(), source: "s").url)
  }

  @Test func `hashes the same for ever`() {
    // FNV-1a of "page", FF, FF, the address, FF, spread; worked out apart from the program.
    #expect(IdentityKeys.of(Self.item(), source: "s").url == 0xa110_75df_eefb_0c0c)
  }
}

@Suite struct `Hash of the content` {
  private let item = Item(guid: "1", title: "Refund refused", text: "Three weeks, no answer.")

  @Test func `stays with another stamp, count or spelling`() {
    var same = item
    same.updated = Date(timeIntervalSince1970: 1)
    same.engagement.likes = 5
    same.text = "Three weeks,\u{A0}no  answer"
    #expect(contentHash(of: same) == contentHash(of: item))
  }

  @Test(arguments: ["Three weeks, one answer.", "Three weeks, no answer. Update: solved.", ""])
  func `changes with the words`(text: String) {
    var edited = item
    edited.text = text
    #expect(contentHash(of: edited) != contentHash(of: item))
  }

  @Test func `is the same for ever`() {
    // FNV-1a of each word in small letters and a space, spread, for title and text; then of both.
    let item = Item(
      title: "Refund: REFUSED", text: "Three weeks – no answer from Café Olé! It’s over.")
    #expect(contentHash(of: item) == 0x4e28_a1fa_d1d3_0f4d)
  }

  @Test func `tells a word that moved from title to text`() {
    let moved = Item(title: "Refund", text: "refused Three weeks, no answer.")
    #expect(contentHash(of: moved) != contentHash(of: item))
  }
}
