import Detection
import FoundationEssentials
import Testing

@Suite struct `Story book` {
  private var book = StoryBook()
  private var last: Int64 = 0
  private static let noon = Date(timeIntervalSince1970: 1_700_000_000)

  private static let complaint =
    "@skylark Flight 354 from Oslo sat at the jetway for 40 minutes, then they lost my grandmother's suitcase"

  private mutating func place(
    _ text: String, voice: UInt64? = nil, title: String = "", url: String? = nil,
    scope: String = "Skylark", after hours: Double = 0
  ) -> Placement {
    last += 1
    return book.place(
      StoryEntry(
        id: last, scope: scope, voice: voice ?? UInt64(last), title: title, text: text, url: url,
        at: Self.noon + hours * 3600))
  }

  @Test(arguments: [
    complaint,
    complaint.uppercased(),
    "RT @ann: " + complaint,
    "Unbelievable. RT @ann: " + complaint + " #fail #travel",
    complaint + " https://t.example/abc via @ann",
    "@skylark Flight 354 from Oslo sat at the jetway for 40 minutes, then they lo…",
    "@skylark Flihgt 354 from Oslo sat at the jetwway for 40 mins, then they lost my grandmothers suitcase",
    "@skylark Fl\u{200B}ight 354 fr\u{43E}m Osl\u{43E} sat at the jet\u{AD}way for 40 minutes, then they lost my grandmother’s suitcase",
    "Flight&nbsp;354 from Oslo sat at the jetway for forty minutes, then they lost my grandmother&#x27;s suitcase",
  ])
  mutating func `knows a copy`(copy: String) {
    #expect(place(Self.complaint) == Placement(story: 1))
    #expect(place(copy) == Placement(copyOf: 1, story: 1))
  }

  @Test(arguments: [
    "@skylark Flight 811 from Oslo sat at the jetway for 40 minutes, then they lost my grandmother's suitcase",
    "@skylark Flight 354 from Bergen sat at the jetway for 40 minutes, then they lost my grandmother's suitcase",
    "@skylark Flight 354 from Oslo sat at the jetway for 25 minutes, then they lost my grandmother's suitcase",
    "Where is my refund? Two calls and a letter, and still nothing from the airline",
  ])
  mutating func `does not take another event for a copy`(other: String) {
    _ = place(Self.complaint)
    #expect(place(other).copyOf == nil)
  }

  @Test(arguments: [
    "Thanks!", "Any update?", "Same here", "Good morning!", "Check your DMs", "lol",
  ])
  mutating func `never joins short generic texts`(text: String) {
    _ = place(text)
    #expect(place(text) == Placement(story: 2))
  }

  @Test(arguments: [
    (
      "lost sp aces and joinedwords",
      "@skylark Flight354 from Oslo sat atthe jetway for 40 minutes, then they lost my grand mother's suitcase"
    ),
    (
      "masked",
      "@skylark Flight 354 from Oslo sat at the j****y for 40 minutes, then they l**t my grandmother's suitcase"
    ),
    (
      "digits for letters",
      "@skylark Fl1ght 354 from Oslo s4t at the j3tw4y for 40 minutes, then they l0st my gr4ndm0th3r's suitcase"
    ),
    (
      "tags for words",
      "@skylark #Flight 354 from #Oslo sat at the jetway for 40 minutes, then they #lost my grandmother's #suitcase"
    ),
    (
      "begin cut off", "…sat at the jetway for 40 minutes, then they lost my grandmother's suitcase"
    ),
  ])
  mutating func `knows a copy behind other disguises`(name: String, copy: String) {
    _ = place(Self.complaint)
    #expect(place(copy).copyOf == 1, "\(name)")
  }

  @Test mutating func `does not take the way back for the way there`() {
    _ = place(
      "Waited 10 hours at the counter in Austin for a Newark connection, worst service ever")
    let back = place(
      "Waited 10 hours at the counter in Newark for a Tampa connection, worst service ever")
    #expect(back.copyOf == nil)
  }

  @Test mutating func `keeps brands apart`() {
    _ = place(Self.complaint)
    #expect(place(Self.complaint, scope: "Norfly") == Placement(story: 2))
  }

  @Test mutating func `does not call it a copy when one voice says it again`() {
    _ = place(Self.complaint, voice: 7)
    #expect(place(Self.complaint, voice: 7) == Placement(story: 1))
    #expect(place(Self.complaint, voice: 8) == Placement(copyOf: 1, story: 1))
  }

  @Test mutating func `gathers what links to one page`() {
    _ = place("Read this about the airline", url: "https://a.example/1")
    let reply = place("Incredible how they answer http://www.a.example/1?utm_source=x")
    #expect(reply == Placement(story: 1))
  }

  @Test mutating func `forgets what is older than the window`() {
    _ = place(Self.complaint)
    book.forget(before: Self.noon + 1)
    #expect(book.count == 0)
    #expect(place(Self.complaint, after: 1) == Placement(story: 2))
  }

  @Test mutating func `holds no more texts than its limit`() {
    book.textLimit = 2
    for word in ["alpha", "bravo", "charlie", "delta"] {
      _ = place("\(word) suitcase \(word)ton \(word)ville \(word)field")
    }
    #expect(book.count == 2)
  }

  @Test mutating func `knows after a restart what it knew`() {
    var restarted = StoryBook()
    restarted.restore(
      StoryEntry(
        id: 5, scope: "Skylark", voice: 1, title: "", text: Self.complaint, url: nil,
        at: Self.noon), Placement(story: 3))
    book = restarted
    last = 8
    #expect(place("RT @ann: " + Self.complaint) == Placement(copyOf: 5, story: 3))
  }

  @Test mutating func `finds originals after much was forgotten`() {
    for number in 0..<3000 {
      _ = place(
        "filler\(number) wordy\(number) more\(number) text\(number)", after: Double(number) / 60)
    }
    let original = place(Self.complaint, after: 50)
    book.forget(before: Self.noon + 49.9 * 3600)
    #expect(book.count < 20)
    #expect(
      place(Self.complaint, after: 51) == Placement(copyOf: original.story, story: original.story))
  }
}
