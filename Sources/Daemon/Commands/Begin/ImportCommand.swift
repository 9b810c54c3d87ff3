import Feeds
import JSON
import Model
import Transport

extension Command {
  static let importOPML = Command(
    name: "import-opml",
    summary: "make sources of what a feed reader exports",
    examples: ["import-opml feeds.opml > sources.json"],
    help: """
      Reads OPML, the form in which readers export what they follow, and prints sources as JSON, to be
      pasted into a configuration. A source is named after its categories and its title; an address
      that stands there twice, with TLS and without perhaps, makes one source. - is standard input.

        --config FILE   leaves out what the configuration has already, and says so on standard error

      Ends with 65 when the file is no OPML or an address in it is none that can be asked; the others
      are printed all the same.
      """,
    usage: "FILE [--config FILE]",
    options: ["config"]
  ) { arguments in
    guard let path = arguments.operands.first, arguments.operands.count == 1 else {
      throw CommandError.usage("which file? usage: mentiond import-opml FILE")
    }
    guard let bytes = FileBytes.read(path, limit: maxBytes) else {
      throw CommandError(
        status: .noInput, message: "cannot read \(Output.safe(path)): \(FileBytes.lastError)")
    }
    let configuration = try arguments.option("config").map {
      try ConfigurationFile(path: $0, environment: .process).load()
    }
    var imported = ImportedSources(
      names: Set(configuration?.sources.map(\.source.id) ?? []))
    do throws(FeedError) {
      for subscription in try SubscriptionList.read(bytes) { imported.add(subscription) }
    } catch {
      throw CommandError(
        status: .badData, message: "\(Output.safe(path)): expected OPML, found \(error.found)")
    }
    for problem in imported.problems { Output.message("mentiond import-opml: \(problem)") }
    let sources = KnownSources(configuration).withoutKnown(imported.sources) { $0.url }
    var writer = JSONWriter(.indented)
    writer.object {
      $0.array("sources") {
        for source in sources {
          $0.object {
            $0.field("name", source.name)
            $0.field("url", source.url)
          }
        }
      }
    }
    Output.print(writer.text)
    return imported.problems.isEmpty ? .success : .badData
  }

  /// Ten thousand subscriptions take a fifth of it.
  private static let maxBytes = 16 << 20
}

/// Subscriptions made sources: with names that nobody else has and addresses that can be asked.
struct ImportedSources {
  private(set) var sources: [(name: String, url: String)] = []

  /// Addresses that were refused, and why.
  private(set) var problems: [String] = []

  private var names: Set<String>
  /// How many have had the same words for a name: readers export thousands without a title.
  private var counts: [String: Int] = [:]
  private var places: Set<String> = []

  /// - Parameter names: those that are taken.
  init(names: Set<String>) { self.names = names }

  mutating func add(_ subscription: Subscription) {
    let address: WebAddress
    do {
      address = try WebAddress(Self.web(subscription.url))
    } catch {
      problems.append("\(Output.safe(subscription.url)): \(error)")
      return
    }
    guard !address.hasCredentials else {
      problems.append("\(address.text): holds a password; put it into a file and use auth")
      return
    }
    guard places.insert(KnownSources.place(of: address.text)).inserted else { return }
    let title = subscription.title.isEmpty ? address.host : subscription.title
    let words = (subscription.categories + [title]).map(Output.safe).joined(separator: "/")
    var name = words
    while !names.insert(name).inserted {
      counts[words, default: 1] += 1
      name = "\(words) \(counts[words, default: 1])"
    }
    sources.append((name, address.text))
  }

  /// `feed:` before or in the place of http, as browsers once had it.
  private static func web(_ url: String) -> String {
    guard url.lowercased().hasPrefix("feed:") else { return url }
    let rest = url.dropFirst(5)
    return rest.hasPrefix("//") ? "http:\(rest)" : String(rest)
  }
}
