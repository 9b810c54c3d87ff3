import Testing

@Suite struct `Imports` {
  private let manifest: Manifest
  private let table: ImportTable

  init() throws {
    manifest = Manifest(try Project.text(of: "Package.swift"))
    table = ImportTable(try Project.text(of: "Sources/README.md"))
  }

  @Test func `keep to the table`() throws {
    let offences = try Project.swiftFiles(below: "Sources").flatMap { file in
      let room = String(file.split(separator: "/")[1])
      return try imports(of: file).subtracting(table.allowed[room] ?? [])
        .map { "\(file) imports \($0)" }
    }
    #expect(offences.sorted() == [])
  }

  @Test func `leave out Foundation`() throws {
    let all: Set = ["Foundation", "FoundationNetworking", "FoundationXML"]
    let offences = try (Project.swiftFiles(below: "Sources") + Project.swiftFiles(below: "Tests"))
      .filter { try !imports(of: $0).isDisjoint(with: all) }
    #expect(offences == [])
    #expect(table.allowed.values.allSatisfy { $0.isDisjoint(with: all) })
  }

  @Test func `are of a C library in one room only`() throws {
    for library in manifest.names(.library) {
      let rooms = table.allowed.filter { $0.value.contains(library) }.keys
      #expect(
        rooms.count == (library == Self.measured ? 0 : 1),
        "\(library) is allowed in \(rooms.sorted())")
    }
    let offences = try Project.swiftFiles(below: "Tests").flatMap { file in
      try imports(of: file).intersection(manifest.names(.library))
        .map { "\(file) imports \($0)" }
    }
    #expect(offences.sorted() == Self.exceptions, "tests go through the doors of rooms")
  }

  /// The library that `Feeds` is measured against, and that no room has.
  private static let measured = "CXML"

  /// What a library takes alone can be measured without its room only; see `Tests/README.md`.
  private static let exceptions = [
    "Tests/Benchmarks/BareCurl.swift imports CCurl", "Tests/Benchmarks/BareXML.swift imports CXML",
  ]

  @Test func `have a row for each room, and no other`() {
    #expect(Set(table.allowed.keys) == manifest.names(.room))
  }

  @Test func `allow of our own what Package.swift declares`() {
    let own = manifest.names(.room, .library)
    for room in manifest.targets where room.kind == .room {
      #expect(table.allowed[room.name]?.intersection(own) == room.dependencies, "\(room.name)")
    }
  }

  private func imports(of file: String) throws -> Set<String> {
    ImportLines.modules(of: try Project.text(of: file))
  }
}

@Suite struct `Import lines` {
  @Test(arguments: [
    "import Polling", "  import Polling", "package import Polling", "import struct Polling.Plan",
    "@testable import Polling", "@_spi(Clock) @preconcurrency internal import Polling",
    "import Model; import Polling", "import `Polling`", "/* for plans */ import Polling",
    "#if DEBUG\nimport\tPolling\n#endif", "import Polling.Hosts // for pacing",
    "@_exported\nimport Polling",
  ])
  func `are found in every form`(source: String) {
    #expect(ImportLines.modules(of: source).contains("Polling"))
  }

  @Test(arguments: [
    "// import Polling", "/// `import Polling` is forbidden", "let important = Polling.self",
    "reimport Polling", "#if canImport(Polling)",
  ])
  func `are not seen where none is`(source: String) {
    #expect(ImportLines.modules(of: source).isEmpty)
  }
}
