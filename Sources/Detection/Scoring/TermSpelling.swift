/// The ways in which people write a term of the lexicon.
enum TermSpelling {
  /// Adds them to `phrases`, the lexicon's own first.
  ///
  /// - Parameter text: of a term.
  /// - Throws: Where nothing is left to look for, or too little.
  static func add(
    _ text: ArraySlice<UInt8>, in language: String, to phrases: inout PhraseList
  ) throws(QueryError) {
    if addPlainWords(of: text, to: &phrases) { return }
    let text = String(decoding: text, as: UTF8.self)
    for spelling in try QuerySpelling.spellings(of: text, isQuoted: false, column: 1) {
      phrases.append(spelling)
    }
    guard language == "de", let other = Umlauts.spelledOut(text) else { return }
    for spelling in try QuerySpelling.spellings(of: other, isQuoted: false, column: 1) {
      phrases.append(spelling)
    }
  }

  /// Adds the words of a text of small letters of ASCII and blanks alone, as most terms are: there is
  /// one way to write it, and folding would change nothing.
  ///
  /// - Returns: false where the text has anything else.
  private static func addPlainWords(
    of text: ArraySlice<UInt8>, to phrases: inout PhraseList
  ) -> Bool {
    text.withUnsafeBufferPointer { text in
      guard text.allSatisfy({ ASCII.isSmall($0) || $0 == 0x20 }) else { return false }
      var start = 0
      for at in 0...text.count where at == text.count || text[at] == 0x20 {
        if at > start {
          // Not empty, so that there is an address.
          phrases.append(.word(TokenHash.of(text.baseAddress! + start, count: at - start)))
        }
        start = at + 1
      }
      phrases.endPhrase()
      return true
    }
  }
}
