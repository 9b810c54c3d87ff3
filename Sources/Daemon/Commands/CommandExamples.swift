extension Command {
  /// What somebody may type behind `mentiond`, the most usual first; never empty.
  var examples: [String] {
    switch name {
    case "run":
      ["run --config c.json", "run --once --config c.json   # every 10 minutes, by cron"]
    case "demo": ["demo", "demo --once"]
    case "check-config":
      ["check-config c.json", "check-config --strict c.json && systemctl reload mentiond"]
    case "config-schema": ["config-schema > mentiond.schema.json"]
    case "presets": ["presets", "presets mastodon-tag"]
    case "add": ["add \"acme air\" > c.json", "add \"acme air\" --config c.json"]
    case "import-opml": ["import-opml feeds.opml > sources.json"]
    case "plan": ["plan --config c.json"]
    case "contacts":
      [
        "contacts --config c.json",
        "contacts --config c.json --author bob --outlet x.com \"BA-4812 again\"",
      ]
    case "status": ["status", "status --state /var/lib/mentiond --check"]
    case "incidents": ["incidents --limit 5", "incidents --json | jq .incident"]
    case "stories": ["stories --brand acme-air --since 2d", "stories --json | jq .headline"]
    case "why": ["why I17", "why S17"]
    case "replay":
      [
        "replay --config c.json items.jsonl",
        "replay --config c.json --compare new.json --since 14d",
      ]
    case "parse":
      [
        "parse https://example.org/feed.xml", "parse --limit 3 feed.xml",
        "parse --mapping map.json answer.json | jq .title",
      ]
    case "match":
      [
        "match 'delta NEAR/5 (flight OR airport)' post.txt",
        "match --config c.json --lines < posts.txt",
      ]
    case "score":
      ["score \"lost my bag again\"", "score < texts.jsonl", "score --lexicon own.txt texts.jsonl"]
    case "group": ["group < items.jsonl"]
    case "detect": ["detect --counts counts.csv", "detect --events events.jsonl"]
    default: preconditionFailure("\(name) has no example")
    }
  }
}
