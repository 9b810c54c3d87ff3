/// Weighted words and phrases of complaint, in the languages that it names.
///
/// Its text is for people to read and change:
/// ```
/// # What follows holds for the terms below it.
/// [en weight 1.5 topic baggage]
/// lost my bag, lost luggage
/// still no bag*
///
/// [en weight 2 topic safety severe]
/// food poisoning
/// ```
/// Terms stand between commas, on as many lines as one likes; `*` at the end stands for any ending.
/// The first word of a header is a language (BCP 47) or `any`. `weight` is what a term adds to the
/// evidence, in logits; below 0 it is praise. `topic` names what is complained of, `strength` how
/// surely (1 where it is not told). `role` makes it a tool of grammar instead: see `Role`.
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
    /// A BCP 47 primary tag, or `any`.
    package var language: String
    /// Logits; above 0 speaks for a complaint.
    package var weight: Double
    package var topic: String?
    package var strength: Double
    package var role: Role
    /// What an intensifier multiplies by.
    package var factor: Double
    package var isSevere: Bool
  }

  /// Longer texts and terms are refused.
  package static let sizeLimit = 4 << 20
  package static let termLimit = 200

  package private(set) var terms: [Term]

  /// Reads a lexicon, or tells which line cannot be understood.
  package init(_ text: String) throws(LexiconError) {
    guard text.utf8.count <= Self.sizeLimit else {
      throw LexiconError(line: 1, reason: "longer than \(Self.sizeLimit) bytes")
    }
    var reader = LexiconReader()
    terms = try reader.terms(of: text)
  }

  /// These terms and the other's; where both have a term of the same language and role, the other's
  /// holds.
  package func extended(by other: Lexicon) -> Lexicon {
    func key(_ term: Term) -> [String] { [term.text, term.language, term.role.rawValue] }
    let replaced = Set(other.terms.map(key))
    var union = self
    union.terms = terms.filter { !replaced.contains(key($0)) } + other.terms
    return union
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
