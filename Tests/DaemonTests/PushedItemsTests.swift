import Feeds
import FoundationEssentials
import JSON
import Model
import Serving
import Synchronization
import Testing

@testable import Daemon

@Suite struct `Pushed items` {
  /// What came in.
  private final class Received: Sendable {
    private let all = Mutex<(texts: [String], sources: [Source])>(([], []))

    var texts: [String] { all.withLock { $0.texts } }
    var sources: [Source] { all.withLock { $0.sources } }

    func note(_ items: [Item], of source: Source) {
      all.withLock {
        $0.texts += items.map(\.text)
        $0.sources.append(source)
      }
    }
  }

  private let received = Received()

  private func pushed(token: String? = "geheim") -> PushedItems {
    PushedItems {
      token.map(Authorization.Secret.init)
    } receive: { [received] items, source in
      received.note(items, of: source)
      var report = Report()
      report.newItems = 1
      return report
    } source: { name in
      guard name == "calls" else { return nil }
      let paths = try? JSONDocument(#"{"items": "$", "text": "answers[0].free|text"}"#).root
      return WatchedSource(
        source: Source(id: "calls", url: "file:/calls", rung: .blog),
        mapping: paths.flatMap { try? Mapping($0) })
    } now: {
      // 2026-11-22T10:04:05Z
      Date(timeIntervalSince1970: 1_795_341_845)
    }
  }

  private func post(
    _ body: String, method: String = "POST", token: String? = "geheim",
    query: [(name: String, value: String)] = [], headers: [(name: String, value: String)] = []
  ) -> ServingRequest {
    ServingRequest(
      method: method, path: PushedItems.path, query: query,
      headers: (token.map { [(name: "authorization", value: "Bearer \($0)")] } ?? []) + headers,
      body: Array(body.utf8))
  }

  private func text(_ response: ServingResponse) -> String {
    String(decoding: response.body, as: UTF8.self)
  }

  @Test func `are counted`() async {
    let response = await pushed().answer(post("{\"text\": \"a\"}\n{\"text\": \"b\"}\n"))
    #expect(response.status == 202)
    #expect(text(response) == "{\"items\":2,\"new\":1,\"mentions\":0}\n")
    #expect(received.texts == ["a", "b"])
    #expect(received.sources.map(\.id) == ["pushed"])
  }

  @Test(arguments: [nil, "", "geheiM", "gehei", "geheimer", "geheim\0"])
  func `take the token`(token: String?) async {
    let response = await pushed().answer(post(#"{"text": "a"}"#, token: token))
    #expect(response.status == 401)
    #expect(response.headers.map(\.name) == ["WWW-Authenticate"])
    #expect(received.texts.isEmpty)
  }

  @Test func `are off without one`() async {
    #expect(await pushed(token: nil).answer(post(#"{"text": "a"}"#)).status == 404)
  }

  @Test func `are posted`() async {
    let response = await pushed().answer(post("", method: "GET"))
    #expect(response.status == 405)
    #expect(response.headers.map(\.value) == ["POST"])
  }

  @Test func `are taken all or none`() async {
    let response = await pushed().answer(post("{\"text\": \"a\"}\n{\"text\": 7 \"b\"}"))
    #expect(response.status == 422)
    #expect(text(response).hasPrefix("{\"line\":2,\"problem\":\"expected"))
    #expect(received.texts.isEmpty)
  }

  @Test(arguments: [
    ("yesterday", "a date that cannot be read: yesterday; it counts from when it came"),
    ("2026-11-22T11:04:05Z", "published in the future; it counts from when it came"),
    (
      "2026-11-20T10:04:05Z",
      "published more than a day ago; it teaches what is usual and alarms nobody"
    ),
  ])
  func `are taken with a warning where their moment is odd`(
    published: String, problem: String
  ) async {
    let lines = #"{"text": "a"}"# + "\n" + #"{"text": "b", "published": "\#(published)"}"#
    let response = await pushed().answer(post(lines))
    #expect(response.status == 202)
    #expect(
      text(response) == #"{"items":2,"new":1,"mentions":0,"#
        + #""warnings":[{"line":2,"problem":"\#(problem)"}]}"# + "\n")
    #expect(received.texts == ["a", "b"])
  }

  @Test(arguments: ["2026-11-22T10:05:00Z", "2026-11-21T10:05:00Z", "1795341845"])
  func `are taken without a word where their moment is not`(published: String) async {
    let response = await pushed().answer(post(#"{"text": "b", "published": "\#(published)"}"#))
    #expect(!text(response).contains("warnings"))
  }

  @Test func `are warned of within bounds`() async {
    let line = #"{"text": "b", "published": "soon"}"#
    let response = await pushed().answer(
      post(Array(repeating: line, count: 500).joined(separator: "\n")))
    #expect(response.status == 202)
    #expect(response.body.count < 4096)
  }

  @Test(arguments: [
    (nil, 202), ("application/json; charset=utf-8", 202), ("application/x-ndjson", 202),
    ("application/x-www-form-urlencoded", 202), ("application/feed+json", 202), ("text/plain", 202),
    ("multipart/form-data; boundary=x", 415), ("image/png", 415), ("text/html", 415),
  ])
  func `are of a type that holds items`(type: String?, status: Int) async {
    let headers = type.map { [(name: "Content-Type", value: $0)] } ?? []
    let response = await pushed().answer(post(#"{"text": "a"}"#, headers: headers))
    #expect(response.status == status)
    #expect((response.headers.first?.name == "Accept-Post") == (status == 415))
  }

  @Test func `are not packed`() async {
    let response = await pushed().answer(
      post(#"{"text": "a"}"#, headers: [(name: "content-encoding", value: "gzip")]))
    #expect(response.status == 415)
    #expect(response.headers.map(\.value) == ["identity"])
  }

  @Test(arguments: [
    ("text/csv", "Text,Author\nNever again,eve\n", "Never again"),
    ("text/plain", "{my} bag is lost", "{my} bag is lost"),
    ("message/rfc822", "Subject: bag\n\nIt is lost.\n", "It is lost."),
  ])
  func `are read as their type says`(type: String, body: String, expected: String) async {
    let response = await pushed().answer(
      post(body, headers: [(name: "Content-Type", value: type)]))
    #expect(response.status == 202)
    #expect(received.texts == [expected])
  }

  @Test func `wait outside where too many come at once`() async throws {
    let (arrivals, door) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
    let pushed = PushedItems {
      Authorization.Secret("geheim")
    } receive: { _, _ in
      arrivals.continuation.yield()
      for await _ in door.stream {}
      return Report()
    } source: { _ in
      nil
    } now: {
      Date()
    }
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<PostGate.places {
        group.addTask { await pushed.answer(post(#"{"text": "a"}"#)).status }
      }
      var arrived = arrivals.stream.makeAsyncIterator()
      for _ in 0..<PostGate.places { _ = await arrived.next() }
      let refused = await pushed.answer(post(#"{"text": "a"}"#))
      #expect(refused.status == 503)
      #expect(refused.headers.map(\.name) == ["Retry-After"])
      door.continuation.finish()
      #expect(await group.allSatisfy { $0 == 202 })
      #expect(await pushed.answer(post(#"{"text": "a"}"#)).status == 202)
    }
  }

  @Test(arguments: ["", " ", "[]"])
  func `are not nothing`(body: String) async {
    #expect(await pushed().answer(post(body)).status == 422)
  }

  @Test(arguments: [("calls", Rung.blog), ("mails", .customer)])
  func `belong to a source, of the configuration or not`(name: String, rung: Rung) async {
    let response = await pushed().answer(
      post(#"{"text": "a"}"#, query: [(name: "source", value: name)]))
    #expect(response.status == 202)
    #expect(received.sources.map(\.id) == [name])
    #expect(received.sources.map(\.rung) == [rung])
  }

  @Test func `are read by the mapping of their source`() async {
    let response = await pushed().answer(
      post(
        #"{"answers": [{"free": "Never again."}]}"#, query: [(name: "source", value: "calls")]))
    #expect(response.status == 202)
    #expect(received.texts == ["Never again."])
  }

  @Test(arguments: ["", "a\nb", String(repeating: "x", count: 101)])
  func `belong to a source with a decent name`(name: String) async {
    let response = await pushed().answer(
      post(#"{"text": "a"}"#, query: [(name: "source", value: name)]))
    #expect(response.status == 422)
  }
}
