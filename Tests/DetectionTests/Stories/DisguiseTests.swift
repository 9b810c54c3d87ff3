import Detection
import FoundationEssentials
import Testing

/// Ways in which programs, filters and readers change a text, none by its words.
@Suite struct `Disguised copies` {
  private static let original =
    "Skylark cancelled our flight to Bergen twice, kept 840 euros and the counter clerk laughed at my mother"

  private func isCopy(_ text: String, of original: String = original) -> Bool {
    var book = StoryBook()
    let noon = Date(timeIntervalSince1970: 1_700_000_000)
    for (id, text) in [(Int64(1), original), (2, text)] {
      let placement = book.place(
        StoryEntry(
          id: id, scope: "s", voice: UInt64(id), title: "", text: text, url: nil, at: noon))
      if placement.copyOf == 1 { return true }
    }
    return false
  }

  private static func swapped(_ pairs: String) -> String {
    var table: [Character: Character] = [:]
    // A pair has two letters.
    for pair in pairs.split(separator: " ") { table[pair.first!] = pair.last! }
    return String(original.map { table[$0] ?? $0 })
  }

  @Test(arguments: [
    ("Cyrillic look-alikes", "aа cс eе oо pр xх yу iі sѕ hһ"),
    ("look-alikes of several scripts", "aɑ eе gɡ lӏ nո oօ uս tτ kκ"),
    ("small capitals", "aᴀ bʙ cᴄ dᴅ eᴇ gɢ hʜ iɪ kᴋ lʟ mᴍ nɴ oᴏ pᴘ rʀ tᴛ uᴜ vᴠ wᴡ yʏ"),
    ("accents", "aá eé ií oö uü cç nñ sš"),
    ("digits for letters", "a4 e3 i1 o0 s5 t7"),
    ("some digits for letters", "e3 o0"),
    ("marks for letters", "a@ i! s$"),
    ("letters misread", "l1"),
  ])
  func `are known behind other letters`(name: String, pairs: String) {
    #expect(isCopy(Self.swapped(pairs)), "\(name)")
  }

  @Test(arguments: ["\u{200B}", "\u{AD}", "\u{2060}", "\u{FE0F}", "\u{301}"])
  func `are known behind marks that nobody sees`(mark: String) {
    #expect(isCopy(Self.original.map { "\($0)\(mark)" }.joined()))
  }

  @Test(arguments: [
    (
      "rn for m",
      "Skylark cancelled our flight to Bergen twice, kept 840 euros and the counter clerk laughed at rny rnother"
    ),
    (
      "m for rn, d for cl",
      "Skylark cancelled our flight to Bergen twice, kept 840 euros and the counter derk laughed at my mother"
    ),
    (
      "numbers as letters",
      "Skylark cancelled our flight to Bergen twice, kept 84O euros and the counter clerk laughed at my mother"
    ),
    (
      "lines broken at the margin",
      "Skylark cancelled our fli-\nght to Bergen twice,\nkept 840 euros and the coun-\nter clerk laughed at my mother"
    ),
    (
      "spaces lost",
      "Skylark cancelledour flightto Bergen twice,kept 840euros andthe counterclerk laughed atmy mother"
    ),
    (
      "spaces put in",
      "Sky lark can celled our fli ght to Ber gen twice, kept 840 eu ros and the coun ter clerk lau ghed at my mo ther"
    ),
    (
      "words spelled",
      "S k y l a r k cancelled our f l i g h t to Bergen twice, kept 840 euros and the c o u n t e r clerk laughed at my mother"
    ),
    (
      "letters drawn out",
      "Skylaaark cancelled ouuuur flight to Bergen twiiiice, kept 840 euros and the counter clerk laughed at my motherrrr"
    ),
    (
      "words as one tag",
      "Skylark #CancelledOurFlight to Bergen twice, kept 840 euros and the #CounterClerk laughed at my mother"
    ),
    (
      "dots for spaces",
      "Skylark.cancelled.our.flight.to.Bergen.twice.kept.840.euros.and.the.counter.clerk.laughed.at.my.mother"
    ),
    (
      "of a screenshot",
      "10:42\nSkylark cance1led our flight to Bergen twlce, kept 840 euros and the counter c1erk laughed at my rnother\n11 Likes"
    ),
  ])
  func `are known through readers and writers`(name: String, text: String) {
    #expect(isCopy(text), "\(name)")
  }

  @Test(arguments: [
    ("another number", "840", "320"), ("another town", "Bergen", "Lisbon"),
    ("another number, alike", "840", "848"),
  ])
  func `are not what tells of something else`(name: String, from: String, to: String) {
    #expect(!isCopy(Self.original.replacing(from, with: to)), "\(name)")
  }

  @Test(arguments: [
    ("スカイラークは私の便を二回もキャンセルし、窓口では誰も説明してくれませんでした。返金もまだです。", true),
    ("今日は天気がいいので、公園で友だちとお弁当を食べました。とても楽しかったです。また行きたい。", false),
  ])
  func `are known in a script without spaces`(text: String, isKnown: Bool) {
    let original = "スカイラークは私の便を二回もキャンセルし、窓口では誰も説明してくれませんでした。返金もまだです"
    #expect(isCopy(text, of: original) == isKnown)
  }
}
