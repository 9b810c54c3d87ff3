import JSON
import Testing

@Suite struct `Salvaged JSON` {
  private func salvage(_ text: String, depth: Int = 512) throws -> JSONDocument {
    try JSONDocument(salvaging: Array(text.utf8), depth: depth)
  }

  /// The value written again, so that two texts can be compared.
  private func canonical(_ value: JSONValue) -> String {
    if let elements = value.elements {
      return "[" + elements.map(canonical).joined(separator: ",") + "]"
    }
    if let members = value.members {
      let texts = members.map { "\($0.key):\(canonical($0.value))" }
      return "{" + texts.joined(separator: ",") + "}"
    }
    return value.string ?? value.literal.filter { !$0.isWhitespace }
  }

  @Test(arguments: [
    (#"{"a": [1, {"b": "x"}], "c": null}"#, "{a:[1,{b:x}],c:null}"),
    ("\u{FEFF}[1]", "[1]"), (" \n[1]\n", "[1]"), ("[]", "[]"), ("{}", "{}"),
  ])
  func `is the same for a text that is whole`(text: String, value: String) throws {
    let document = try salvage(text)
    #expect(canonical(document.root) == value)
    #expect(document.repairs.isEmpty)
    #expect(document.root.isWhole)
  }

  @Test(arguments: [
    (#"{"a": [{"b": 1}, {"b": 2"#, "{a:[{b:1},{b:2}]}"), (#"{"a": 1, "b": "hal"#, "{a:1,b:}"),
    (#"{"a": 1, "b"#, "{a:1}"), (#"{"a": 1, "b""#, "{a:1,b:}"), (#"{"a": 1, "b":"#, "{a:1,b:}"),
    (#"{"a": 1,"#, "{a:1}"), ("[1, 2", "[1,2]"), ("[", "[]"), ("{", "{}"),
    (#"["a\"#, "[]"), ("[1,tru", "[1,tru]"),
  ])
  func `closes what is open where it breaks off`(text: String, value: String) throws {
    let document = try salvage(text)
    #expect(canonical(document.root) == value)
    #expect(document.repairs.contains { $0.kind == .truncated })
    #expect(!document.root.isWhole)
  }

  @Test func `tells which values are whole`() throws {
    let root = try salvage(#"[{"a": 1}, {"a": 2"#).root
    #expect(root.elements?.map(\.isWhole) == [true, false])
  }

  @Test(arguments: [
    "[1,2,]", "[1,,2]", "[,1,2]", "[1 2]", "[1,2}]", "[1,2]]", "[1, 2 // all\n]",
    "/* two */ [1, /* and */ 2]",
  ])
  func `mends an array of two`(text: String) throws {
    #expect(canonical(try salvage(text).root) == "[1,2]")
  }

  @Test(arguments: [
    (#"{"a":1,"b":2,}"#, JSONRepair.Kind.extraComma), (#"{"a":1,,"b":2}"#, .extraComma),
    (#"{"a":1 "b":2}"#, .malformed), ("{'a':1,'b':2}", .wrongQuotes), ("{a:1,b:2}", .wrongQuotes),
    (#"{"a":1,"b":2]}"#, .malformed), (#"{"a":1,"b":2}}"#, .textAfter),
    (#"{"a":1,"b":2}<!-- 0.3 s -->"#, .textAfter), (#"cb({"a":1,"b":2});"#, .wrapped),
    (#"/**/ typeof a.b === 'function' && a.b({"a":1,"b":2})"#, .wrapped),
    (")]}'\n" + #"{"a":1,"b":2}"#, .wrapped), (#"while(1);{"a":1,"b":2}"#, .wrapped),
    (#"for(;;);{"a":1,"b":2}"#, .wrapped), (#"{}&&{"a":1,"b":2}"#, .wrapped),
  ])
  func `mends an object of two, and says so`(text: String, kind: JSONRepair.Kind) throws {
    let document = try salvage(text)
    #expect(canonical(document.root) == "{a:1,b:2}")
    #expect(document.repairs.map(\.kind) == [kind])
    #expect(document.root.isWhole)
  }

  @Test(arguments: [
    ("[1, NaN]", JSONRepair.Kind.notANumber), ("[1, -Infinity]", .notANumber),
    ("[1, undefined]", .notANumber), ("[1, None]", .notANumber), ("[1, nope]", .malformed),
  ])
  func `takes a value that means nothing for null`(text: String, kind: JSONRepair.Kind) throws {
    let document = try salvage(text)
    #expect(document.root[0]?.int == 1)
    #expect(document.root[1]?.isNull == true)
    #expect(document.repairs.map(\.kind) == [kind])
  }

  @Test func `knows the words of Python`() throws {
    let root = try salvage("{'a': True, 'b': False}").root
    #expect(root["a"]?.bool == true)
    #expect(root["b"]?.bool == false)
  }

  @Test func `keeps control characters in strings`() throws {
    let document = try salvage("[\"a\tb\nc\u{1}\", 1]")
    #expect(document.root[0]?.string == "a\tb\nc\u{1}")
    #expect(document.repairs.map(\.kind) == [.controlCharacter])
  }

  @Test func `loses only the value that is nested too deep`() throws {
    let deep = String(repeating: "[", count: 9) + "\"]\"" + String(repeating: "]", count: 9)
    let document = try salvage("{\"a\": \(deep), \"b\": 1}", depth: 4)
    #expect(document.root["b"]?.int == 1)
    #expect(document.repairs.map(\.kind) == [.tooDeep])
  }

  @Test func `tells the line of what it mended first`() throws {
    let repair = try salvage("[1,\n 2,]").repairs.first
    #expect(repair?.place.line == 2)
    #expect(repair?.place.column == 4)
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"a\":2}\n", "[{a:1},{a:2}]"), ("{\"a\":1}{\"a\":2}", "[{a:1},{a:2}]"),
    ("\u{1E}{\"a\":1}\n\u{1E}{\"a\":2}\n", "[{a:1},{a:2}]"),
    ("{\"a\":1}\nlost line\n{\"a\":2}", "[{a:1},{a:2}]"), ("[1]", "[[1]]"),
  ])
  func `gives all values of JSON Lines`(text: String, value: String) throws {
    #expect(canonical(try salvage(text).values) == value)
  }

  @Test(arguments: [
    "", " ", "hello", "[Error] denied", "(", "1", "\"a\"", "call me (", "<html>{}</html>", "{ 1 }",
  ])
  func `is only what begins like JSON`(text: String) {
    #expect(throws: JSONError.self) { try salvage(text) }
  }

  /// All ways to cut and to break a text of all kinds of values, and each must end with values that
  /// can be walked through.
  @Test func `ends whatever is broken`() throws {
    let text = Array(
      #"{"a": [1, -2.5e3, "x\u00e4\"", {"b": null, 'c': [[true]]}], "d": {"e": NaN}, /* f */ "g": {}}"#
        .utf8)
    for place in 1...text.count {
      _ = canonical(try JSONDocument(salvaging: Array(text[..<place])).root)
      for byte in "{}[]\"',:\\/n1 \u{1}".utf8 where place > 3 && place < text.count {
        var broken = text
        broken[place] = byte
        _ = canonical(try JSONDocument(salvaging: broken).root)
      }
    }
  }

  @Test(arguments: ["[", "{\"a\":", "[1,", "\"", "/*", "//", "[\"a\",]", "}", "{'", "\\", ","])
  func `takes time in proportion to what is repeated`(part: String) throws {
    let text = "[" + String(repeating: "1,", count: 10) + String(repeating: part, count: 100_000)
    #expect(try salvage(text).root[9]?.int == 1)
  }
}
