import Detection
import Model
import Testing

@Suite struct `Ladder of outlets` {
  @Test(arguments: [
    ("trustpilot.com", Rung.customer), ("mumsnet.com", .blog), ("techmeme.com", .aggregator),
    ("reuters.com", .news), ("www.reuters.com", .news), ("edition.cnn.com", .news),
    ("Anna.Substack.com", .blog), ("The New York Times", .news),
  ])
  func `knows an outlet by host or name`(outlet: String, rung: Rung) {
    #expect(Ladder.builtIn.rung(of: outlet) == rung)
  }

  @Test(arguments: ["example.org", "notreuters.com", "reuters.com.example.org", "", "com"])
  func `knows no others`(outlet: String) {
    #expect(Ladder.builtIn.rung(of: outlet) == nil)
  }

  @Test(arguments: [
    ("reuters.com", Rung.blog), ("live.reuters.com", .blog), ("harbour.example", .news),
    ("the harbour post", .news), ("apnews.com", .news),
  ])
  func `lets an operator place them`(outlet: String, rung: Rung) {
    let ladder = Ladder.builtIn.placing([
      "reuters.com": .blog, "www.harbour.example": .news, "The Harbour Post": .news,
    ])
    #expect(ladder.rung(of: outlet) == rung)
  }
}

@Suite struct `Own voices` {
  private let own = OwnVoices(["acme.example", "@AcmeHelp"])

  @Test(
    arguments: [
      ("AcmeHelp", "social.example"), ("@acmehelp", "social.example"), (nil, "acme.example"),
      ("Ann", "status.acme.example"), (nil, "www.Acme.example"),
    ] as [(String?, String)])
  func `speak by their handle and from their hosts`(author: String?, outlet: String) {
    #expect(own.speaks(author: author, outlet: outlet))
  }

  @Test(
    arguments: [
      ("acme", "social.example"), (nil, "notacme.example"), ("Ann", "acme.example.org"),
      (nil, "example"),
    ] as [(String?, String)])
  func `are nobody else's`(author: String?, outlet: String) {
    #expect(!own.speaks(author: author, outlet: outlet))
  }

  @Test func `are none where none is named`() {
    #expect(!OwnVoices().speaks(author: "", outlet: ""))
  }
}
