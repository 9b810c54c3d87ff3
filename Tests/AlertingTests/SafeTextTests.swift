import Alerting
import Testing

@Suite struct `Text from strangers` {
  @Test(arguments: [
    ("one\ntwo\r\n\tthree", "one two three"),
    ("\u{1B}[2J\u{1B}]0;owned\u{7}x", "[2J ]0;owned x"),
    ("abc\u{202E}fed\u{2066}x\u{200B}y", "abcfedxy"),
    ("line\u{2028}sep\u{85}arated", "line sep arated"),
    ("👨‍👩‍👧 family", "👨‍👩‍👧 family"),
    ("  spaced  ", "spaced"),
  ])
  func `become one line that does nothing`(text: String, line: String) {
    #expect(SafeText.line(text) == line)
  }

  @Test(arguments: [
    ("wake @everyone now", "wake ＠everyone now"), ("@here", "＠here"), ("@Channel!", "＠Channel!"),
    ("<!channel> <@U123>", "‹!channel> ‹@U123>"), ("@hereford is a town", "@hereford is a town"),
    ("me@example.org", "me@example.org"),
  ])
  func `cannot call a whole group in a chat`(text: String, line: String) {
    #expect(SafeText.line(text) == line)
  }

  @Test(arguments: [
    ("bob", "@bob"), ("@bob", "@bob"), ("/u/bob", "/u/bob"), ("Jane\nDoe", "@Jane Doe"),
    ("everyone", "＠everyone"), ("@channel", "＠channel"), ("\u{200B}@here", "＠here"),
  ])
  func `cannot call a whole group by the name of an author`(name: String, author: String) {
    #expect(SafeText.author(name) == author)
  }

  @Test func `are cut to a length, and say so`() {
    #expect(SafeText.line("abcdef", limit: 6) == "abcdef")
    #expect(SafeText.line("abcdefg", limit: 6) == "abcde…")
  }
}

@Suite struct `Words of an alert` {
  @Test(arguments: [
    (45.0, "45 s"), (1320, "22 min"), (10_800, "3 h"), (172_800, "2 d"), (10_368_000, "4 mo"),
    (126_230_400, "4 y"),
  ])
  func `tell a length by its largest unit`(seconds: Double, words: String) {
    #expect(Words.duration(seconds) == words)
  }

  @Test(arguments: [
    (0.5, "as usual"), (75, "by chance once in 3 d"), (35_064, "by chance once in 4 y"),
    (1e8, "by chance less than once in 100 y"),
  ])
  func `tell how rare a thing is`(hours: Double, words: String) {
    #expect(Words.chance(everyHours: hours) == words)
  }

  @Test(arguments: [(0.043, "0.04"), (2.34, "2.3"), (2.0, "2"), (31.4, "31"), (9.96, "10")])
  func `give numbers with the digits that count`(value: Double, words: String) {
    #expect(Words.number(value) == words)
  }
}
