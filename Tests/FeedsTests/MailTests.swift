import Feeds
import FoundationEssentials
import Model
import Testing

@Suite struct `Mails` {
  private func read(_ lines: String...) throws -> Item {
    try MailReader.read(Array(lines.joined(separator: "\r\n").utf8))
  }

  @Test func `are items`() throws {
    let item = try read(
      "Return-Path: <bob@a.example>", "Received: from a.example", "\tby b.example;",
      "From: Bob Example <bob@a.example>", "To: care@acme.example",
      "Subject: My bag is", " lost", "Date: Sun, 22 Nov 2026 11:04:05 +0100",
      "Message-ID: <7@a.example>", "Content-Language: en", "", "No bag for six days.", "",
      "Who answers?", "> We are sorry.", ">> My bag?", "-- ", "Bob", "Sent from a phone")
    #expect(item.guid == "<7@a.example>")
    #expect(item.title == "My bag is lost")
    #expect(item.text == "No bag for six days.\n\nWho answers?")
    #expect(item.author == "Bob Example")
    #expect(item.published == Date(timeIntervalSince1970: 1_795_341_845))
    #expect(item.language == "en")
  }

  @Test(arguments: [
    // RFC 2047 section 8, and what is seen besides.
    ("=?ISO-8859-1?Q?a?= b", "a b"), ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
    ("=?ISO-8859-1?Q?a?=  \r\n =?ISO-8859-1?Q?b?=", "ab"), ("=?ISO-8859-1?Q?a_b?=", "a b"),
    ("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b"),
    ("=?utf-8?B?ZsO8cg==?= dich", "für dich"), ("Re: =?UTF-8*de?q?f=C3=BCr?=", "Re: für"),
    ("=?utf-8?B?ZsM=?= =?utf-8?B?vHI=?=", "für"), ("=?iso-2022-jp?B?GyRCMlkbKEI=?=", "荷"),
    ("2 =? 3", "2 =? 3"), ("=?utf-8?X?a?=", "=?utf-8?X?a?="), ("=?utf-8?Q?a", "=?utf-8?Q?a"),
    ("für", "für"),
  ])
  func `have words beyond ASCII in their header`(field: String, title: String) throws {
    #expect(try read("Subject: \(field)", "", "x").title == title)
  }

  @Test(arguments: [
    ("Bob <bob@a.example>", "Bob"), ("\"Example, Bob\" <bob@a.example>", "Example, Bob"),
    ("bob@a.example (Bob)", "Bob"), ("bob@a.example", "bob@a.example"),
    ("<bob@a.example>", "bob@a.example"), ("=?utf-8?Q?J=C3=B6rg?= <j@a.example>", "Jörg"),
  ])
  func `are of somebody`(from: String, author: String) throws {
    #expect(try read("From: \(from)", "", "x").author == author)
  }

  @Test(arguments: [
    (
      "text/plain; charset=utf-8", "quoted-printable", "My=20bag f=C3=BCr=\r\n immer=3",
      "My bag für immer=3"
    ),
    ("text/plain; charset=\"iso-8859-1\"", "Quoted-Printable", "f=FCr", "für"),
    ("text/plain; charset=utf-8", "base64", "TXkgYmFn\r\nIGlzIGxvc3Q=", "My bag is lost"),
    ("text/html", "7bit", "<p>My <b>bag</b></p><script>x</script>", "My bag"),
    ("TEXT/PLAIN", "8bit", "für", "für"),
  ])
  func `are decoded`(type: String, encoding: String, body: String, text: String) throws {
    let item = try read(
      "Subject: x", "Content-Type: \(type)", "Content-Transfer-Encoding: \(encoding)", "", body)
    #expect(item.text == text)
  }

  /// A mail of two forms of a text, within one with an attachment.
  private let nested = [
    "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"out er\"", "", "preamble",
    "--out er", "Content-Type: multipart/alternative;", " boundary=in", "", "--in",
    "Content-Type: text/html", "", "<p>HTML</p>", "--in", "", "Plain.", "--in--", "--out er",
    "Content-Type: text/plain", "Content-Disposition: attachment; filename=a.txt", "", "Attached.",
    "--out er--", "epilogue",
  ]

  @Test func `give their plain text, and no attachments`() throws {
    #expect(try MailReader.read(Array(nested.joined(separator: "\r\n").utf8)).text == "Plain.")
  }

  @Test func `may break off anywhere`() throws {
    let bytes = Array(nested.joined(separator: "\r\n").utf8)
    for end in 30..<bytes.count {
      let text = try MailReader.read(Array(bytes[..<end])).text
      #expect(!text.contains("Attached"))
    }
  }

  @Test func `in mails without end have an end`() throws {
    let deep = (0..<2000).map {
      "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n"
    }.joined()
    #expect(try MailReader.read(Array((deep + "\nx").utf8)).text.isEmpty)
  }

  @Test(arguments: [
    "", "\n", "hello", "{\"text\": 1}", "<rss/>", "Dear Acme,\nmy bag: lost", "a: b",
  ])
  func `are nothing else`(text: String) {
    #expect(!MailReader.isMail(Array(text.utf8)))
    #expect(throws: FeedError.self) { try MailReader.read(Array(text.utf8)) }
  }
}
