import CLexicon

extension Lexicon {
  /// No words, but the classes and rules that come with the program.
  package static let scale = read(lexicon_scale(), lexicon_scale_size(), extending: Lexicon())

  /// The lexica that come with the program: English in depth, and Spanish, French, German,
  /// Portuguese, Italian and Dutch.
  package static let builtIn = readBuiltIn()

  /// The same for who looks at it once, and need not keep it.
  static func readBuiltIn() -> Lexicon {
    read(lexicon_words(), lexicon_words_size(), extending: scale)
  }

  private static func read(
    _ text: UnsafePointer<UInt8>?, _ size: Int, extending base: Lexicon
  ) -> Lexicon {
    do {
      return try LexiconReader.lexicon(
        of: Array(UnsafeBufferPointer(start: text, count: size)), extending: base)
    } catch {
      // A test reads it, so that this cannot be met by a user.
      preconditionFailure("the built-in lexicon, \(error)")
    }
  }
}
