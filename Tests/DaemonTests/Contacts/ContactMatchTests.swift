import FoundationEssentials
import Model
import Testing
import Transport

@testable import Daemon

/// Whom a mention is by: a wrong match is worse than none.
@Suite struct `Known contacts` {
  private let now = Date(utc: "2026-11-22T12:00:00Z")!

  /// A book of rows, each of them a ticket of its own that is a day old.
  private func book(_ rows: [[ContactSettings.Field: String]]) throws -> ContactBook {
    var builder = ContactBook.Builder(at: now)
    for (index, row) in rows.enumerated() {
      let row = row.merging(
        [.ticket: "T-\(index)", .time: "2026-11-21T12:00:00Z"]) { first, _ in first }
      builder.add(try ContactRow(ContactSettings(.file(""))) { row[$0] })
    }
    return builder.finish()
  }

  private func way(
    of book: ContactBook, author: String? = nil, outlet: String = "forum.example",
    _ text: String = "My bag is lost."
  ) -> KnownContact.Way? {
    book.contact(
      of: Mention(
        brand: "acme", source: "s", outlet: outlet, author: author, voice: 1, at: now, seen: now,
        excerpt: text, story: 1), at: now)?.way
  }

  // MARK: Handles

  @Test(arguments: [
    ("bob", "x.com", "bob", "x.com"), ("@Bob", "twitter.com", "bob", "x.com"),
    ("u/bob", "reddit.com", "/u/bob", "www.reddit.com"),
    ("bob", "forum.example", "bob", "de.forum.example"),
    ("bob@mastodon.example", "", "bob", "mastodon.example"),
    ("@bob@mastodon.example", "", "bob@mastodon.example", "other.example"),
    ("bob.bsky.social", "", "bob.bsky.social", "bsky.app"),
    ("https://x.com/bob", "", "bob", "x.com"), ("bob", "Our forum", "bob", "our forum"),
    // The SHA-256 of "bob".
    (
      "81b637d8fcd2c6da6359e6963113a1170de795e4b725b84d1e0b4cfd9ec58ce9", "x.com", "Bob", "x.com"
    ),
  ])
  func `are met by their handle at its outlet`(
    handle: String, at outlet: String, author: String, where place: String
  ) throws {
    let book = try book([[.handle: handle, .outlet: outlet]])
    #expect(way(of: book, author: author, outlet: place) == .handle)
  }

  @Test(arguments: [
    ("bob", "x.com", "bob", "reddit.com"), ("bob", "x.com", "bobby", "x.com"),
    ("bob", "de.forum.example", "bob", "forum.example"), ("bob", "x.com", "bob", "x.com.example"),
    ("bob", "example.com", "bob", "notexample.com"),
  ])
  func `are not met by a handle elsewhere`(
    handle: String, at outlet: String, author: String, where place: String
  ) throws {
    let book = try book([[.handle: handle, .outlet: outlet]])
    #expect(way(of: book, author: author, outlet: place) == nil)
  }

  // MARK: Addresses

  @Test(arguments: [
    "Write to me: ann@mail.example", "(Ann@Mail.example).", "<ann@mail.example>",
    "ann@mail.example, please",
  ])
  func `are met by an address in the text`(text: String) throws {
    let plain = try book([[.email: " Ann@Mail.Example "]])
    #expect(way(of: plain, text) == .email)
    // The SHA-256 of "ann@mail.example".
    let hash = "sha256:" + sha256("ann@mail.example")
    #expect(try way(of: book([[.email: hash]]), text) == .email)
    #expect(way(of: plain, "joann@mail.example and ann@mail.example.org") == nil)
  }

  private func sha256(_ text: String) -> String {
    SHA256Digest.of(Array(text.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  // MARK: Numbers

  @Test(arguments: [
    ("ORD-2026-00481", "Where is ord-2026-00481?"), ("ORD-2026-00481", "ORD202600481 never came"),
    ("K7QX2M", "booking K7QX2M is gone"), ("70012", "Bestellung Nr. 70012 fehlt"),
    ("4812", "ticket 4812 since Monday"), ("4812", "Ticket #4812!"), ("4812", "my case no. 4812"),
    ("4812", "commande n° 4812 jamais reçue"), ("1234567890", "1234567890 is my number"),
  ])
  func `are met by a number that the text names`(order: String, text: String) throws {
    #expect(try way(of: book([[.order: order]]), text) == .number)
  }

  @Test(arguments: [
    ("4812", "flight 4812 was late"), ("4812", "4812 people wait"), ("2026", "my ticket 2026"),
    ("1200", "a ticket 1200 euros"), ("1200", "the order $1200"), ("481", "ticket 481"),
    ("70012", "Postleitzahl 70012"), ("4812", "ticket for gate 4812"),
    ("ABCDEF", "abcdef is no number"), ("K7QX2M", "K7QX2M9"),
  ])
  func `are not met by a number that may be another`(order: String, text: String) throws {
    #expect(try way(of: book([[.order: order]]), text) == nil)
  }

  // MARK: Names

  @Test(arguments: ["Ottilie Wackernagel", "ottilie  wackernagel", "Ottilie Wackernagel "])
  func `are met by a rare full name`(author: String) throws {
    #expect(try way(of: book([[.name: "Ottilie Wackernagel"]]), author: author) == .name)
  }

  @Test(arguments: [
    "John Smith", "Maria Garcia", "Anna-Lena Müller", "Wei Zhang", "Wackernagel", "O. Wackernagel",
    "Al Ott", "Customer Service", "Smith Ottilie", "Ottilie Wackernagel-Schmidt",
  ])
  func `are never met by a common name, or half of one`(name: String) throws {
    #expect(try way(of: book([[.name: name]]), author: name) == nil)
  }

  @Test func `are not met by a name that two of them bear`() throws {
    let name = "Ottilie Wackernagel"
    let two = try book([[.name: name, .order: "A1-0001"], [.name: name, .order: "A1-0002"]])
    #expect(way(of: two, author: name) == nil)
  }

  @Test func `are met by the surest of several ways`() throws {
    let book = try book([
      [.handle: "bob", .outlet: "forum.example"], [.order: "ORD-00481"],
    ])
    #expect(way(of: book, author: "bob", "ORD-00481 is not mine alone") == .handle)
  }

  @Test func `are not looked for in what the brand says itself`() throws {
    let book = try book([[.handle: "bob", .outlet: "x.com"]])
    let own = Mention(
      brand: "acme", source: "s", outlet: "x.com", rung: .own, author: "bob", voice: 1, at: now,
      seen: now, story: 1)
    #expect(book.contact(of: own, at: now) == nil)
  }
}
