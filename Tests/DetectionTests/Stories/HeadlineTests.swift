import Detection
import FoundationEssentials
import Model
import Testing

@Suite struct `Headline of a story` {
  private func mention(
    _ text: String, title: String = "", rung: Rung = .customer
  ) -> Mention {
    Mention(
      brand: "acme", source: "s", outlet: "o", rung: rung, voice: 1, at: .distantPast,
      seen: .distantPast, title: title, excerpt: text, story: 1)
  }

  @Test func `is the sentence that most mentions have`() {
    let told = [
      mention("What a day. They left us on the tarmac for six hours! Never again."),
      mention("RT: they left us on the TARMAC for six hours!"),
      mention("Unbelievable. They left us on the tarmac for six hours"),
      mention("What a day. I am tired of all of this now."),
    ]
    #expect(Headline.of(told) == "They left us on the tarmac for six hours!")
  }

  @Test func `is else the title of who stands highest`() {
    let told = [
      mention("My bag is gone.", title: "Has anybody seen my bag"),
      mention("A long report.", title: "Airline loses hundreds of bags in a day", rung: .news),
      mention("A note of mine.", title: "The bags that never came back", rung: .blog),
    ]
    #expect(Headline.of(told) == "Airline loses hundreds of bags in a day")
  }

  @Test func `is else what the first said, not the brand`() {
    let told = [
      mention("We are sorry to hear that.", title: "An answer of ours to all", rung: .own),
      mention("Bag gone"), mention("Mine too"),
    ]
    #expect(Headline.of(told) == "Bag gone")
  }

  @Test func `counts a mention once that says a thing twice`() {
    let told = [
      mention("Where is my bag now? Where is my bag now? Where is my bag now?"),
      mention("Nobody answers the phone there."), mention("Nobody answers the phone there."),
    ]
    #expect(Headline.of(told) == "Nobody answers the phone there.")
  }

  @Test func `is empty where nobody said anything`() {
    #expect(Headline.of([]) == "")
  }
}

@Suite struct `Serial voices` {
  private func post(
    _ author: String?, voice: UInt64, copyOf: Int64? = nil, repeats: Int64? = nil,
    rung: Rung = .customer
  ) -> Mention {
    Mention(
      brand: "acme", source: "s", outlet: "o", rung: rung, author: author, voice: voice,
      at: .distantPast, seen: .distantPast, story: 1, copyOf: copyOf, repeats: repeats)
  }

  private var crowd: [Mention] { (100..<130).map { post("p\($0)", voice: $0) } }

  @Test func `post the same again and again`() {
    let bot = (0..<6).map { post("bot", voice: 1, repeats: $0 > 2 ? 1 : nil) }
    #expect(
      SerialVoice.among(crowd + bot).map { [$0.author, "\($0.posts)", "\($0.alike)"] }
        == [["bot", "6", "3"]])
  }

  @Test func `or a large share of all`() {
    let loud = (0..<8).map { _ in post("loud", voice: 1) }
    #expect(SerialVoice.among(crowd + loud).map(\.author) == ["loud"])
    #expect(SerialVoice.among(crowd + loud.prefix(5)).isEmpty)
  }

  @Test func `are not two people who talk, nor the brand, nor who has no name`() {
    let talk = (0..<12).map { post($0 % 2 == 0 ? "ann" : "ben", voice: UInt64($0 % 2)) }
    #expect(SerialVoice.among(talk).isEmpty)
    let own = (0..<9).map { _ in post("acme", voice: 3, repeats: 1, rung: .own) }
    let nameless = (0..<9).map { _ in post(nil, voice: 4, repeats: 1) }
    #expect(SerialVoice.among(own + nameless).isEmpty)
  }
}
