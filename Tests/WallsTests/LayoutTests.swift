import Testing

@Suite struct `Layout` {
  private let manifest: Manifest

  init() throws {
    manifest = Manifest(try Project.text(of: "Package.swift"))
  }

  @Test func `has nothing at the top but what was agreed`() throws {
    let agreed: Set = [
      "Package.swift", "README.md", "Sources", "Tests", "config.example.json", "systemd",
    ]
    let more = try Project.topLevel().subtracting(agreed).filter { !$0.hasPrefix(".") }
    #expect(more == [])
  }

  @Test func `has a target for each folder of Sources`() throws {
    #expect(try Project.folders(in: "Sources") == manifest.names(.room, .library))
  }

  @Test func `has a paragraph for each target in the map`() throws {
    let paragraphs = described(in: try Project.text(of: "Sources/README.md"))
    #expect(manifest.names(.room, .library).subtracting(paragraphs) == [])
  }

  @Test func `has a paragraph for each target that only tests use`() throws {
    let paragraphs = described(in: try Project.text(of: "Tests/README.md"))
    #expect(manifest.names(.testSupport).subtracting(paragraphs) == [])
  }

  /// The names, as in **`Name`**, with which a paragraph or a point of a list begins.
  private func described(in markdown: String) -> Set<String> {
    Set(markdown.matches(of: #/(?m)^(?:- )?\*\*`(\w+)`\*\*/#).map { String($0.1) })
  }
}
