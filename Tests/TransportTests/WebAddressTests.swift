import Testing
import Transport

@Suite struct `Web address` {
  @Test(arguments: [
    ("https://Example.ORG/Feed", "https://example.org/Feed", "example.org"),
    ("http://user:word@example.org/#top", "http://example.org/", "example.org"),
    ("http://[2001:DB8::1]:8080/a b", "http://[2001:db8::1]:8080/a%20b", "[2001:db8::1]"),
    ("http://example.org", "http://example.org/", "example.org"),
  ])
  func `is told without secrets`(url: String, text: String, host: String) throws {
    let address = try WebAddress(url)
    #expect(address.text.lowercased() == text.lowercased())
    #expect(address.host == host)
    #expect(address.isSecure == url.hasPrefix("https:"))
  }

  @Test func `does not lead from https to http`() throws {
    let address = try WebAddress("https://example.org/feed")
    #expect(throws: FetchError.unusableURL(reason: "redirect from https to http")) {
      try address.redirected(to: "http://example.org/feed")
    }
  }

  @Test(arguments: [
    ("http://example.org/a", "https://example.org/b"),
    ("https://example.org/a", "//other.example/"),
  ])
  func `leads to https`(start: String, location: String) throws {
    #expect(try WebAddress(start).redirected(to: location).isSecure)
  }
}
