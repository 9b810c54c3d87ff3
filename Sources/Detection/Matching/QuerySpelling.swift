/// The ways in which people write a word or a phrase of a query.
enum QuerySpelling {
  /// - Throws: Where nothing is left to look for, or too little.
  static func spellings(
    of text: String, isQuoted: Bool, column: Int
  ) throws(QueryError) -> [[PhraseTrie.Step]] {
    let isPrefix = text.hasSuffix("*")
    let folded = FoldedText(isPrefix ? String(text.dropLast()) : text)
    guard let last = folded.tokens.indices.last else {
      throw QueryError(reason: "there is no letter or digit to look for", column: column)
    }
    guard !text.utf8.dropLast().contains(UInt8(ascii: "*")) else {
      throw QueryError(reason: "a * stands only at the end of a word", column: column)
    }
    if !isQuoted, let sigil = sigil(of: text) {
      guard !isPrefix else {
        throw QueryError(reason: "a * does not go with # @ or $", column: column)
      }
      return [[.word(TokenHash.of(folded.folded, as: sigil))]]
    }
    var steps = folded.tokens.map { PhraseTrie.Step.word($0.hash) }
    if isPrefix {
      guard let prefix = PhraseTrie.Prefix(folded.foldedBytes(of: last)) else {
        throw QueryError(
          reason: "expected \(PhraseTrie.shortestPrefix) letters or more before *", column: column)
      }
      steps[last] = .prefix(prefix)
      return [steps]
    }
    var spellings = [steps]
    // McDonald's is written McDonalds as often.
    for (place, token) in folded.tokens.enumerated() where token.marks.contains(.possessive) {
      var steps = steps
      steps[place] = .word(
        TokenHash.of(Array(folded.foldedBytes(of: place)) + [UInt8(ascii: "s")]))
      spellings.append(steps)
    }
    // Coca-Cola is also written Cocacola.
    for joined in folded.alternatives where joined.span > 1 {
      var steps = steps
      steps.replaceSubrange(
        joined.token..<joined.token + joined.span, with: [.word(joined.hash)])
      spellings.append(steps)
    }
    return spellings
  }

  private static func sigil(of text: String) -> TokenHash.Kind? {
    switch text.first {
    case "#": .tag
    case "@": .handle
    // Texts have a sum of money there, which is a word.
    case "$": text.dropFirst().first?.isNumber == true ? nil : .ticker
    default: nil
    }
  }
}
