import JSON
import Model

extension Command {
  static let add = Command(
    name: "add",
    summary: "propose where to listen for a brand",
    help: """
      Prints brands and sources as JSON, to be pasted into a configuration or to be one: every place
      that needs to know no more than the name. Sources that need an account are there, disabled, with
      a remark. Asks nothing of the network.

        --config FILE   leaves out what the configuration has already, and says so on standard error
      """,
    usage: "NAME [--config FILE]",
    options: ["config"]
  ) { arguments in
    let name = arguments.operands.joined(separator: " ")
    let proposal = BrandProposal(name: name)
    guard !proposal.id.isEmpty else {
      throw CommandError.usage("which brand? usage: mentiond add \"acme air\"")
    }
    let configuration = try arguments.option("config").map {
      try ConfigurationFile(path: $0, environment: .process).load()
    }
    let known = KnownSources(configuration)
    let sources = known.withoutKnown(proposal.sources(of: configuration?.presets ?? .builtIn)) {
      $0.filled.url
    }
    let isKnown = configuration?.brands.contains { $0.brand.id == proposal.id } ?? false
    if isKnown { Output.message("there already: brand \(proposal.id)") }
    var writer = JSONWriter(.indented)
    writer.object {
      $0.array("brands") {
        if !isKnown {
          $0.object {
            $0.field("name", proposal.id)
            $0.field("query", proposal.query)
          }
        }
      }
      $0.array("sources") {
        for source in sources { $0.object { write(source, into: &$0) } }
      }
    }
    Output.print(writer.text)
    return .success
  }

  private static func write(_ source: BrandProposal.Source, into writer: inout JSONWriter) {
    let preset = source.filled.preset
    writer.field("name", source.filled.name)
    writer.field("preset", preset.name)
    for (name, value) in source.values { writer.field(name, value) }
    if preset.proposed == .disabled {
      writer.field(Shape.remark, preset.needs.map { "needs \($0)" })
      writer.field("disabled", true)
    }
  }
}

/// The sources that a configuration has already.
struct KnownSources {
  private let names: [String: String]

  init(_ configuration: Configuration?) {
    names = Dictionary(
      (configuration?.sources ?? []).map { ($0.source.url, $0.source.id) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Leaves out what is known by its address, and says so.
  func withoutKnown<Element>(_ list: [Element], by url: (Element) -> String) -> [Element] {
    list.filter { element in
      guard let name = names[url(element)] else { return true }
      Output.message("there already: source \(Output.safe(name))")
      return false
    }
  }
}
