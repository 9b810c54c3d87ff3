import JSON
import Model
import Transport

extension Command {
  static let add = Command(
    name: "add",
    summary: "propose where to listen for a brand",
    examples: ["add \"acme air\" > c.json", "add \"acme air\" --config c.json"],
    help: """
      Prints brands and sources as JSON, to be pasted into a configuration or to be one: every place
      that needs to know no more than the name, and a file for alerts. Sources that need an account are
      there, disabled, with a remark. Standard error tells of places that need to know more. Asks nothing of the network.

        --config FILE   leaves out what the configuration has already, and says so on standard error
        --whole         prints all of that configuration with the rest added
      """,
    usage: "NAME [--config FILE [--whole]]",
    options: ["config"],
    flags: ["whole"]
  ) { arguments in
    let name = arguments.operands.joined(separator: " ")
    let proposal = BrandProposal(name: name)
    guard !proposal.id.isEmpty else {
      throw CommandError.usage("which brand? usage: mentiond add \"acme air\"")
    }
    guard arguments.option("config") != nil || !arguments.has("whole") else {
      throw CommandError.usage("--whole of which configuration? give --config FILE")
    }
    let configuration = try arguments.option("config").map {
      try ConfigurationFile(path: $0, environment: .process).load()
    }
    let shelf = configuration?.presets ?? .builtIn
    let root = arguments.option("config").flatMap(document)
    // Those that are disabled are there too.
    let names = Set((root?["sources"]?.elements ?? []).compactMap { $0["name"]?.string })
    let sources = KnownSources(configuration)
      .withoutKnown(proposal.sources(of: shelf)) { $0.filled.url }
      .filter { !names.contains($0.filled.name) }
    let isKnown = configuration?.brands.contains { $0.brand.id == proposal.id } ?? false
    if isKnown { Output.message("there already: brand \(proposal.id)") }
    Output.print(
      proposal.text(
        sources, addsBrand: !isKnown, addsReceiver: configuration == nil,
        into: arguments.has("whole") ? root : nil))
    Output.message("with more than the name (mentiond presets NAME tells all of one):")
    for choice in proposal.choices(of: shelf) {
      Output.message("  \(choice.source)  \(choice.about)")
    }
    return .success
  }

  /// What a configuration says that was read before.
  private static func document(at path: String) -> JSONValue? {
    FileBytes.read(path, limit: ConfigurationFile.maxBytes).flatMap { try? JSONDocument($0).root }
  }
}

/// The sources that a configuration has already.
struct KnownSources {
  private let names: [String: String]

  init(_ configuration: Configuration?) {
    names = Dictionary(
      (configuration?.sources ?? []).map { (Self.place(of: $0.source.url), $0.source.id) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What two addresses have in common that differ in their spelling or in TLS alone.
  static func place(of url: String) -> String {
    let text = (try? WebAddress(url))?.text ?? url
    let rest = text[(text.firstRange(of: "://")?.upperBound ?? text.startIndex)...]
    let host = rest.prefix { $0 != "/" }
    return text.contains("://") ? host.lowercased() + rest.dropFirst(host.count) : text
  }

  /// Leaves out what is known by its address, and says so.
  func withoutKnown<Element>(_ list: [Element], by url: (Element) -> String) -> [Element] {
    list.filter { element in
      guard let name = names[Self.place(of: url(element))] else { return true }
      Output.message("there already: source \(Output.safe(name))")
      return false
    }
  }
}
