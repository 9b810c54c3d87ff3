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
    PushedItems(token: token.map(Authorization.Secret.init)) { [received] items, source in
      received.note(items, of: source)
      var report = Report()
      report.newItems = 1
      return report
    } source: { name in
      name == "calls" ? Source(id: "calls", url: "file:/calls", rung: .blog) : nil
    }
  }

  private func post(
    _ body: String, method: String = "POST", token: String? = "geheim",
    query: [(name: String, value: String)] = []
  ) -> ServingRequest {
    ServingRequest(
      method: method, path: PushedItems.path, query: query,
      headers: token.map { [(name: "authorization", value: "Bearer \($0)")] } ?? [],
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

  @Test(arguments: ["", "a\nb", String(repeating: "x", count: 101)])
  func `belong to a source with a decent name`(name: String) async {
    let response = await pushed().answer(
      post(#"{"text": "a"}"#, query: [(name: "source", value: name)]))
    #expect(response.status == 422)
  }
}
