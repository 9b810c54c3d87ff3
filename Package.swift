// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A C library of the system, seen by one room only.
func library(_ name: String, pkgConfig: String, apt package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A room: one folder of `Sources`, with all that it may import.
func room(_ name: String, _ imports: Target.Dependency...) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// The tests of a room, through its doors.
func tests(_ name: String, _ imports: Target.Dependency...) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: imports, swiftSettings: settings)
}

/// Links Swift's libraries into a program that is released, which needs a part of them: 3 MB of memory
/// less, calls that do not go through tables, and no Swift where it is installed. The last two are parts
/// of FoundationEssentials that the compiler names only where it knows of this. The usual linker warns of
/// a function in it that nobody calls.
let whole: [LinkerSetting] = [
  .unsafeFlags(["-static-stdlib", "-use-ld=lld"], .when(configuration: .release)),
  .linkedLibrary("_FoundationCollections", .when(configuration: .release)),
  .linkedLibrary("_FoundationCShims", .when(configuration: .release)),
]

let package = Package(
  name: "mentiond",
  products: [.executable(name: "mentiond", targets: ["mentiond"])],
  targets: [
    library("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    library("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    library("CXML", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
    library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    library("CMicrohttpd", pkgConfig: "libmicrohttpd", apt: "libmicrohttpd-dev"),
    // Of the C library itself.
    .systemLibrary(name: "CMalloc"),

    // In the order in which the data passes through them.
    room("JSON"),
    room("Model"),
    room("Polling", "Model"),
    room("Transport", "CCurl", "CCrypto"),
    room("Feeds", "CZlib", "JSON", "Model"),
    // Data only: words of complaint, for Detection.
    .target(name: "CLexicon", exclude: ["lexica"]),
    // Data only: where outlets stand, for Detection.
    .target(name: "CLadder", exclude: ["ladder.txt"]),
    room("Detection", "Model", "CLexicon", "CLadder"),
    room("Alerting", "JSON", "Model"),
    // Data only: where people speak and how one asks there, for Daemon.
    .target(name: "CPresets", exclude: ["presets"]),
    room("Storage", "Model", "CSQLite"),
    room("Serving", "CMicrohttpd"),
    room(
      "Daemon", "JSON", "Model", "Polling", "Transport", "Feeds", "Detection", "Alerting",
      "Storage", "Serving", "CPresets", "CMalloc"),
    .executableTarget(
      name: "mentiond", dependencies: ["Daemon"], swiftSettings: settings, linkerSettings: whole),

    // A server on the loopback address that records what it is asked and misbehaves on request.
    .target(name: "Loopback", path: "Tests/Loopback", swiftSettings: settings),

    // Broken documents, and what holds for them; a program that looks for more of them.
    .target(
      name: "Fuzzing", dependencies: ["JSON", "Model", "Feeds"], path: "Tests/Fuzzing",
      swiftSettings: settings),
    .executableTarget(
      name: "Fuzz", dependencies: ["Fuzzing"], path: "Tests/Fuzz", swiftSettings: settings),

    // Rates of each stage. It alone goes past rooms' doors, to compare them with libraries alone.
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "JSON", "Model", "Transport", "Feeds", "Detection", "Storage", "Loopback", "CCurl",
        "CXML",
      ],
      path: "Tests/Benchmarks", swiftSettings: settings),

    tests("JSON", "JSON"),
    tests("Model", "Model"),
    tests("Polling", "Polling", "Model", "Storage"),
    // A name server that never answers is played by a function of the C library's name, which curl
    // finds only where the linker lets it be seen.
    .testTarget(
      name: "TransportTests", dependencies: ["Transport", "Loopback"], swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=getaddrinfo"])]),
    tests("Feeds", "Feeds", "Fuzzing", "JSON", "Loopback", "Model"),
    .testTarget(
      name: "DetectionTests", dependencies: ["Detection", "Model"], exclude: ["Tone"],
      swiftSettings: settings),
    tests("Alerting", "Alerting", "JSON", "Model"),
    tests("Storage", "Storage", "Model"),
    tests("Serving", "Serving", "Loopback"),
    tests("EndToEnd", "mentiond", "Loopback", "JSON", "Model", "Transport"),
    .testTarget(
      name: "DaemonTests",
      dependencies: [
        "Daemon", "Alerting", "Detection", "Feeds", "JSON", "Loopback", "Model", "Polling",
        "Serving", "Storage", "Transport",
      ],
      exclude: ["Presets"], swiftSettings: settings),
    tests("Walls"),
  ]
)
