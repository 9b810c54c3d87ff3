import Feeds
import FoundationEssentials
import JSON
import Model
import Testing
import Transport

@testable import Daemon

@Suite struct `Presets` {
  private let shelf = PresetShelf.builtIn

  private func fill(_ name: String, _ given: String) throws -> FilledPreset {
    try FilledPreset(try #require(shelf[name]), given: JSONDocument(given).root)
  }

  @Test func `of the program are what an operator's must be`() {
    #expect(PresetShelf.builtInValues.flatMap { PresetReader.read($0).problems }.isEmpty)
  }

  @Test func `are each tried here`() {
    #expect(PresetCase.all.map(\.name).sorted() == shelf.names)
  }

  @Test(arguments: PresetCase.all)
  func `ask where the place answers`(example: PresetCase) throws {
    #expect(try fill(example.name, example.given).url == example.url)
  }

  @Test(arguments: PresetCase.all)
  func `read what the place says`(example: PresetCase) throws {
    let preset = try fill(example.name, example.given)
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "Presets/\(example.file)")))
    let feed = try FeedReader.read(bytes, from: preset.url, mapping: preset.mapping)
    let item = try #require(feed.items.first)
    #expect(feed.items.count == 1)
    #expect(item.guid == example.guid)
    #expect(item.url == example.link)
    #expect(item.title == example.title)
    #expect(item.text == example.text)
    #expect(item.author == example.author)
    // Some places tell fractions of a second, one no seconds.
    let published = try #require(item.published?.timeIntervalSince1970)
    #expect((1_795_341_840..<1_795_341_846).contains(published))
    #expect(feed.nextPage == example.next)
    if let likes = example.likes { #expect(item.engagement.likes == likes) }
  }

  @Test(arguments: [
    ("gdelt", "{}"), ("apple-reviews", #"{"feed": {"author": {}}}"#), ("mastodon-tag", "[]"),
    ("hacker-news", #"{"hits": []}"#), ("bluesky-search", #"{"posts": []}"#),
  ])
  func `take an answer without items for one`(name: String, answer: String) throws {
    let example = try #require(PresetCase.all.first { $0.name == name })
    let mapping = try fill(name, example.given).mapping
    #expect(try FeedReader.read(Array(answer.utf8), mapping: mapping).items.isEmpty)
  }

  @Test(arguments: [
    ("mastodon-tag", #"{"tag": "a"}"#, ["\"server\" is missing"]),
    ("mastodon-tag", "{}", ["\"server\" is missing", "\"tag\" is missing"]),
    ("mastodon-tag", #"{"server": "evil.example/x?", "tag": "a"}"#, ["expected a host name"]),
    ("mastodon-tag", #"{"server": "me@evil.example", "tag": "a"}"#, ["expected a host name"]),
    ("json-feed", #"{"feed": "ftp://example.org/"}"#, ["expected an http or https address"]),
  ])
  func `tell what does not fit`(name: String, given: String, messages: [String]) throws {
    let preset = try #require(shelf[name])
    let document = try JSONDocument(given)
    do {
      let filled = try FilledPreset(preset, given: document.root)
      Issue.record("made \(filled.url)")
    } catch {
      #expect(error.list.count == messages.count)
      for (misfit, message) in zip(error.list, messages) {
        #expect(misfit.message.hasPrefix(message))
      }
    }
  }

  @Test(arguments: [
    (
      "mastodon-tag", #"{"server": "mastodon.social", "tag": "acmeair"}"#,
      "mastodon-tag-mastodon.social-acmeair"
    ),
    ("google-news", #"{"query": "\"acme air\""}"#, "google-news-acme-air"),
    ("lobsters", "{}", "lobsters"),
  ])
  func `name a source that has no name`(preset: String, given: String, name: String) throws {
    #expect(try fill(preset, given).name == name)
  }

  @Test(arguments: [
    (
      #"{"name": "x", "about": "y", "rung": "news", "url": "https://{host}/"}"#,
      "no parameter \"host\""
    ),
    (
      #"{"name": "x", "about": "y", "rung": "news", "url": "https://a/", "auth": {"service": "{b}"}}"#,
      "no parameter \"b\""
    ),
    (#"{"name": "x", "about": "y", "url": "https://a.example/"}"#, "\"rung\" is missing"),
    (
      #"{"name": "x", "about": "y", "rung": "news", "url": "https://a/", "pagse": 1}"#,
      "unknown key"
    ),
  ])
  func `of an operator are checked`(file: String, message: String) throws {
    let (preset, problems) = PresetReader.read(try JSONDocument(file).root)
    #expect(preset == nil)
    #expect(problems.contains { $0.message.hasPrefix(message) })
  }

  @Test(arguments: [
    ("{}", "https://bsky.social"), (#"{"service": "pds.example"}"#, "https://pds.example"),
  ])
  func `ask for leave where they ask`(given: String, service: String) throws {
    let more = given == "{}" ? "" : "\(given.dropFirst().dropLast()), "
    let filled = try fill("bluesky-search", "{\(more)\"query\": \"a\"}")
    #expect(filled.auth?["service"] == service)
    #expect(filled.url.hasPrefix("\(service)/"))
  }

  @Test(arguments: [
    (#"{"preset": "hacker-news", "query": "a"}"#, true),
    (#"{"preset": "hacker-news", "query": "a", "interval": "2m"}"#, false),
    (#"{"preset": "lobsters"}"#, false),
    (#"{"name": "a", "url": "https://a.example/"}"#, true),
    (#"{"name": "a", "url": "https://a.example/", "interval": "2m"}"#, false),
  ])
  func `that know the place's limit let go of their interval in a rise`(
    source: String, surges: Bool
  ) throws {
    let text = #"{"brands": [], "sources": [\#(source)]}"#
    let read = try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
    #expect(read.sources.map(\.source.surges) == [surges])
  }

  @Test func `of an operator take the place of our own`() throws {
    let file =
      #"{"name": "lobsters", "about": "mine", "rung": "blog", "url": "https://a.example/"}"#
    let own = try #require(PresetReader.read(try JSONDocument(file).root).preset)
    var shelf = shelf
    shelf.add([own])
    #expect(shelf["lobsters"]?.about == "mine")
    #expect(shelf.names == self.shelf.names)
  }
}

@Suite struct `A brand's proposal` {
  @Test(arguments: [
    ("Acme Air", "acme-air", "\"acme air\" OR acmeair OR #acmeair OR @acmeair"),
    ("Initech", "initech", "initech OR #initech OR @initech"),
    ("AT&T", "at-t", "\"at&t\" OR att OR #att OR @att"),
  ])
  func `finds the ways in which posts name it`(name: String, id: String, query: String) {
    let proposal = BrandProposal(name: name)
    #expect(proposal.id == id)
    #expect(proposal.query == query)
  }

  @Test func `is a configuration`() throws {
    let proposal = BrandProposal(name: "Acme \"Air\" {x} & Söhne")
    let sources = proposal.sources(of: .builtIn)
    #expect(sources.count >= 10)
    #expect(sources.allSatisfy { (try? WebAddress($0.filled.url)) != nil })
    #expect(Set(sources.map(\.filled.name)).count == sources.count)
    #expect(sources.contains { $0.filled.url.contains("/tag/acmeairxs%C3%B6hne") })
  }

  private func read(_ text: String) throws -> Configuration {
    try ConfigurationReader.read(Array(text.utf8), files: SecretFiles(values: [:]))
  }

  @Test(arguments: ["acme air", "AT&T", "Acme \"Air\" {x} & Söhne", "漢字"])
  func `is good as it is printed`(name: String) throws {
    let proposal = BrandProposal(name: name)
    let sources = proposal.sources(of: .builtIn)
    let configuration = try read(proposal.text(sources, addsBrand: true, addsReceiver: true))
    #expect(ConfigurationWarnings(configuration).list == [])
    #expect(configuration.brands.map(\.brand.id) == [proposal.id])
    #expect(
      configuration.sources.map(\.source.url)
        == sources.filter { $0.filled.preset.proposed == .enabled }.map(\.filled.url))
  }

  @Test func `is added to what is there, which stays as it is`() throws {
    let before = """
      {"//": "ours", "brands": [{"name": "b", "query": "bell", "//": "old"}],
       "sources": [{"name": "s", "url": "https://s.example/"}], "status": {"port": 1}}
      """
    let proposal = BrandProposal(name: "acme air")
    let text = proposal.text(
      proposal.sources(of: .builtIn), addsBrand: true, addsReceiver: false,
      into: try JSONDocument(before).root)
    let configuration = try read(text)
    #expect(configuration.brands.map(\.brand.id) == ["b", "acme-air"])
    #expect(configuration.sources.first?.source.url == "https://s.example/")
    #expect(configuration.sources.count > 10)
    #expect(configuration.status?.port == 1)
    #expect(text.contains("\"ours\"") && text.contains("\"old\""))
  }

  @Test func `tells of places that need to know more, with samples that are good`() throws {
    let choices = BrandProposal(name: "acme air").choices(of: .builtIn)
    #expect(choices.contains { $0.source.contains(#""preset":"apple-reviews""#) })
    for choice in choices {
      let text = #"{"brands": [], "sources": [\#(choice.source)]}"#
      #expect(throws: Never.self, "\(choice.source)") { try read(text) }
    }
  }
}

@Suite struct `Sources of a reader's export` {
  private func imported(_ urls: String...) -> ImportedSources {
    var sources = ImportedSources(names: [])
    for url in urls { sources.add(Subscription(title: "", url: url, categories: ["a", "b"])) }
    return sources
  }

  @Test(arguments: [
    ["http://a.example/feed", "https://a.example/feed"],
    ["https://A.example/feed#top", "https://a.example/feed"],
    ["feed:https://a.example/feed", "feed://a.example/feed"],
  ])
  func `are one for an address that is written in two ways`(urls: [String]) {
    let imported = imported(urls[0], urls[1])
    #expect(imported.sources.map(\.name) == ["a/b/a.example"])
    #expect(imported.problems.isEmpty)
  }

  @Test(arguments: ["ftp://a.example/", "", "https://me:geheim@a.example/"])
  func `are none for an address that cannot be asked`(url: String) {
    let imported = imported(url)
    #expect(imported.sources.isEmpty)
    #expect(imported.problems.count == 1)
    #expect(!imported.problems[0].contains("geheim"))
  }

  @Test func `leave out what is there in another spelling`() throws {
    var configuration = Configuration()
    configuration.sources = [WatchedSource(source: Source(id: "s", url: "http://a.example"))]
    let known = KnownSources(configuration)
    let rest = known.withoutKnown(["https://a.example/", "https://a.example/b"]) { $0 }
    #expect(rest == ["https://a.example/b"])
  }
}
