import Alerting
import FoundationEssentials
import Model
import Transport

extension Command {
  static let contacts = Command(
    name: "contacts",
    summary: "read the lists of those who told you before, or look somebody up in them",
    examples: [
      "contacts --config c.json",
      "contacts --config c.json --author bob --outlet x.com \"BA-4812 again\"",
    ],
    help: """
      Reads the lists that the configuration names under `contacts` and tells how many rows each has and
      which of its lines are of no use, with the reason. Values are not shown. Addresses are asked.

      With a text, or an author and an outlet, tells whom a mention like that would be matched with, and
      by what.

        --config FILE    the configuration
        --author NAME    who wrote it, as the outlet calls them
        --outlet HOST    where

      Ends with 65 when a list could not be read or has lines of no use.
      """,
    usage: "--config FILE [--author NAME --outlet HOST] [TEXT]",
    options: ["config", "author", "outlet"]
  ) { arguments in
    guard let path = arguments.option("config"), arguments.operands.count <= 1 else {
      throw CommandError.usage("which configuration? usage: mentiond contacts --config FILE")
    }
    let configuration = try ConfigurationFile(path: path, environment: .process).load()
    let lists = configuration.contacts
    guard !lists.isEmpty else {
      throw CommandError(
        status: .badConfiguration, message: "\(Output.safe(path)): no \"contacts\" are named")
    }
    let now = Clock.wall.now
    let (book, reports) = try await read(lists, configuration.polling, at: now)
    let isLookup = arguments.option("author") != nil || !arguments.operands.isEmpty
    guard isLookup else {
      for report in reports { Output.print(text(of: report)) }
      Output.print(
        "\(book.count) matters of the last \(Words.duration(ContactBook.memory.seconds))")
      let isGood = reports.allSatisfy { $0.failure == nil && $0.badLines == 0 }
      return isGood ? .success : .badData
    }
    let mention = Mention(
      brand: "", source: "", outlet: arguments.option("outlet") ?? "",
      author: arguments.option("author"), voice: 0, at: now, seen: now,
      excerpt: arguments.operands.first ?? "", story: 0)
    Output.print(
      book.contact(of: mention, at: now).map {
        "\(ContactWords.text(of: $0, at: now)); by \($0.way.rawValue)"
      } ?? "nobody who is known")
    return .success
  }

  /// Reads files and asks addresses; an address that gives no list is reported as a file that cannot be read.
  private static func read(
    _ lists: [WatchedContacts], _ polling: PollingSettings, at now: Date
  ) async throws -> (book: ContactBook, reports: [ContactLists.Report]) {
    let contacts = ContactLists()
    let orders = await contacts.due(of: lists, at: now)
    if !orders.isEmpty {
      let client = try polling.client()
      defer { client.close() }
      let tokens = TokenKeeper()
      await withDiscardingTaskGroup { asks in
        for (list, validators) in orders {
          asks.addTask {
            let answer = await list.ask(validators, by: client, as: tokens, polling.limits)
            _ = await contacts.end(answer, of: list, interval: list.interval, at: now)
          }
        }
      }
    }
    let read = await contacts.changes(of: lists.map(\.list), at: now)
    let troubles = await contacts.troubles.map { trouble in
      ContactLists.Report(name: trouble.name, failure: "\(trouble.name): \(trouble.reason)")
    }
    return (read?.book ?? ContactBook(), (read?.reports ?? []) + troubles)
  }

  /// `/etc/mentiond/tickets.csv: 4812 rows, 2 lines of no use`, and these.
  private static func text(of report: ContactLists.Report) -> String {
    if let failure = report.failure { return Output.safe(failure) }
    var lines = [
      "\(Output.safe(report.name)): \(report.rows) rows, \(report.badLines) line\(report.badLines == 1 ? "" : "s") of no use"
    ]
    lines += report.problems.map { "  \($0)" }
    let more = report.badLines - report.problems.count
    if more > 0 { lines.append("  and \(more) more") }
    return lines.joined(separator: "\n")
  }
}
