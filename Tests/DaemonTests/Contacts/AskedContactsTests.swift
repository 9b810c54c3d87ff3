import FoundationEssentials
import Model
import Testing
import Transport

@testable import Daemon

@Suite struct `A list of contacts at an address` {
  private let now = Date(utc: "2026-11-22T12:00:00Z")!
  private let list = ContactSettings(.address("https://desk.example/tickets?key=geheim"))
  private let url = "https://desk.example/tickets"

  private func answer(
    _ body: String, status: Int = 200, headers: [HTTPHeader] = []
  ) -> Result<HTTPResponse, FetchError> {
    .success(
      HTTPResponse(status: status, headers: headers, body: Array(body.utf8), url: url))
  }

  private let one = "email,time\nbob@b.example,2026-11-20\n"

  /// One that has given one row, with an ETag.
  private func known() -> AskedContacts {
    var asked = AskedContacts(list, in: nil)
    _ = asked.begin(at: now)
    _ = asked.end(
      answer(one, headers: [HTTPHeader("ETag", "\"1\"")]), of: list, interval: .minutes(5), at: now)
    return asked
  }

  private func end(
    _ asked: inout AskedContacts, _ answer: Result<HTTPResponse, FetchError>, at moment: Date
  ) -> AskedContacts.Turn? {
    _ = asked.begin(at: moment)
    return asked.end(answer, of: list, interval: .minutes(5), at: moment)
  }

  @Test func `is asked again after its interval, by what it gave`() {
    var asked = known()
    #expect(asked.begin(at: now + 299) == nil)
    #expect(asked.begin(at: now + 300) == [Validators(url: url, etag: "\"1\"")])
    #expect(asked.begin(at: now + 900) == nil)
  }

  @Test func `is asked at once after a reload, also where an answer is on its way`() {
    var asked = known()
    _ = asked.begin(at: now + 300)
    asked.hasten()
    _ = asked.end(answer(one), of: list, interval: .minutes(5), at: now + 301)
    #expect(asked.begin(at: now + 302) != nil)
  }

  @Test func `is asked again though the clock was set back`() {
    var asked = known()
    #expect(asked.begin(at: now - 86_400) != nil)
  }

  @Test func `waits as long as the server wants`() {
    var asked = known()
    let busy = answer("", status: 429, headers: [HTTPHeader("Retry-After", "1000")])
    _ = end(&asked, busy, at: now + 300)
    #expect(asked.begin(at: now + 1299) == nil)
    #expect(asked.begin(at: now + 1300) != nil)
  }

  @Test(arguments: [
    ("", 500, "status 500"), ("", 200, "an empty answer"),
    ("<html>log in</html>", 200, "no list of contacts: line 1: expected JSON"),
    ("{\"error\": \"geheim\"}", 200, "no list of contacts: line 1: no time"),
    ("[{\"email\": \"b@", 200, "no list of contacts: line 1: not JSON"),
  ])
  func `keeps its rows where an answer holds none, and tells it once`(
    body: String, status: Int, reason: String
  ) throws {
    var asked = known()
    let turn = end(&asked, answer(body, status: status), at: now + 300)
    guard case .failed(let told) = turn else {
      Issue.record("\(String(describing: turn))")
      return
    }
    #expect(told.hasPrefix(reason))
    #expect(asked.rows.count == 1)
    #expect(asked.version == 1)
    #expect(end(&asked, answer(body, status: status), at: now + 600) == nil)
    #expect(asked.trouble?.since == now + 300)
    #expect(end(&asked, answer(one), at: now + 900) == .recovered(since: now + 300))
    #expect(asked.trouble == nil)
  }

  @Test func `is the same after 304, and after the same bytes`() {
    var asked = known()
    #expect(end(&asked, answer("", status: 304), at: now + 300) == nil)
    #expect(end(&asked, answer(one), at: now + 600) == nil)
    #expect(asked.version == 1)
    #expect(asked.rows.count == 1)
  }

  @Test func `may become empty`() {
    var asked = known()
    _ = end(&asked, answer("{\"tickets\": []}"), at: now + 300)
    #expect(asked.rows.isEmpty)
    #expect(asked.version == 2)
  }

  @Test func `on a private network is told with what would let it be asked`() {
    var asked = known()
    #expect(
      end(&asked, .failure(.forbiddenAddress("10.0.0.1")), at: now + 300)
        == .failed(
          reason: "address 10.0.0.1 is not public; polling.allowPrivateAddresses would let it"))
  }

  @Test func `is called by its address without what may be secret`() {
    #expect(list.name == url)
  }

  @Test func `lasts in status as long as it cannot be had, from the first failure on`() throws {
    var earlier = AskedContacts(
      list, in: ContactTrouble(name: list.name, since: now - 3600, reason: "status 500"))
    #expect(end(&earlier, answer("", status: 502), at: now) == nil)
    #expect(earlier.trouble?.since == now - 3600)
    #expect(earlier.trouble?.reason == "status 502")
  }
}
