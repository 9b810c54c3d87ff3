/// The title of a thread at an outlet, which its answers carry behind `Re:`.
struct ThreadTitle: Sendable {
  var hash: UInt64
  var isAnswer: Bool

  /// A shorter title is one that many threads have.
  private static let leastWords = 3

  /// What mail programs and forums put before the title of an answer.
  private static let leads: Set<UInt64> = {
    var reader = WordReader()
    reader.read(title: "re aw fw fwd antw sv", text: "")
    return Set(reader.words.map(\.key))
  }()

  /// - Returns: nil for none that would tell the thread.
  init?(_ title: ArraySlice<Word>, outlet: String) {
    let words = title.drop { Self.leads.contains($0.key) }
    guard words.count >= Self.leastWords, !outlet.isEmpty else { return nil }
    isAnswer = words.count < title.count
    var hash = StableHash()
    hash.combine(outlet)
    for word in words { hash.combine(number: word.key) }
    self.hash = hash.value
  }
}
