import JSON
import Testing

@Suite struct `JSON document` {
  @Test func `gives values by key and place`() throws {
    let root = try JSONDocument(#"{"a": [1, {"b": "x\u00e4\n"}], "a2": true, "n": null}"#).root
    #expect(root["a"]?[0]?.int == 1)
    #expect(root["a"]?[1]?["b"]?.string == "xä\n")
    #expect(root["a2"]?.bool == true)
    #expect(root["n"]?.isNull == true)
    #expect(root["missing"] == nil)
    #expect(root["a"]?[2] == nil)
    #expect(root.members?.map(\.key) == ["a", "a2", "n"])
  }

  @Test(arguments: [
    ("{\"a\": 1,\n  b: 2}", 2, 3, "expected a key in quotes"),
    ("[1, 2", 1, 6, "expected a comma or \"]\""),
    ("{\"a\" 1}", 1, 6, "expected a colon after the key"),
    ("\"open", 1, 1, "the string has no end"),
    ("{} x", 1, 4, "expected nothing after the end of the value"),
    ("", 1, 1, "expected a value, found the end"),
    ("-", 1, 1, "expected a number"),
  ])
  func `tells where a text is broken`(text: String, line: Int, column: Int, reason: String) {
    #expect(throws: JSONError(reason: reason, line: line, column: column)) {
      try JSONDocument(text)
    }
  }

  @Test func `refuses to nest without end`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError(reason: "nested deeper than 512", line: 1, column: 513)) {
      try JSONDocument(deep)
    }
  }

  @Test(arguments: [
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\/\b""#, "/\u{8}"),
    (#""\uZZ""#, "\u{FFFD}ZZ"), (#""\u\u\u""#, "\u{FFFD}\u{FFFD}\u{FFFD}"),
    (#""a\u0000b""#, "a\0b"),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\u20ac\\\"""#, "€\\\""),
    (
      #""twenty letters before \t and twenty behind it""#,
      "twenty letters before \t and twenty behind it"
    ),
  ])
  func `decodes escapes`(text: String, plain: String) throws {
    #expect(try JSONDocument(text).root.string == plain)
  }

  @Test func `replaces bytes that are no UTF-8`() throws {
    let bytes: [UInt8] = [0x22, 0x61, 0xFF, 0xE2, 0x82, 0x22]
    #expect(try JSONDocument(bytes).root.string == "a\u{FFFD}\u{FFFD}")
  }

  @Test func `reads a string of megabytes`() throws {
    let long = String(repeating: "ä\\n", count: 1_000_000)
    #expect(try JSONDocument("[\"\(long)\"]").root[0]?.string?.utf8.count == 3_000_000)
  }

  @Test(arguments: ["1e400", "-1e400"])
  func `has no number that is infinite`(text: String) throws {
    #expect(try JSONDocument(text).root.double == nil)
    #expect(try JSONDocument(text).root.int == nil)
  }

  @Test(arguments: [
    ("5", 5), ("5.0", 5), ("1e3", 1000), ("-7", -7), ("5.5", nil),
    ("99999999999999999999999999", nil),
  ])
  func `takes whole numbers however they are written`(text: String, number: Int?) throws {
    #expect(try JSONDocument(text).root.int == number)
  }

  @Test func `gives the last of two equal keys`() throws {
    #expect(try JSONDocument(#"{"a":1,"a":2}"#).root["a"]?.int == 2)
  }
}

@Suite struct `JSON writer` {
  @Test func `writes keys in the order of the calls`() {
    var writer = JSONWriter()
    writer.object {
      $0.field("z", "1")
      $0.field("a", 2.50001)
      $0.array("list") {
        $0.value("x")
        $0.value(nil as String?)
      }
      $0.object("inner") { $0.field("yes", true) }
    }
    #expect(writer.text == #"{"z":"1","a":2.5,"list":["x",null],"inner":{"yes":true}}"#)
  }

  @Test func `indents for people`() {
    var writer = JSONWriter(.indented)
    writer.object {
      $0.field("a", 1)
      $0.array("list") { $0.value("x") }
      $0.object("none") { _ in }
    }
    #expect(
      writer.text == """
        {
          "a": 1,
          "list": [
            "x"
          ],
          "none": {}
        }
        """)
  }

  @Test(arguments: [
    (0, 4, "0"), (0.05, 4, "0.05"), (-0.5, 1, "-0.5"), (-0.04, 1, "0"), (0.99999, 4, "1"),
    (12.34, 1, "12.3"), (1e-9, 4, "0"), (123456.789, 2, "123456.79"),
    (1_700_000_000_000, 4, "1700000000000"), (1e20, 4, "1e+20"), (.infinity, 4, "null"),
  ])
  func `a number has so many digits and no zeros behind them`(
    value: Double, digits: Int, text: String
  ) {
    var writer = JSONWriter()
    writer.value(value, digits: digits)
    #expect(writer.text == text)
  }

  @Test func `tells on which line a value begins, in whatever order it is asked`() throws {
    let list = try #require(JSONDocument(Array("[1,\n 2, 3,\n\n {\"a\":\n4}]".utf8)).root.elements)
    let values = Array(list) + [try #require(list[3]["a"])]
    var counter = JSONLineCounter()
    #expect(values.map { counter.line(of: $0) } == [1, 2, 2, 4, 5])
    #expect(values.reversed().map { counter.line(of: $0) } == [5, 4, 2, 2, 1])
    #expect(values.map(\.line) == [1, 2, 2, 4, 5])
  }

  @Test(arguments: ["\"", "\\", "\n", "\0", "\u{7F}", "\u{85}", "\u{202E}"])
  func `escapes a mark wherever it stands`(mark: String) throws {
    for place in 0..<20 {
      let text = String(repeating: "a", count: place) + mark + "behind it"
      var writer = JSONWriter()
      writer.value(text)
      #expect(writer.bytes.allSatisfy { (0x20..<0x7F).contains($0) })
      #expect(try JSONDocument(writer.text).root.string == text)
    }
  }

  @Test func `leaves nothing in a string that moves a cursor or turns the text around`() {
    var writer = JSONWriter()
    writer.value("a\u{1B}[2J\u{202E}\u{85}\u{2028}ä😀")
    #expect(writer.text == #""a\u001b[2J\u202e\u0085\u2028ä😀""#)
  }
}
