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

  /// - Parameter header: what holds for the term.
  init(_ header: Lexicon.Term, language: UInt8, topic: Int?, weightClass: Int?) {
    weight = Float(header.weight ?? 0)
    factor = Float(header.factor)
    strength = Float(header.strength)
    self.topic = Int16(topic ?? -1)
    self.language = language
    self.weightClass = Int16(weightClass ?? -1)
    role = header.role
    hasTone = header.weight != nil || header.role != .none || header.isSevere
    isSevere = header.isSevere
    isPrefix = false
  }
}

/// Names by their numbers, in the order of first use.
struct NameList: Sendable {
  private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]

  /// The number of a name, given on first use.
  mutating func number(of name: String) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }

  func known(_ name: String) -> Int? { numbers[name] }
}
