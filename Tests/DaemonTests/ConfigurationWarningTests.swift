import Glibc
import Testing

@testable import Daemon

@Suite struct `Warnings of a configuration` {
  private func warnings(_ text: String) throws -> [String] {
    let configuration = try ConfigurationReader.read(
      Array(text.utf8), files: SecretFiles(values: ["token": "geheim"]))
    return ConfigurationWarnings(configuration).list.map(\.description)
  }

  /// Those of a configuration of two lines with these sources, to which nothing else is to be said.
  private func warnings(sources: String, more: String = "") throws -> [String] {
    try warnings(
      """
      {"brands": [{"name": "a", "query": "acme"}], "receivers": [{"name": "r", "type": "log", "path": "a"}],
      "sources": [\(sources)]\(more)}
      """)
  }

  @Test func `are not given without need`() throws {
    #expect(try warnings(sources: #"{"name": "a", "url": "https://a.example/"}"#).isEmpty)
  }

  @Test(arguments: [
    "127.0.0.1", "[::1]", "10.0.0.1", "192.168.1.1:8080", "localhost", "feeds.localhost",
    "169.254.169.254",
  ])
  func `name an address that will not be asked, and what would let it`(host: String) throws {
    let source = #"{"name": "a", "url": "http://\#(host)/feed"}"#
    let found = try warnings(sources: source)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("sources[0].url (line 2): ") == true)
    #expect(found.first?.contains("polling.allowPrivateAddresses") == true)
    #expect(
      try warnings(sources: source, more: #", "polling": {"allowPrivateAddresses": true}"#).isEmpty)
  }

  @Test(arguments: [
    (
      #"{"name": "a", "url": "file:/nowhere/calls"}"#, "",
      "sources[0].url (line 2): /nowhere/calls: No such file or directory"
    ),
    (
      #"{"name": "a", "url": "https://a.example/"}, {"name": "b", "url": "https://a.example/"}"#,
      "",
      "sources[1].url (line 2): the address of sources[0] as well, which items count for alone"
    ),
    (
      #"{"name": "a", "url": "https://a.example/", "interval": "10s"}"#, "",
      "sources[0].interval (line 2): shorter than polling.minimumInterval, 1m, which holds"
    ),
    (
      #"{"name": "a", "url": "https://a.example/"}"#, #", "polling": {"minimumInterval": "2h"}"#,
      "polling.minimumInterval: longer than maximumInterval, 1h; sources are polled each 2h"
    ),
  ])
  func `name what is hardly meant`(sources: String, more: String, warning: String) throws {
    #expect(try warnings(sources: sources, more: more) == [warning])
  }

  @Test func `name what is missing`() throws {
    #expect(
      try warnings(#"{"brands": [], "sources": []}"#).map { $0.prefix { $0 != ":" } }
        == ["brands", "sources", "receivers"])
  }

  @Test func `do not miss sources where items are posted`() throws {
    let found = try warnings(
      sources: "", more: #", "status": {"port": 0, "itemsTokenFile": "token"}"#)
    #expect(found.isEmpty)
  }

  @Test(arguments: [
    (0o755, 0o644, true), (0o755, 0o640, false), (0o700, 0o644, false), (0o755, 0o604, true),
  ])
  func `name a secret that everybody on the machine can read`(
    folder mode: mode_t, file: mode_t, isTold: Bool
  ) throws {
    var template = Array("/tmp/mentiond-secret-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let path = "\(folder)/token"
    defer {
      unlink(path)
      rmdir(folder)
    }
    let stream = try #require(fopen(path, "w"))
    fputs("geheim", stream)
    fclose(stream)
    chmod(path, file)
    chmod(folder, mode)
    let text = """
      {"brands": [{"name": "a", "query": "acme"}], "receivers": [{"name": "r", "type": "log", "path": "a"}],
      "sources": [{"name": "a", "url": "https://a.example/", "auth": {"type": "bearer", "tokenFile": "token"}},
      {"name": "b", "url": "https://b.example/", "headers": {"X-Key": "file:token"}}]}
      """
    let configuration = try ConfigurationReader.read(
      Array(text.utf8), files: SecretFiles(credentials: nil, folder: folder))
    let told = ConfigurationWarnings(configuration).list.map(\.description)
    #expect(
      told
        == (isTold
          ? [
            "sources[0].auth (line 2): everybody on this machine can read the secret in \(path); "
              + "chmod o= takes that away"
          ] : []))
  }

  @Test func `name a webhook that will not be reached`() throws {
    let found = try warnings(
      """
      {"brands": [{"name": "a", "query": "acme"}], "sources": [{"name": "a", "url": "https://a.example/"}],
      "receivers": [{"name": "r", "type": "webhook", "url": "http://127.0.0.1:9000/"}]}
      """)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("receivers[0].url (line 2): 127.0.0.1 ") == true)
  }
}
