import FoundationEssentials
import Glibc
import Model
import Testing

@testable import Daemon

@Suite struct `Lists of contacts` {
  private let now = Date(utc: "2026-11-22T12:00:00Z")!

  /// Reads a list of such content; gives what is known of a mention by bob at x.com.
  private func read(
    _ text: String, outlet: String? = "x.com",
    change: (inout ContactSettings) -> Void = { _ in }
  ) throws -> (list: ContactList, bob: KnownContact?) {
    var template = Array("/tmp/mentiond-contacts-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let bytes = Array(text.utf8)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    var settings = ContactSettings(.file(path))
    settings.outlet = outlet
    change(&settings)
    var builder = ContactBook.Builder(at: now)
    let list = try ContactList.read(settings, at: path) { builder.add($0) }
    let mention = Mention(
      brand: "acme", source: "s", outlet: "x.com", author: "bob", voice: 1, at: now, seen: now,
      story: 1)
    return (list, builder.finish().contact(of: mention, at: now))
  }

  @Test(arguments: [
    "handle,time,ticket\nbob,2026-11-20T10:00:00Z,7\n",
    "handle;time;ticket\nbob;2026-11-20T10:00:00Z;7",
    "\u{FEFF}Ticket\tTime\tHandle\r\n7\t2026-11-20T10:00:00Z\t@Bob\r\n",
    "\"handle\",\"time\",\"ticket\"\n\"bob\",\"2026-11-20T10:00:00Z\",\"7\"\n",
    "note,handle,time,ticket\n\"two\nlines, \"\"quoted\"\"\",bob,2026-11-20T10:00:00Z,7\n",
    "handle,time,ticket\n\n  \nhttps://x.com/bob,2026-11-20T10:00:00Z,7\n",
    "{\"handle\": \"@bob\", \"time\": \"2026-11-20T10:00:00Z\", \"ticket\": 7}\n",
    "\n{\"handle\": \"bob\", \"time\": 1795168800, \"ticket\": \"7\"}",
    "{\"handle\": \"bob\", \"time\": 1795168800000, \"ticket\": \"7\"}\n\n",
    "[\n {\"handle\": \"bob\",\n  \"time\": 1795168800, \"ticket\": 7}\n]\n",
    "{\n \"handle\": \"bob\",\n \"time\": 1795168800, \"ticket\": 7, \"tags\": []\n}\n",
    "{\"users\": [{\"id\": 1}], \"tickets\": [{\"handle\": \"bob\", \"time\": 1795168800, \"ticket\": 7}]}",
    "{\n\"data\": {\"rows\": [\n{\"handle\": \"bob\", \"time\": 1795168800, \"ticket\": 7}\n]}}",
  ])
  func `are read in every usual form`(text: String) throws {
    let (list, bob) = try read(text)
    #expect(list.problems == [])
    #expect(list.rows == 1)
    #expect(bob?.ticket == "7")
    #expect(bob?.since == Date(utc: "2026-11-20T10:00:00Z"))
  }

  @Test func `are read by columns of the operator's`() throws {
    let json = #"{"id": 7, "user": {"x": "bob"}, "at": "2026-11-20T10:00:00Z", "st": "Erledigt"}"#
    let (_, bob) = try read(json) {
      $0.columns = [.ticket: "id", .handle: "user.x", .time: "at", .state: "st"]
      $0.states = ["erledigt": .closed]
    }
    #expect(bob?.state == .closed)
  }

  @Test func `have one matter for a ticket, however often somebody called`() throws {
    let (_, bob) = try read(
      """
      ticket,handle,time,channel,state
      7,bob,2026-11-21T10:00:00Z,phone,unanswered
      7,bob,2026-11-19T10:00:00Z,mail,answered
      8,bob,2026-11-22T10:00:00Z,mail,closed
      """)
    let expected = KnownContact(
      mention: 0, author: "bob", way: .handle, ticket: "7",
      since: Date(utc: "2026-11-19T10:00:00Z")!, contacts: 2, state: .unanswered,
      channel: "phone")
    #expect(bob == expected)
  }

  @Test(arguments: [
    ("state", "new", KnownContact.State.unanswered), ("state", "Open", .open),
    ("state", "pending", .answered), ("state", "solved", .closed), ("state", "", .open),
    ("answered", "", .unanswered), ("answered", "no", .unanswered),
    ("answered", "2026-11-21", .answered), ("other", "x", .open),
  ])
  func `know who has the last word`(column: String, word: String, state: KnownContact.State)
    throws
  {
    let (_, bob) = try read("handle,time,\(column)\nbob,2026-11-21T10:00:00Z,\(word)\n")
    #expect(bob?.state == state)
  }

  @Test(arguments: [
    ("bob,yesterday,open", "time: expected a moment"), ("bob,,open", "no time"),
    ("bob,2026-11-21,lukewarm", "state: an unknown word"),
    (",2026-11-21,open", "nothing to know anybody by"),
    ("\"bob,2026-11-21,open", "a quote that is not closed"),
  ])
  func `name the line that is of no use, and none of its values`(row: String, reason: String)
    throws
  {
    let (list, bob) = try read("handle,time,state\nann,2026-11-21,open\n\(row)\n")
    #expect(list.rows == 1)
    #expect(list.badLines == 1)
    #expect(list.problems.map(\.line) == [3])
    let told = try #require(list.problems.first).description
    #expect(told.contains(reason))
    for value in ["bob", "yesterday", "lukewarm"] { #expect(!told.contains(value)) }
    #expect(bob == nil)
  }

  @Test(arguments: [3, 9000])
  func `lose the row whose quote is not closed, and none behind it`(count: Int) throws {
    let rows = (0..<count).map { "ann\($0),2026-11-20\n" }.joined()
    let (list, bob) = try read("handle,time\n\"carl,2026-11-20\n\(rows)bob,2026-11-20\n")
    #expect(list.rows == count + 1)
    #expect(list.problems.map(\.line) == [2])
    #expect(bob != nil)
  }

  @Test func `lose a first line that is broken, and none behind it`() throws {
    let (list, bob) = try read("{\"handle\":\n{\"handle\": \"bob\", \"time\": \"2026-11-20\"}\n")
    #expect(list.problems.map(\.line) == [1])
    #expect(bob != nil)
  }

  @Test(arguments: ["{\"tickets\": [], \"count\": 0}", "[]"])
  func `may be empty`(text: String) throws {
    let list = try read(text).list
    #expect((list.rows, list.badLines) == (0, 0))
  }

  @Test func `miss the moment of a row that has lists of other things`() throws {
    let list = try read("{\"handle\": \"bob\", \"tags\": [{\"name\": \"x\"}]}").list
    #expect(list.problems.map(\.reason) == ["no time"])
  }

  @Test func `name the line of an object in a list`() throws {
    let (list, bob) = try read(
      "\n[{\"handle\": \"ann\"},\n{\"handle\": \"bob\", \"time\": \"2026-11-20\"}, 7]")
    #expect(list.problems.map(\.line) == [2, 3])
    #expect(bob != nil)
  }

  @Test(arguments: [
    "[1, 2", "name one, name two\n1,2\n", "time,ticket", "%PDF-1.7 x\n\u{1}\u{2}\n", "",
  ])
  func `that are none give no rows`(text: String) throws {
    #expect(try read(text).list.rows == 0)
  }

  @Test func `go on behind a line that is too long`() throws {
    let long = String(repeating: "x", count: 17 << 20)
    let (list, bob) = try read(
      "{\"handle\": \"ann\", \"time\": \"2026-11-20\"}\n\(long)\n"
        + "{\"handle\": \"bob\", \"time\": \"2026-11-20\"}\n")
    #expect(list.badLines == 1)
    #expect(bob != nil)
  }

  @Test func `forget what lies three months back`() throws {
    #expect(try read("handle,time\nbob,2026-08-20T10:00:00Z\n").bob == nil)
  }

  @Test func `without an outlet have no handles`() throws {
    let (list, bob) = try read("handle,time\nbob,2026-11-20T10:00:00Z\n", outlet: nil)
    #expect(list.badLines == 1)
    #expect(bob == nil)
  }

  @Test func `take a handle that stands in hundreds of rows for nobody's`() throws {
    let rows = (1...60).map { "bob,2026-11-20T10:00:00Z,\($0 + 10_000)\n" }.joined()
    #expect(try read("handle,time,ticket\n\(rows)").bob == nil)
  }
}
