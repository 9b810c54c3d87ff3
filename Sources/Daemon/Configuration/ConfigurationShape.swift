import Model
import Polling

extension Shape {
  /// The whole configuration; `presets` are those that sources may name.
  static func configuration(_ presets: PresetShelf) -> Shape {
    .record([
      Key("$schema", .text, "where an editor finds the schema; see `mentiond config-schema`"),
      Key("brands", .list(of: brand), required: true, "the names to listen for"),
      Key("sources", .list(of: .source(presets)), required: true, "the addresses to poll"),
      Key("presets", .text, "a folder with presets of your own; relative to the configuration's"),
      Key(
        "receivers", .list(of: receiver), "who gets alerts; without one they go to the log alone"),
      Key(
        "contacts", .list(of: contacts),
        "tickets, calls and mails: who told you before, and now tells the public"),
      Key("matching", .record(itemRule), "what no brand's mentions are"),
      Key("polling", polling, "how sources are asked"),
      Key("alerts", alerts, "when people are told again, and when a burst is over"),
      Key(
        "outlets", .dictionary(of: .choice(Rung.allCases.filter { $0 != .own }.map(\.name))),
        "where outlets stand, by host (with all below it) or name; goes before what is known of them "
          + "and what sources say"),
      Key(
        "lexicon", .oneOrMore(of: .text),
        "files with your own words of complaint, in the configuration's folder where relative"),
      Key("status", status, "health and metrics over HTTP; off where it is missing"),
      Key("retention", retention, "how long things are kept"),
      Key(
        "state", .text,
        "the folder for the database; default `--state`, `$STATE_DIRECTORY` or "
          + "`$XDG_STATE_HOME/mentiond`"),
    ])
  }

  private static let brand = Shape.record([
    Key("name", .text, required: true, "how alerts call it; unique"),
    Key(
      "query", .query, required: true, "what to search for: `\"acme air\" OR @acmeair NOT racing`"),
    Key(
      "context", .list(of: .phrase),
      "words near which a name counts that is also a word: within 20 words, or in the title"),
    Key(
      "exclude", .list(of: .phrase),
      "words and phrases beside which the name means something else: `delta force`"),
    Key(
      "falseAlarmsPerMonth", .number(0.001...1000),
      "how many warnings without cause a month are bearable; default 1, critical ones a tenth"),
    Key("minimumVoices", .integer(1...100_000), "fewer voices never call people; default 5"),
    Key(
      "own", .list(of: .text),
      "host names and authors that speak for the brand: answers, not voices"),
  ])

  /// Which items may be mentions at all.
  static let itemRule = [
    Key("only", .list(of: .rule), "queries of which one must be true of an item"),
    Key("ignore", .list(of: .rule), "queries of which none may be true: `hiring OR giveaway`"),
  ]

  private static let receiver = Shape.record([
    Key("name", .text, required: true, "how messages call it; unique"),
    Key(
      "type", .choice(["log", "webhook"]), required: true, "a file of lines, or an HTTP POST each"),
    Key(
      "path", .text,
      "log: the file; a relative path is below `$LOGS_DIRECTORY` or the state folder, `-` is "
        + "standard output"),
    Key("url", .url, "webhook: where to post"),
    Key(
      "secretFile", .text,
      "webhook: a file with the signing secret; a relative path is below "
        + "`$CREDENTIALS_DIRECTORY` or the configuration's folder"),
    Key(
      "minimumSeverity", .choice(Severity.allCases.map(\.name)),
      "alerts below are not sent; default watch"),
    Key("brands", .list(of: .text), "only alerts of these brands; default all"),
    Key("disabled", .flag, "true leaves it out"),
  ])

  private static let polling = Shape.record([
    Key(
      "interval", .duration(.seconds(1) ... .hours(24)),
      "time between polls of a source without one of its own; default 5m, then as it publishes"),
    Key(
      "minimumInterval", .duration(.seconds(1) ... .hours(24)),
      "no source is polled more often; default 1m, less only for servers of one's own"),
    Key(
      "maximumInterval", .duration(.minutes(1) ... .hours(168)),
      "how far habits and publishers' wishes stretch the time between polls; default 1h"),
    Key(
      "hostGap", .duration(.seconds(0) ... .hours(1)),
      "least time between two requests to one host; default 2s"),
    Key(
      "hostRequests", .number(1...100_000),
      "requests an hour to one host that sources without an interval share; default 600"),
    Key(
      "together", .choice(Grouping.allCases.map(\.rawValue)),
      "which sources are paced together: those of one host (default), of one registered domain, or "
        + "each source alone"),
    Key(
      "hosts", .dictionary(of: host),
      "hosts and domains with habits of their own, by name; all below a domain count as one"),
    Key(
      "maxPages", .integer(0...100),
      "older pages that are asked for where nothing on the first is known; default 5"),
    Key("userAgent", .text, "how to introduce oneself; add an address to be reached at"),
    Key("maxTransfers", .integer(1...2000), "requests at once; default 200"),
    Key("maxBodyBytes", .integer(1024...1_073_741_824), "of a decoded body; default 8388608"),
    Key("timeout", .duration(.seconds(1) ... .minutes(10)), "for a whole request; default 30s"),
    Key(
      "allowPrivateAddresses", .flag,
      "true lets sources and webhooks be on loopback and private networks; default false"),
    Key("proxy", .url, "an HTTP proxy"),
    Key("proxyUser", .text, "who asks the proxy"),
    Key("proxyPasswordFile", .text, "a file with the password for the proxy"),
    Key(
      "noProxy", .list(of: .text),
      "hosts that are asked without the proxy: names, with all below them, addresses, and blocks of "
        + "addresses such as 10.0.0.0/8, for hosts that a source names by address"),
    Key("caFile", .text, "certificates of authorities to trust, in PEM"),
  ])

  private static let host = Shape.record([
    Key(
      "gap", .duration(.seconds(0) ... .hours(1)),
      "least time between two requests; default `polling.hostGap`"),
    Key("requests", .number(1...100_000), "requests an hour; default `polling.hostRequests`"),
    Key("concurrency", .integer(1...16), "requests at once; default 1"),
    Key(
      "backOff", .choice(["host", "source"]),
      "whom a refusal concerns: all sources of the host (default), or the one that was refused"),
    Key(
      "throttled", .list(of: .integer(400...599)),
      "statuses that mean too many requests, besides 429 and 503"),
    Key(
      "passing", .list(of: .integer(400...599)),
      "statuses that mean nothing: asked again as usual"),
  ])

  private static let alerts = Shape.record([
    Key(
      "repeatInterval", .duration(.minutes(1) ... .hours(168)),
      "how often an open incident is told again; default 4h"),
    Key(
      "calmHold", .duration(.minutes(1) ... .hours(168)),
      "how long it must be calm before it resolves; default 1h"),
    Key(
      "rest", .duration(.seconds(0) ... .hours(168)),
      "after a call only growth calls again; default 24h"),
    Key(
      "watchRest", .duration(.seconds(0) ... .hours(168)),
      "after a watch only growth opens an incident again; default 3h"),
    Key(
      "severeFrom", .choice(["customer", "blog", "aggregator", "news"]),
      "the lowest rung on which one voice of injury, fraud or a court is worth a watch; default blog"
    ),
    Key("reach", reach, "what one complaint must reach to be looked at by itself"),
  ])

  private static let reach = Shape.record([
    Key("reactions", .integer(1...1_000_000_000), "likes, shares and comments; default 500"),
    Key("views", .integer(1...1_000_000_000), "default 50000"),
    Key("followers", .integer(1...1_000_000_000), "of the author; default 100000"),
  ])

  private static let status = Shape.record([
    Key("address", .text, "default 127.0.0.1"),
    Key("port", .integer(0...65535), required: true, "for /status, /healthz, /readyz and /metrics"),
    Key(
      "itemsTokenFile", .text,
      "a file with the token by which programs may post items to /v1/items; off where it is missing"
    ),
  ])

  private static let retention = Shape.record([
    Key("mentions", .duration(.hours(24) ... .hours(24 * 3650)), "texts of mentions; default 90d"),
    Key(
      "identities", .duration(.hours(24) ... .hours(24 * 3650)),
      "what tells an item seen before; default 180d"),
  ])
}
