/// What the way of writing says, beside the words.
///
/// That a text has a handle or a link is no cue: that tells where it was written, not how its author
/// feels.
enum Cue {
  case question, impatience, exclamation, shouting, timeSpan, money, length

  var name: String {
    switch self {
    case .question: "asks"
    case .impatience: "question marks"
    case .exclamation: "exclamation marks"
    case .shouting: "words in capitals"
    case .timeSpan: "a stretch of time"
    case .money: "a sum of money"
    case .length: "length"
    }
  }

  /// The cues of a text with their weights in logits.
  static func all(
    in text: FoldedText, terms: [Evidence.Found]
  ) -> [(cue: Cue, weight: Double)] {
    var cues: [(cue: Cue, weight: Double)] = []
    var words = 0
    var shouted = 0
    var spans = 0
    var sums = 0
    for (place, token) in text.tokens.enumerated() {
      guard token.marks.isDisjoint(with: [.handle, .link, .tag, .sign]) else { continue }
      words += 1
      if token.marks.contains(.capitals), token.end - token.start >= 4 { shouted += 1 }
      if token.marks.contains(.number), TimeSpan.begins(at: place, in: text) { spans += 1 }
      if token.marks.contains(.money) { sums += 1 }
    }
    let blame = terms.reduce(0) { $0 + max($1.weight, 0) }
    let praise = terms.reduce(0) { $0 - min($1.weight, 0) }
    if shouted > 0 { cues.append((.shouting, min(Double(shouted), 3) * 0.15)) }
    if spans > 0 { cues.append((.timeSpan, 0.8)) }
    if sums > 0 { cues.append((.money, 0.4)) }
    if text.questions == 1 { cues.append((.question, blame < 1.5 ? -0.6 : -0.3)) }
    if text.questions > 1 { cues.append((.impatience, min(Double(text.questions), 4) * 0.1)) }
    if text.exclamations > 0 {
      let marks = min(Double(text.exclamations), 3)
      cues.append((.exclamation, (blame > praise + 2 ? 0.1 : -0.2) * marks))
    }
    // Praise is short; who tells at length what happened rarely tells how well it went.
    cues.append((.length, 0.05 * (min(Double(words), 24) - 10)))
    return cues
  }
}

/// `3 hours`, `45min`, `2 weeks`.
enum TimeSpan {
  private static let units: Set<UInt64> = Set(
    [
      "hour", "hours", "hr", "hrs", "h", "min", "mins", "minute", "minutes", "day", "days", "week",
      "weeks", "month", "months", "std", "stunden", "tage", "wochen", "heures", "jours", "semaines",
      "horas", "dias", "semanas", "ore", "giorni", "settimane", "uur", "dagen", "weken", "minuten",
      "minutos", "minuti",
    ].map { TokenHash.of($0.utf8) })

  /// Whether a number and a unit of time stand at a token.
  static func begins(at place: Int, in text: FoldedText) -> Bool {
    let letters = text.foldedBytes(of: place)
    let unit = letters.drop(while: ASCII.isDigit)
    if !unit.isEmpty { return units.contains(TokenHash.of(unit)) }
    guard place + 1 < text.tokens.count else { return false }
    return units.contains(text.tokens[place + 1].hash)
  }
}
