import Glibc

/// What the way of writing says, beside the words.
///
/// A cue strengthens what the words say: without any that blame, it speaks only against a complaint.
/// That a text has a handle or a link is no cue: that tells where it was written, not how its author
/// feels.
enum Cue: String {
  case question = "asks"
  case impatience = "question marks"
  case exclamation = "exclamation marks"
  case shouting = "words in capitals"
  case timeSpan = "a stretch of time"
  case money = "a sum of money"
  case length
  case nothingNamed = "names no cause"

  typealias Weighed = (cue: Cue, weight: Double)

  /// The cues of a text with their weights in logits.
  static func all(
    in text: FoldedText, rules: Lexicon.Rules, blame: Double, praise: Double,
    namesCause: Bool
  ) -> [Weighed] {
    var words = 0
    var shouted = 0
    var hasSpan = false
    var hasSum = false
    for (place, token) in text.tokens.enumerated() {
      if token.marks.contains(.money) { hasSum = true }
      guard token.marks.isDisjoint(with: [.handle, .link, .tag, .sign]) else { continue }
      words += 1
      if token.marks.contains(.capitals), token.end - token.start >= 4 { shouted += 1 }
      if !hasSpan, token.marks.contains(.number) { hasSpan = TimeSpan.begins(at: place, in: text) }
    }
    var cues: [Weighed] = []
    cues.reserveCapacity(8)
    func add(_ cue: Cue, _ weight: Double) {
      if weight != 0 { cues.append((cue, weight)) }
    }
    add(.length, weight(ofLength: words, rules))
    // A complaint is of something. Who is only sad or angry, or just says no, mostly speaks of life.
    if !namesCause { add(.nothingNamed, rules[.nothingNamed]) }
    if hasSpan { add(.timeSpan, rules[.timeSpan]) }
    if hasSum { add(.money, rules[.money]) }
    if shouted > 0 { add(.shouting, rules[.shouting] * Double(min(shouted, 3))) }
    if text.questions > 0 { add(.question, rules[.question] * (blame < 1.5 ? 1 : 0.5)) }
    if text.questions > 1 {
      add(.impatience, rules[.impatience] * Double(min(text.questions, 4) - 1))
    }
    if text.exclamations > 0 {
      let side = blame > praise ? 1.0 : -1
      add(.exclamation, side * rules[.exclamation] * Double(min(text.exclamations, 3)))
    }
    limit(&cues, to: mostShare * blame)
    return cues
  }

  private static func weight(ofLength words: Int, _ rules: Lexicon.Rules) -> Double {
    let full = rules[.fullWeightWords]
    // Long texts are articles more often than letters of complaint.
    return Double(words) > full ? rules[.doubledLength] * log2(Double(words) / full) : 0
  }

  /// Cues add to blame at most so much of it.
  private static let mostShare = 0.75

  private static func limit(_ cues: inout [Weighed], to most: Double) {
    var sum = 0.0
    for cue in cues { sum += max(cue.weight, 0) }
    guard sum > most else { return }
    for place in cues.indices where cues[place].weight > 0 { cues[place].weight *= most / sum }
    if most == 0 { cues.removeAll { $0.weight == 0 } }
  }
}
