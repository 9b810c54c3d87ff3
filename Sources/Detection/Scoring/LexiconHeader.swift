extension Lexicon.Term {
  /// What a header says of the terms below it.
  ///
  /// - Parameters:
  ///   - words: those behind the language.
  ///   - classes: of which one may give the weight.
  init(
    header words: ArraySlice<Substring>, of language: String,
    classes: [String: Lexicon.WeightClass]
  ) throws(LexiconReader.Fault) {
    self.init(
      text: "", language: language, weight: nil, topic: nil, strength: 1, role: .none, factor: 1,
      isSevere: false)
    var words = words
    while let word = words.popFirst() {
      if word == "severe" {
        isSevere = true
        continue
      }
      guard let value = words.popFirst() else {
        throw LexiconReader.Fault(reason: "expected a value after \(word)")
      }
      try set(word, to: value, classes)
    }
    guard weight != nil || topic != nil || role != .none || isSevere else {
      throw LexiconReader.Fault(
        reason: "expected what the words below are: weight, topic, role or severe")
    }
  }

  private mutating func set(
    _ name: Substring, to value: Substring, _ classes: [String: Lexicon.WeightClass]
  ) throws(LexiconReader.Fault) {
    switch name {
    case "weight":
      if let known = classes[String(value)] {
        weightClass = String(value)
        weight = known.weight
      } else if let number = Double(value), (-10...10).contains(number) {
        weight = number
      } else {
        let known = classes.keys.sorted().joined(separator: ", ")
        throw LexiconReader.Fault(
          reason: "expected a number from -10 to 10 or a class (\(known)), found \(value)")
      }
    case "strength": strength = try LexiconReader.number(value, in: 0...10)
    case "factor": factor = try LexiconReader.number(value, in: 0...5)
    case "topic": topic = String(value)
    case "role":
      guard let role = Lexicon.Role(rawValue: String(value)) else {
        let roles = Lexicon.Role.allCases.map(\.rawValue).joined(separator: ", ")
        throw LexiconReader.Fault(reason: "there is no role \(value); there are \(roles)")
      }
      self.role = role
    default:
      throw LexiconReader.Fault(
        reason: "unknown \(name); there are weight, topic, strength, role, factor and severe")
    }
  }
}
