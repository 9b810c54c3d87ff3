import Detection
import FoundationEssentials
import Model
import Testing

@Suite struct `Story book` {
  private var book = StoryBook()
  private var last: Int64 = 0
  private static let noon = Date(timeIntervalSince1970: 1_700_000_000)

  private static let complaint =
    "@skylark Flight 354 from Oslo sat at the jetway for 40 minutes, then they lost my grandmother's suitcase"

  private mutating func place(
    _ text: String, voice: UInt64? = nil, outlet: String = "", title: String = "",
    url: String? = nil, thread: ThreadKeys = ThreadKeys(), scope: String = "Skylark",
    after hours: Double = 0
  ) -> Placement {
    last += 1
    return book.place(
      StoryEntry(
        id: last, scope: scope, voice: voice ?? UInt64(last), outlet: outlet, title: title,
        text: text, url: url, thread: thread, at: Self.noon + hours * 3600))
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
    (
      "another weekday",
      "The sorting hall in Ghent has been shut since Monday and nobody picks up the phone",
      "The sorting hall in Ghent has been shut since Friday and nobody picks up the phone"
    ),
    (
      "another month, small",
      "promised my deposit back within two weeks, that was in january, and the office pretends not to know me",
      "promised my deposit back within two weeks, that was in august, and the office pretends not to know me"
    ),
    (
      "another name that is a word",
      "Hi Tara, sorry to hear that. Please send your booking reference by message, we will look into it",
      "Hi Will, sorry to hear that. Please send your booking reference by message, we will look into it"
    ),
    (
      "words of a long text, scattered",
      """
      The harbour has a new crane. Rates for berths rise, the council says, and steadily so. Nobody at the
      school was asked. Of those who row, few will be graduating from the small boats to the high ones.
      Increasing the depth costs more than the quay did. A rating of the sea bed is due in spring.
      """,
      "High school graduation rates are steadily increasing"
    ),
    (
      "one slogan",
      "\"Fly the friendly skies\" they say. My seat was wet, my screen was dead and dinner was frozen",
      "\"Fly the friendly skies\" they say. Nine mails, no answer, then a robot wished me a happy birthday"
    ),
  ])
  mutating func `keeps apart what only sounds alike`(name: String, one: String, other: String) {
    _ = place(one)
    #expect(place(other).copyOf == nil, "\(name)")
  }

  @Test mutating func `names no first whose words a copy does not have`() {
    let comment = "My uncle waited on the same runway all night and wrote to the minister about it"
    _ = place(Self.complaint)
    #expect(place(Self.complaint + " " + comment).copyOf == 1)
    #expect(place(comment).copyOf == 2)
  }

  @Test mutating func `leads from a late copy to the first`() {
    _ = place(Self.complaint)
    #expect(
      place(Self.complaint + " My uncle waited there as well and wrote to the minister").copyOf == 1
    )
    #expect(place(Self.complaint.uppercased()).copyOf == 1)
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
    #expect(place(Self.complaint, voice: 7) == Placement(repeats: 1, story: 1))
    #expect(place(Self.complaint, voice: 8) == Placement(copyOf: 1, story: 1))
  }

  @Test mutating func `gathers what links to one page`() {
    _ = place("Read this about the airline", url: "https://a.example/1")
    let reply = place("Incredible how they answer http://www.a.example/1?utm_source=x")
    #expect(reply == Placement(story: 1))
  }

  private static func thread(_ item: Item, from host: String = "a.example") -> ThreadKeys {
    .of(item, source: Source(id: host, url: "https://\(host)/feed"))
  }

  @Test(arguments: [
    ("by its id", Item(guid: "41"), Item(guid: "42", answers: ["41"])),
    ("by another name", Item(guid: "https://b.example/9", answeredAs: "41"), Item(answers: ["41"])),
    (
      "by its address", Item(url: "http://www.a.example/41/"),
      Item(answers: ["https://a.example/41"])
    ),
    (
      "by an address that is its id", Item(guid: "https://a.example/41"),
      Item(answers: ["https://a.example/41"])
    ),
  ])
  mutating func `gathers what answers something, in any order`(
    name: String, first: Item, answer: Item
  ) {
    for order in [[first, answer], [answer, first]] {
      book = StoryBook()
      last = 0
      let stories = order.map { item in
        place("No word shared by \(last)", url: item.url, thread: Self.thread(item)).story
      }
      #expect(stories == [1, 1], "\(name)")
    }
  }

  @Test mutating func `gathers answers to what it has not seen`() {
    let answer = Item(answers: ["<7@a.example>"])
    #expect(place("Same here", thread: Self.thread(answer)).story == 1)
    #expect(place("And here", thread: Self.thread(answer, from: "b.example")).story == 1)
  }

  @Test mutating func `does not take ids of two sites, or of two feeds, for one`() {
    _ = place("A bag is lost", thread: Self.thread(Item(guid: "41")))
    let elsewhere = Self.thread(Item(guid: "42", answers: ["41"]), from: "b.example")
    #expect(place("Yes", thread: elsewhere).story == 2)
    #expect(place("The lounge is closed", thread: Self.thread(Item(guid: "41"))).story == 3)
  }

  @Test mutating func `knows what a thread answers`() {
    _ = place("A bag is lost", thread: Self.thread(Item(guid: "41")))
    let answer = Self.thread(Item(answers: ["41"]))
    #expect(book.story(answeredBy: answer, scope: "Skylark") == 1)
    #expect(book.story(answeredBy: answer, scope: "Norfly") == nil)
  }

  @Test mutating func `makes two stories one when a mention links to both`() {
    _ = place("Read this about the airline", url: "https://a.example/1")
    _ = place("Their desk in Turin is closed again", url: "https://b.example/2")
    let both = place("Same thing twice: https://a.example/1 and https://b.example/2")
    #expect(both == Placement(story: 1, joined: [2]))
    #expect(place("More on it", url: "https://b.example/2") == Placement(story: 1))
  }

  @Test mutating func `makes two stories one when a copy stands on the page of another`() {
    _ = place(Self.complaint)
    _ = place("What people say of airlines", url: "https://b.example/2")
    let copy = place("RT @ann: " + Self.complaint, url: "https://b.example/2")
    #expect(copy == Placement(copyOf: 1, story: 1, joined: [2]))
  }

  @Test mutating func `follows a story through all that it became part of`() {
    for page in 1...3 { _ = place("On page \(page)", url: "https://a.example/\(page)") }
    #expect(place("https://a.example/2 https://a.example/3").joined == [3])
    #expect(place("https://a.example/1 https://a.example/3") == Placement(story: 1, joined: [2]))
    #expect(place("Late", url: "https://a.example/3") == Placement(story: 1))
  }

  @Test mutating func `makes no stories one by a digest`() {
    for page in 1...3 { _ = place("On page \(page)", url: "https://a.example/\(page)") }
    let digest = place("Today: https://a.example/1 https://a.example/2 https://a.example/3")
    #expect(digest == Placement(story: 4))
  }

  @Test mutating func `gathers the answers of a thread by its title at one outlet`() {
    _ = place("It is gone", outlet: "f.example", title: "Bag gone again")
    let answer = place("Mine too", outlet: "f.example", title: "Re: Bag gone again")
    let elsewhere = place("Same here", outlet: "g.example", title: "Re: Bag gone again")
    #expect([answer.story, elsewhere.story] == [1, 3])
  }

  @Test(arguments: [
    (
      "https://www.reddit.com/r/travel/comments/abc123/lost_bag/",
      "https://old.reddit.com/r/travel/comments/abc123/lost_bag/k99x/"
    ),
    (
      "https://www.reddit.com/r/travel/comments/abcdef/lost_bag/",
      "https://www.reddit.com/r/travel/comments/abcdef/lost_bag/k99x/"
    ),
    ("https://f.example/t/lost-bag/77", "https://f.example/t/lost-bag/77/5"),
    ("https://f.example/post", "https://f.example/post#comment-12"),
  ])
  mutating func `gathers what stands in one thread`(thread: String, answer: String) {
    _ = place("It is gone", url: thread)
    #expect(place("Mine too", url: answer).story == 1)
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

  /// What was placed, and again what comes after it: with a restart between, and without.
  @Test func `places after a restart as it would have without`() {
    let short = "Flight 354 from Oslo sat at the jetway for 40 minutes, then they lost my suitcase…"
    let long =
      short.dropLast() + " and my skis, and nobody at desk seven in Turin had heard of them"
    let past: [(String, UInt64)] = [
      (Self.complaint, 1), (Self.complaint, 1), (short, 2), (String(long), 3), (String(long), 3),
      ("Their app showed gate 41, the board gate 7, the crew was at gate 19", 4),
    ]
    let later: [(String, UInt64)] = [
      ("RT @x: " + long, 9), ("My skis, and nobody at desk seven in Turin had heard of them", 10),
      (Self.complaint, 11), ("Gate 41, the board gate 7, the crew was at gate 19. Their app!", 12),
    ]
    var whole = StoryBook()
    var restarted = StoryBook()
    func entry(_ number: Int, _ said: (String, UInt64)) -> StoryEntry {
      StoryEntry(
        id: Int64(number), scope: "s", voice: said.1, title: "", text: said.0, url: nil,
        at: Self.noon)
    }
    for (number, said) in past.enumerated() {
      let placement = whole.place(entry(number + 1, said))
      restarted.restore(entry(number + 1, said), placement)
    }
    #expect(restarted.count == whole.count)
    for (number, said) in later.enumerated() {
      let next = entry(100 + number, said)
      #expect(restarted.place(next) == whole.place(next))
    }
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
