import FoundationEssentials
import JSON
import Model
import Polling
import Testing
import Transport

@testable import Daemon

@Suite struct `Configuration reader` {
  private let files = SecretFiles(values: ["hook": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])

  private func read(_ text: String) throws -> Configuration {
    try ConfigurationReader.read(Array(text.utf8), files: files)
  }

  private func problems(of text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as ConfigurationReader.Problems {
      return error.list.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `needs no more than brands and sources`() throws {
    let configuration = try read(
      #"{"brands": [{"name": "acme", "query": "\"acme air\""}], "sources": []}"#)
    #expect(configuration.brands.map(\.brand) == [Brand(id: "acme", query: "\"acme air\"")])
    #expect(configuration.sources.isEmpty)
  }

  @Test func `reads all that a source can say`() throws {
    let configuration = try read(
      #"""
      {"brands": [], "sources": [{"name": "a", "url": "https://a.example/feed", "rung": "news",
        "outlet": "A", "interval": "90s", "language": "de", "headers": {"X-Key": "file:hook"}}]}
      """#)
    let watched = try #require(configuration.sources.first)
    #expect(
      watched.source
        == Source(
          id: "a", url: "https://a.example/feed", rung: .news, outlet: "A",
          interval: .seconds(90), language: "de"))
    #expect(watched.headers.first?.value == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
  }

  @Test func `fills in a preset, and lets the source say otherwise`() throws {
    let configuration = try read(
      #"""
      {"brands": [], "sources": [{"preset": "hacker-news", "query": "acme"},
        {"name": "hn", "preset": "hacker-news", "query": "acme b", "rung": "blog", "interval": "1m",
         "outlet": "HN", "language": "en"}]}
      """#)
    let plain = try #require(configuration.sources.first)
    #expect(plain.source.id == "hacker-news-acme")
    #expect(plain.source.rung == .customer)
    #expect(plain.source.interval == .seconds(120))
    #expect(plain.mapping != nil)
    let own = try #require(configuration.sources.last).source
    #expect((own.id, own.rung, own.outlet) == ("hn", .blog, "HN"))
    #expect(own.interval == .seconds(60))
    #expect(own.url.contains("query=acme%20b&"))
  }

  @Test func `completes the terms of a preset by those of the source`() throws {
    let configuration = try read(
      #"""
      {"brands": [], "sources": [{"preset": "reddit-oauth", "query": "acme",
        "auth": {"clientId": "me", "clientSecretFile": "hook"}}]}
      """#)
    let grant = TokenGrant(
      kind: .clientCredentials(scope: nil), url: "https://www.reddit.com/api/v1/access_token",
      client: .init(id: "me", secret: .init("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
    #expect(configuration.sources.first?.authorization == .token(grant))
  }

  @Test func `reads how hosts are paced`() throws {
    let pacing = try read(
      #"""
      {"brands": [], "sources": [], "polling": {"hostGap": "3s", "hostRequests": 90,
        "maximumInterval": "2h", "together": "domain", "hosts": {
          "Slow.example": {"gap": "10s", "backOff": "source", "throttled": [403]},
          "youtube.com": {"concurrency": 2}}}}
      """#
    ).polling.pacing
    #expect(pacing.grouping == .domain)
    #expect(pacing.adaptiveCeiling == .hours(2))
    #expect(pacing.publisherCeiling == .hours(2))
    #expect(pacing.host == HostPacing(gap: .seconds(3), requestsPerHour: 90))
    #expect(
      pacing.domains["slow.example"]
        == HostPacing(
          gap: .seconds(10), requestsPerHour: 90, backOff: .source,
          statuses: StatusPolicy(throttled: [403])))
    #expect(pacing.domains["youtube.com"]?.concurrency == 2)
    #expect(pacing.domains["youtube.com"]?.statuses.passing == [404, 500])
  }

  @Test func `lets a preset slow down its host, but not the operator's word`() throws {
    let sources = #"""
      "brands": [], "sources": [{"preset": "gdelt", "query": "acme"},
        {"preset": "github-issues", "query": "acme"}]
      """#
    let host = "api.gdeltproject.org"
    let configuration = try read("{\(sources)}")
    let pacing = configuration.polling.pacing
    #expect(pacing.domains[host] == HostPacing(gap: .seconds(6)))
    #expect(configuration.sources.last?.source.statuses == StatusPolicy(throttled: [403]))
    let own = try read(
      "{\(sources), \"polling\": {\"hosts\": {\"\(host)\": {\"gap\": \"3s\"}}}}")
    #expect(own.polling.pacing.domains[host] == HostPacing(gap: .seconds(3)))
  }

  @Test func `leaves out what is disabled, and remarks everywhere`() throws {
    let configuration = try read(
      #"""
      {"//": "x", "brands": [], "sources": [
        {"//": 1, "name": "a", "url": "https://a.example/", "disabled": true},
        {"name": "b", "url": "https://b.example/", "disabled": false}]}
      """#)
    #expect(configuration.sources.map(\.source.id) == ["b"])
  }

  @Test(arguments: [
    (
      #"{"brands": [], "sources": [], "recievers": []}"#,
      #"recievers (line 1): unknown key; did you mean "receivers"?"#
    ),
    (
      "{\"brands\": [], \"sources\": [\n{\"name\": \"a\", \"url\": \"slack\"}]}",
      #"sources[0].url (line 2): expected an http or https address, found "slack""#
    ),
    (
      #"{"brands": [], "sources": [{"name": "a", "url": "https://u:p@a.example/"}]}"#,
      "sources[0].url (line 1): holds a password"
    ),
    (
      #"{"brands": [{"name": "a", "query": "x OR"}], "sources": []}"#,
      "brands[0].query (line 1): column "
    ),
    (
      #"{"brands": [{"name": "a", "query": "x"}, {"name": "a", "query": "y"}], "sources": []}"#,
      #"brands[1].name (line 1): "a" is taken by brands[0]"#
    ),
    (
      #"{"brands": [], "sources": [{"name": "a", "url": "https://a.example/", "rung": "newz"}]}"#,
      #"sources[0].rung (line 1): expected one of customer, blog, aggregator, news, own, found "newz"; did you mean "news"?"#
    ),
    (
      #"{"brands": [], "sources": [{"name": "a", "url": "https://a.example/", "interval": "fast"}]}"#,
      #"sources[0].interval (line 1): expected a length of time such as "5m", from 1s to 7d, found "fast""#
    ),
    (
      #"{"brands": [], "sources": [{"name": "a", "url": "https://a.example/", "mapping": {"items": "x", "publised": "y"}}]}"#,
      "sources[0].mapping.publised (line 1): unknown key"
    ),
    (#"{"sources": []}"#, #"line 1: "brands" is missing: the names to listen for"#),
    (
      #"{"brands": [], "sources": [], "receivers": [{"name": "r", "type": "webhook"}]}"#,
      #"receivers[0] (line 1): "url" is missing: a webhook posts somewhere"#
    ),
    (
      #"{"brands": [], "sources": [], "receivers": [{"name": "r", "type": "log", "path": "x", "secretFile": "hook"}]}"#,
      "receivers[0].secretFile (line 1): does not belong here: only webhooks are signed"
    ),
    (
      #"{"brands": [], "sources": [], "receivers": [{"name": "r", "type": "webhook", "url": "https://h.example/", "secretFile": "none"}]}"#,
      "receivers[0].secretFile (line 1): no secret none"
    ),
    (
      #"{"brands": [], "sources": [], "receivers": [{"name": "r", "type": "log", "path": "x", "brands": ["acme"]}]}"#,
      #"receivers[0].brands[0] (line 1): no brand "acme""#
    ),
    ("{\"brands\": [],\n \"sources\": [}", "not JSON: line 2, column 14: expected a value"),
    (
      #"{"brands": [], "brands": [], "sources": []}"#, "brands (line 1): stands here twice"
    ),
    (
      #"{"brands": [], "sources": [{"preset": "mastodon-tag", "tag": "a"}]}"#,
      #"sources[0] (line 1): preset mastodon-tag: "server" is missing: the server to ask"#
    ),
    (
      #"{"brands": [], "sources": [{"preset": "redit", "query": "a"}]}"#,
      #"sources[0].preset (line 1): no preset "redit"; did you mean "reddit"?"#
    ),
    (
      #"{"brands": [], "sources": [{"preset": "reddit", "query": "a", "tag": "b"}]}"#,
      "sources[0].tag (line 1): unknown key"
    ),
    (
      #"{"brands": [], "sources": [{"preset": "reddit", "query": "a", "url": "https://a.example/"}]}"#,
      "sources[0].url (line 1): unknown key"
    ),
    (
      #"{"brands": [], "sources": [{"preset": "reddit", "query": "a"}, {"preset": "reddit", "query": "a"}]}"#,
      #"sources[1].name (line 1): "reddit-a" is taken by sources[0]"#
    ),
    (
      #"{"brands": [], "sources": [{"preset": "bluesky-search", "query": "a"}]}"#,
      #"sources[0].auth (line 1): "user" is missing: bluesky needs it"#
    ),
    (
      #"{"brands": [], "sources": [{"name": "a", "url": "https://a.example/", "auth": {"type": "bearer", "tokenFile": "none"}}]}"#,
      "sources[0].auth.tokenFile (line 1): no secret none"
    ),
    (
      #"{"brands": [], "sources": [{"name": "a", "url": "https://a.example/", "headers": {"X-Api-Key": "7"}}]}"#,
      "sources[0].headers.X-Api-Key (line 1): X-Api-Key holds a secret: put it into a file"
    ),
    (
      #"{"brands": [], "sources": [{"name": "a", "url": "http://a.example/", "headers": {"Authorization": "file:hook"}}]}"#,
      "sources[0].url (line 1): http://a.example/: a secret would be sent in the clear"
    ),
    (
      #"{"brands": [], "sources": [{"name": "a", "url": "http://a.example/", "auth": {"type": "bearer", "tokenFile": "hook"}}]}"#,
      "sources[0].url (line 1): http://a.example/: a secret would be sent in the clear"
    ),
    (
      #"{"brands": [], "sources": [], "polling": {"noProxy": ["a.example"]}}"#,
      "polling.noProxy (line 1): does not belong here"
    ),
    (
      #"{"brands": [], "sources": [], "polling": {"proxy": "http://p.example", "noProxy": ["10.0.0.0/8", "10.0.0.0/33"]}}"#,
      "polling.noProxy[1] (line 1): expected a host, an address, or a block such as"
    ),
    (
      #"{"brands": [], "sources": [], "contacts": [{"outlet": "x.com"}]}"#,
      #"contacts[0] (line 1): "file" or "url" is missing"#
    ),
    (
      #"{"brands": [], "sources": [], "contacts": [{"file": "a.csv", "url": "https://a.example/"}]}"#,
      "contacts[0].file (line 1): does not belong here"
    ),
    (
      #"{"brands": [], "sources": [], "contacts": [{"file": "a.csv", "interval": "5m"}]}"#,
      "contacts[0].interval (line 1): does not belong here"
    ),
    (
      #"{"brands": [], "sources": [], "contacts": [{"url": "http://a.example/", "headers": {"Authorization": "file:hook"}}]}"#,
      "contacts[0].url (line 1): http://a.example/: a secret would be sent in the clear"
    ),
  ])
  func `names what is wrong, where, and what would be right`(text: String, problem: String) {
    #expect(problems(of: text).contains { $0.hasPrefix(problem) }, "\(problems(of: text))")
  }

  @Test func `names all problems at once`() {
    let text =
      #"{"brands": [{"name": "", "query": 3}], "sources": {}, "status": {"port": 70000}}"#
    #expect(problems(of: text).count == 4)
  }
}

@Suite struct `Configuration schema` {
  private func schema() throws -> JSONValue { try JSONDocument(ConfigurationSchema.text).root }

  @Test func `allows no unknown keys and asks for the required ones`() throws {
    let root = try schema()
    #expect(root["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
    #expect(root["additionalProperties"]?.bool == false)
    #expect(root["required"]?.elements?.map(\.string) == ["brands", "sources"])
  }

  @Test func `is told in full by README`() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let readme = String(
      decoding: try #require(FileBytes.read("/\(root)/README.md", limit: 1 << 20)), as: UTF8.self)
    func check(_ shape: Shape, _ place: String) {
      switch shape {
      case .record(let keys):
        for key in keys { check(key.shape, place.isEmpty ? key.name : "\(place).\(key.name)") }
      case .list(let element), .oneOrMore(let element): check(element, "\(place)[]")
      case .variant(let keys, _):
        // What a preset wants besides is told by `mentiond presets`.
        let parameters = PresetShelf.builtIn.presets.flatMap { $0.parameters.map(\.name) }
        check(
          .record(keys.filter { $0.name == "language" || !parameters.contains($0.name) }), place)
      default:
        let name = place.hasSuffix("[]") ? String(place.dropLast(2)) : place
        #expect(readme.contains("`\(name)`"), "README does not tell `\(name)`")
      }
    }
    check(.configuration(.builtIn), "")
  }

  @Test func `describes every key`() throws {
    func check(_ value: JSONValue, _ place: String) {
      for (name, key) in value["properties"]?.members ?? [] {
        #expect(key["description"]?.string?.isEmpty == false, "\(place).\(name)")
        check(key, "\(place).\(name)")
        if let items = key["items"] { check(items, "\(place).\(name)[]") }
      }
    }
    check(try schema(), "")
  }
}

@Suite struct `Lengths of time` {
  @Test(arguments: [("90s", 90.0), ("5m", 300), ("1.5h", 5400), ("7d", 604_800)])
  func `are a number and a unit`(text: String, seconds: Double) {
    #expect(DurationText.read(text)?.seconds == seconds)
  }

  @Test(arguments: ["", "5", "m", "-5m", "5 m", "5w", "infs", "nand"])
  func `are nothing else`(text: String) {
    #expect(DurationText.read(text) == nil)
  }
}
