/// A term of the lexicon, packed for the reading of texts.
struct ScoredTerm: Sendable {
  var weight: Float
  var factor: Float
  var strength: Float
  /// Below 0 where it has none.
  var topic: Int16
  var language: UInt8
  /// Below 0 where its weight is a number.
  var weightClass: Int16
  var role: Lexicon.Role
  /// Whether it has a part in the tone; it may have one in the topics as well or instead.
  var hasTone: Bool
  var isSevere: Bool
  /// Stands for any ending; a word that is named in full is meant before it.
  var isPrefix: Bool

  init(_ term: Lexicon.Term, language: UInt8, topic: Int, weightClass: Int) {
    weight = Float(term.weight ?? 0)
    factor = Float(term.factor)
    strength = Float(term.strength)
    self.topic = Int16(topic)
    self.language = language
    self.weightClass = Int16(weightClass)
    role = term.role
    hasTone = term.weight != nil || term.role != .none || term.isSevere
    isSevere = term.isSevere
    isPrefix = term.text.hasSuffix("*")
  }
}

/// Names by their numbers, in the order of first use.
struct NameList: Sendable {
  private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]
  /// What was asked for last: terms below one header have the same names.
  private var latest = (name: "", number: -1)

  /// The number of a name, given on first use.
  mutating func number(of name: String) -> Int {
    if latest.number >= 0, latest.name == name { return latest.number }
    let number = numbers[name] ?? names.count
    if number == names.count {
      numbers[name] = number
      names.append(name)
    }
    latest = (name, number)
    return number
  }

  func known(_ name: String) -> Int? { numbers[name] }
}
