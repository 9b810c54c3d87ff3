/// The ways in which people write a term of the lexicon.
enum TermSpelling {
  /// - Throws: Where nothing is left to look for, or too little.
  static func spellings(
    of text: String, in language: String
  ) throws(QueryError) -> [[PhraseTrie.Step]] {
    if let words = plainWords(of: text) { return [words] }
    let spellings = try QuerySpelling.spellings(of: text, isQuoted: false, column: 1)
    guard language == "de", let other = Umlauts.spelledOut(text) else { return spellings }
    return try spellings + QuerySpelling.spellings(of: other, isQuoted: false, column: 1)
  }

  /// The words of a text of small letters of ASCII and blanks alone, as most terms are: there is one way
  /// to write it, and folding would change nothing.
  private static func plainWords(of text: String) -> [PhraseTrie.Step]? {
    guard text.utf8.allSatisfy({ ASCII.isSmall($0) || $0 == 0x20 }) else { return nil }
    return text.utf8.split(separator: 0x20).map { .word(TokenHash.of($0)) }
  }
}
