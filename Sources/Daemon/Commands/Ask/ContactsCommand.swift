import Alerting
import FoundationEssentials
import Model

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
      which of its lines are of no use, with the reason. Values are not shown.

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
    let lists = try ConfigurationFile(path: path, environment: .process).load().contacts
    guard !lists.isEmpty else {
      throw CommandError(
        status: .badConfiguration, message: "\(Output.safe(path)): no \"contacts\" are named")
    }
    let now = Clock.wall.now
    let (book, reports) = ContactLists.read(lists, at: now)
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

  /// `/etc/mentiond/tickets.csv: 4812 rows, 2 lines of no use`, and these.
  private static func text(of report: ContactLists.Report) -> String {
    if let failure = report.failure { return failure }
    var lines = [
      "\(Output.safe(report.path)): \(report.rows) rows, \(report.badLines) line\(report.badLines == 1 ? "" : "s") of no use"
    ]
    lines += report.problems.map { "  \($0)" }
    let more = report.badLines - report.problems.count
    if more > 0 { lines.append("  and \(more) more") }
    return lines.joined(separator: "\n")
  }
}
