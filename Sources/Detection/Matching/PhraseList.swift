/// Many phrases one behind the other: a lexicon has twenty thousand, and to give each an array of its
/// own would take longer than to read them.
struct PhraseList: Sendable {
  private var steps: [PhraseTrie.Step] = []
  /// Where each phrase ends in `steps`.
  private var ends: [Int] = []

  var count: Int { ends.count }

  subscript(number: Int) -> ArraySlice<PhraseTrie.Step> {
    steps[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// Adds a word to the phrase that has not ended yet.
  mutating func append(_ step: PhraseTrie.Step) { steps.append(step) }

  /// What was added since the last phrase is the next one.
  mutating func endPhrase() { ends.append(steps.count) }

  mutating func append(_ phrase: some Sequence<PhraseTrie.Step>) {
    steps.append(contentsOf: phrase)
    endPhrase()
  }
}
