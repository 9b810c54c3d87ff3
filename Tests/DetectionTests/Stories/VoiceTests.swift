import Detection
import Model
import Testing

@Suite struct `Voice of a mention` {
  private func voice(
    _ author: String?, _ outlet: String = "example.org", _ rung: Rung = .customer, item: UInt64 = 1
  ) -> UInt64 {
    Voice.of(author: author, outlet: outlet, rung: rung, fallback: item)
  }

  @Test(arguments: ["ann", "@Ann", "/u/ann", " Ann ", "ann@example.org (Ann)"])
  func `is one for an author, however written`(author: String) {
    #expect(voice(author, item: 2) == voice("Ann", item: 1))
  }

  @Test func `differs by author and by outlet`() {
    #expect(Set([voice("Ann"), voice("Ben"), voice("Ann", "example.com")]).count == 3)
  }

  @Test(arguments: [(Rung.customer, 2), (.blog, 2), (.aggregator, 2), (.news, 1), (.own, 1)])
  func `without an author is the item, in a newsroom the outlet`(rung: Rung, voices: Int) {
    let heard = Set([1, 2].map { voice(nil, "example.org", rung, item: $0) })
    #expect(heard.count == voices)
  }
}

@Suite struct `Outlet of an item` {
  @Test(
    arguments: [
      (Item(url: "https://www.example.org/a"), nil, "example.org"),
      (Item(url: "https://www.example.org/a", outlet: "The Post"), nil, "The Post"),
      (Item(url: "https://a.example/", outlet: "https://www.example.org/feed"), nil, "example.org"),
      (Item(url: "https://www.example.org/a"), "App reviews", "App reviews"),
      (Item(), nil, "reviews"),
    ] as [(Item, String?, String)])
  func `comes from the source, the item, its link`(item: Item, set: String?, outlet: String) {
    #expect(Outlet.of(item, source: Source(id: "reviews", url: "", outlet: set)) == outlet)
  }
}
