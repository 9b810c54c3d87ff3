import Feeds
import Testing

@Suite struct `Tables` {
  private func rows(_ text: String) -> [String] {
    TableText.rows(of: Array(text.utf8)).map { String(decoding: $0.object, as: UTF8.self) }
  }

  @Test(arguments: [
    "a,b\n1,2", "a,b\r\n1,2\r\n", "\u{FEFF}a;b\n1;2\n", "a\tb\n1\t2\n",
    "\"a\",\"b\"\n\"1\",\"2\"\n",
    "a,b\n\n , \n1,2\n", "a,b,\n1,2,3\n", " a , b \n1,2",
  ])
  func `have a row for each item`(text: String) {
    #expect(rows(text) == [#"{"a":"1","b":"2"}"#])
  }

  @Test(arguments: [
    ("a\n\"x, \"\"y\"\"\nz\"\n", #"{"a":"x, \"y\"\nz"}"#), ("a,b\n,2\n", #"{"b":"2"}"#),
    ("a\n5\" wide\n", #"{"a":"5\" wide"}"#), ("a\n\"open", #"{"a":"open"}"#),
    ("Text,ID\nx,7", #"{"Text":"x","text":"x","ID":"7","id":"7"}"#),
    ("Text,text\nx,y", #"{"Text":"x","text":"y"}"#), ("\"a;b\",c\n1,2", #"{"a;b":"1","c":"2"}"#),
  ])
  func `have fields as the standard quotes them`(text: String, object: String) {
    #expect(rows(text) == [object])
  }

  @Test func `tell the line of a row`() {
    let table = "a\n\"1\n2\"\n\n3\n"
    #expect(TableText.rows(of: Array(table.utf8)).map(\.line) == [2, 5])
  }

  @Test(arguments: ["", "\n", "a,b", "a,b\n", ",\n1,2"])
  func `may be empty`(text: String) {
    #expect(rows(text).filter { $0 != "{}" } == [])
  }
}
