/// Weighted words and phrases of complaint, in the languages that it names, and the few numbers that
/// hold for all words.
///
/// Its text is for people to read and change:
/// ```
/// # What follows a header holds for the terms below it.
/// [classes]
/// strong 2
/// hint 0.3 at most 1.2
///
/// [rules]
/// bias -1
///
/// [en weight strong topic baggage]
/// lost my bag, lost luggage
/// still no bag*
///
/// [en weight 2 topic safety severe]
/// food poisoning
/// ```
/// Terms stand between commas, on as many lines as one likes; `*` at the end stands for any ending.
/// The first word of a header is a language (ISO 639) or `any`. `weight` is what a term adds to the
/// evidence, in logits or as the name of a class; below 0 it is praise. `topic` names what is
/// complained of, `strength` how surely (1 where it is not told). `role` makes it a tool of grammar
/// instead: see `Role`. `severe` marks what one mention is one too many of.
package struct Lexicon: Sendable {
  /// What a term does beside adding its weight.
  package enum Role: String, Sendable, CaseIterable {
    case none
    /// Turns what follows around: `not`, `never`.
    case negation
    /// Multiplies what follows by its `factor`: `very` 1.3, `slightly` 0.6.
    case intensifier
    /// Takes back the praise before it: `but`.
    case contrast
    /// A word so common that it tells the language.
    case stop
  }

  package struct Term: Hashable, Sendable {
    /// As it is written in the lexicon.
    package var text: String
    /// An ISO 639 code, or `any`.
    package var language: String
    /// The class that gives the weight, where one is named.
    package var weightClass: String?
    /// Logits; above 0 speaks for a complaint. Nil where only a topic or a role is told.
    package var weight: Double?
    package var topic: String?
    package var strength: Double
    package var role: Role
    /// What an intensifier multiplies by.
    package var factor: Double
    package var isSevere: Bool
  }

  /// Where a term stands; 20 bytes, as there are many.
  struct Entry: Sendable {
    /// The place in `headers` of what holds for it.
    var header: UInt32
    /// Its bytes in `text`.
    var written: Range<UInt32>
    /// The numbers in `phrases` of the ways in which people write it.
    var spellings: Range<UInt32>
  }

  /// A weight with a name, shared by words of one strength.
  package struct WeightClass: Hashable, Sendable {
    /// Logits.
    package var weight: Double
    /// All terms of the class in one text add no more than this, in logits; above 0.
    package var limit: Double
  }

  /// Longer texts and terms are refused.
  package static let sizeLimit = 4 << 20
  package static let termLimit = 200
  /// More classes are refused.
  package static let classLimit = 64

  /// Terms without a word: what the headers say of those below them.
  var headers: [Term] = []
  var entries: [Entry] = []
  /// What is looked for.
  var phrases = PhraseList()
  /// All that was read.
  var text: [UInt8] = []
  package internal(set) var classes: [String: WeightClass] = [:]
  var rules = Rules()

  /// In their order; made of what is looked for with each call.
  package var terms: [Term] {
    entries.map { entry in
      var term = headers[Int(entry.header)]
      term.text = String(
        decoding: text[Int(entry.written.lowerBound)..<Int(entry.written.upperBound)],
        as: UTF8.self)
      return term
    }
  }

  init() {}

  /// Reads a lexicon, or tells which line cannot be understood.
  ///
  /// - Parameter base: what is there already, by default the classes and rules that come with the
  ///   program. Where both tell the weight or the topic of a term of one spelling, language and role,
  ///   or have a class or rule of one name, the text's holds; a weight or strength of 0 takes it away.
  package init(_ text: String, extending base: Lexicon = .scale) throws(LexiconError) {
    guard text.utf8.count <= Self.sizeLimit else {
      throw LexiconError(line: 1, reason: "longer than \(Self.sizeLimit) bytes")
    }
    self = try LexiconReader.lexicon(of: Array(text.utf8), extending: base)
  }
}

/// Why a lexicon cannot be read.
package struct LexiconError: Error, Hashable, CustomStringConvertible {
  /// From 1.
  package var line: Int
  package var reason: String

  package init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }

  package var description: String { "line \(line): \(reason)" }
}
