import CLexicon

extension Lexicon {
  /// The lexica that come with the program: English in depth, and Spanish, French, German,
  /// Portuguese, Italian and Dutch.
  package static let builtIn: Lexicon = {
    let text = String(
      decoding: UnsafeBufferPointer(start: lexicon_text(), count: lexicon_size()), as: UTF8.self)
    do {
      return try Lexicon(text)
    } catch {
      // A test reads it, so that this cannot be met by a user.
      preconditionFailure("the built-in lexicon, \(error)")
    }
  }()
}
