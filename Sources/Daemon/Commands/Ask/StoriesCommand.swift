import Alerting
import FoundationEssentials
import JSON
import Model
import Storage

extension Command {
  static let stories = Command(
    name: "stories",
    summary: "what is told of the brands: who said it first, who tells it now",
    examples: ["stories --brand acme-air --since 2d", "stories --json | jq .headline"],
    help: """
      Lists what more than one mention tells, the most voices first: the words that most of them share,
      the topic, who said it first, voices and copies, how far up it came, whether the brand answered,
      whether it still grows. `mentiond why S17` shows one in full.

        --brand NAME     only of this brand
        --since 7d       told since so long ago; default 7d
        --limit N        at most so many; default 20
        --all            single mentions too
      \(stateHelp)
      """,
    usage:
      "[--brand NAME] [--since 7d] [--limit N] [--all] [--state FOLDER | --config FILE] [--json]",
    options: stateOptions.union(["brand", "since", "limit"]),
    flags: ["json", "all"]
  ) { arguments in
    guard arguments.operands.isEmpty else {
      throw CommandError.usage("it takes no names; mentiond why S17 shows one story")
    }
    let limit = arguments.option("limit").map { Int($0) } ?? 20
    guard let limit, limit > 0 else { throw CommandError.usage("--limit takes a whole number") }
    let length = arguments.option("since").map(DurationText.read) ?? .hours(24 * 7)
    guard let length else {
      throw CommandError.usage("--since: expected a length of time such as 7d")
    }
    let now = Clock.wall.now
    let database: Database = try readState(arguments)
    let told = try database.transaction {
      try database.stories(
        of: arguments.option("brand"), since: now - length.seconds,
        mentions: arguments.has("all") ? 1 : 2, limit: mostLookedAt
      ).sorted { ($0.voices, $0.latest, $0.id) > ($1.voices, $1.latest, $1.id) }
        .prefix(limit)
        .compactMap { try StoryPortrait(of: $0.id, in: database, at: now) }
    }
    for portrait in told { Output.print(arguments.has("json") ? json(portrait) : portrait.lines) }
    if told.isEmpty, !arguments.has("json") {
      let hint = arguments.has("all") ? "" : " of more than one mention; --all shows the others"
      Output.print("no stories\(hint)")
    }
    return .success
  }

  /// Of so many stories, the newest, those with the most voices are found.
  private static let mostLookedAt = 10_000

  private static func json(_ portrait: StoryPortrait) -> String {
    var writer = JSONWriter()
    writer.object { portrait.write(into: &$0) }
    return writer.text
  }
}
