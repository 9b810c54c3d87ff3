import Feeds

extension FeedProblem.Kind {
  /// What was made of it, and what the publisher should be told.
  var advice: String {
    switch self {
    case .textBeforeRoot:
      "It was skipped. Nothing may stand before <?xml: look for warnings or blank lines of a script."
    case .malformed:
      "What is legible was read. A feed validator shows the publisher each place."
    case .mismatchedTag:
      "It was guessed where elements end. Markup within a text must be escaped or in CDATA."
    case .truncated:
      "What follows is missing. If it does so again, the publisher's script fails halfway."
    case .bareAmpersand: "It was taken as a plain &. In XML it must be written &amp;."
    case .bareLessThan: "It was taken as a plain <. In XML it must be written &lt;."
    case .undeclaredEntity:
      "It was read as in HTML. XML knows only five names; others must be characters or numbers."
    case .refusedEntity:
      "It was left as it stands, since such entities are a way to attack. Feeds need none."
    case .controlCharacter: "They were left out. XML 1.0 forbids them, also as &#8;."
    case .invalidBytes:
      "They were read as windows-1252. Text in two encodings was mixed, often from an old database."
    case .wrongEncoding:
      "The text was read by what it is. The declaration and the Content-Type must name its encoding."
    case .unknownEncoding: "It was read as UTF-8, which every feed should be in."
    case .doubleEncoding:
      "It was undone. Some step takes UTF-8 for Latin-1 and encodes it a second time."
    case .undeclaredPrefix:
      "It was taken for what it usually stands for. The root needs an xmlns for it."
    case .packed: "It was unpacked. A server should say Content-Encoding: gzip."
    case .unreadableDate:
      "Such items have no date. RSS wants Mon, 05 Jan 2026 10:00:00 +0000, Atom 2026-01-05T10:00:00Z."
    case .relativeURL:
      "It cannot be followed. Feeds should have whole addresses; --url gives a base."
    case .wrongType: "It was read nevertheless. A validator of the format tells what is expected."
    case .tooManyItems: "The others are left out. A feed needs no more than the newest hundred."
    case .tooLong: "The rest of the text is left out."
    case .wrapped: "It was taken off. Ask the address for plain JSON, without a callback."
    case .textAfterRoot: "It was skipped, or read as further items where a mapping says so."
    case .extraComma: "It was skipped. JSON has no comma before the end of a list."
    case .notANumber: "It was read as nothing. JSON knows neither NaN nor undefined."
    case .wrongQuotes: "They were taken for quotes. JSON knows none but \"."
    case .tooDeep: "What lies deeper is missing. No feed needs as much; it may be an attack."
    case .noItems:
      "It was taken for an empty list. If it stays so, the mapping's path is out of date."
    case .sourceError:
      "It was left out. The program that makes the feed cannot reach its own source."
    }
  }
}
