/// Reads the text of a lexicon, line by line.
struct LexiconReader {
  private var lexicon: Lexicon
  private var section = Section.none
  /// What of the base the text replaces.
  private var own: [Lexicon.Term] = []
  private var languages: Set<String>
  /// Whether the text changes what a class weighs.
  private var hasClasses = false

  /// What the last header says of the lines below it.
  private enum Section {
    case none, classes, rules
    case terms(Lexicon.Term)
  }

  private struct Fault: Error { var reason: String }

  init(extending base: Lexicon) {
    lexicon = base
    languages = Set(base.terms.map(\.language))
  }

  mutating func lexicon(of text: String) throws(LexiconError) -> Lexicon {
    // Bytes: looking at characters would take the built-in words four times as long.
    let bytes = Array(text.utf8)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]  // A byte order mark, which some editors put first.
    let body = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    var number = 0
    for line in body.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let content = Self.trimmed(line)
      guard let first = content.first, first != UInt8(ascii: "#") else { continue }
      do throws(Fault) {
        if first == UInt8(ascii: "[") {
          section = try header(Substring(decoding: content, as: UTF8.self))
        } else {
          try read(content)
        }
      } catch {
        throw LexiconError(line: number, reason: error.reason)
      }
    }
    merge()
    return lexicon
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text.drop { $0 <= 0x20 }
    guard let last = start.lastIndex(where: { $0 > 0x20 }) else { return [] }
    return start[...last]
  }

  private mutating func read(_ line: ArraySlice<UInt8>) throws(Fault) {
    switch section {
    case .none:
      throw Fault(reason: "expected a header such as [en weight 1] before the first term")
    case .classes: try readClass(Substring(decoding: line, as: UTF8.self))
    case .rules: try readRule(Substring(decoding: line, as: UTF8.self))
    case .terms(let header): try readTerms(line, like: header)
    }
  }

  /// `hint 0.3` or `hint 0.3 at most 1.2`.
  private mutating func readClass(_ line: Substring) throws(Fault) {
    let words = line.split(separator: " ")
    guard words.count == 2 || words.count == 5 && words[2] == "at" && words[3] == "most",
      Double(words[0]) == nil
    else { throw Fault(reason: "expected a class: strong 2, or hint 0.3 at most 1.2") }
    let name = String(words[0])
    hasClasses = true
    lexicon.classes[name] = Lexicon.WeightClass(
      weight: try Self.number(words[1], in: -10...10),
      limit: words.count == 5 ? try Self.number(words[4], in: 0...1000) : .infinity)
    guard lexicon.classes.count <= Lexicon.classLimit else {
      throw Fault(reason: "more than \(Lexicon.classLimit) classes")
    }
  }

  private mutating func readRule(_ line: Substring) throws(Fault) {
    let words = line.split(separator: " ")
    guard words.count == 2,
      let rule = Lexicon.Rules.Name.allCases.first(where: { $0.text == words[0] })
    else {
      let known = Lexicon.Rules.Name.allCases.map(\.text).joined(separator: ", ")
      throw Fault(reason: "expected a rule and its value; there are \(known)")
    }
    lexicon.rules[rule] = try Self.number(words[1], in: rule.range)
  }

  private mutating func readTerms(
    _ line: ArraySlice<UInt8>, like header: Lexicon.Term
  ) throws(Fault) {
    for part in line.split(separator: UInt8(ascii: ",")) {
      let bytes = Self.trimmed(part)
      guard !bytes.isEmpty else { continue }
      guard bytes.count <= Lexicon.termLimit else {
        throw Fault(reason: "a term is longer than \(Lexicon.termLimit) bytes")
      }
      guard !bytes.contains(UInt8(ascii: ";")) || !bytes.contains(0x20) else {
        throw Fault(reason: "terms are divided by commas, found ;")
      }
      var term = header
      term.text = String(decoding: bytes, as: UTF8.self)
      do throws(QueryError) {
        term.spellings = try TermSpelling.spellings(of: term.text, in: term.language)
      } catch {
        throw Fault(reason: "\(term.text): \(error.reason)")
      }
      guard term.role != .stop || term.spellings[0].count == 1 else {
        throw Fault(reason: "\(term.text): expected one word, since it tells the language")
      }
      own.append(term)
    }
  }

  /// What the text says of a term takes the place of what the base said, weight and topic each for
  /// itself; and classes may have changed for both.
  private mutating func merge() {
    if !lexicon.terms.isEmpty {
      let weighed = Set(own.filter { $0.weight != nil }.map(Key.init))
      let sorted = Set(own.filter { $0.topic != nil }.map(Key.init))
      for place in lexicon.terms.indices {
        let key = Key(lexicon.terms[place])
        if weighed.contains(key) {
          lexicon.terms[place].weight = nil
          lexicon.terms[place].weightClass = nil
        }
        if sorted.contains(key) { lexicon.terms[place].topic = nil }
      }
    }
    // Without a base the list is handed over: it is megabytes long.
    if lexicon.terms.isEmpty { swap(&lexicon.terms, &own) } else { lexicon.terms += own }
    guard hasClasses else { return }
    for place in lexicon.terms.indices {
      if let name = lexicon.terms[place].weightClass {
        lexicon.terms[place].weight = lexicon.classes[name]?.weight
      }
    }
  }

  /// What makes two terms the same: `Can't` and `cant` are, `fail` and `#fail` are not.
  private struct Key: Hashable {
    var language: String
    var role: Lexicon.Role
    var spelling: [PhraseTrie.Step]

    init(_ term: Lexicon.Term) {
      language = term.language
      role = term.role
      spelling = term.spellings[0]
    }
  }

  // MARK: Headers

  private mutating func header(_ line: Substring) throws(Fault) -> Section {
    guard line.last == "]" else { throw Fault(reason: "expected ] at the end of the header") }
    var words = line.dropFirst().dropLast().split(separator: " ")[...]
    let first = words.popFirst()
    if words.isEmpty, first == "classes" { return .classes }
    if words.isEmpty, first == "rules" { return .rules }
    guard let language = first, language.allSatisfy({ $0.isLowercase && $0.isASCII }),
      (2...3).contains(language.count)
    else {
      throw Fault(reason: "expected a language first: [en weight 1], or any, or [classes], [rules]")
    }
    languages.insert(String(language))
    guard languages.count < LanguageGuess.limit else {
      throw Fault(reason: "more than \(LanguageGuess.limit - 1) languages")
    }
    var term = Lexicon.Term(
      text: "", language: String(language), weight: nil, topic: nil, strength: 1, role: .none,
      factor: 1, isSevere: false, spellings: [])
    while let word = words.popFirst() {
      if word == "severe" {
        term.isSevere = true
        continue
      }
      guard let value = words.popFirst() else {
        throw Fault(reason: "expected a value after \(word)")
      }
      try set(word, to: value, of: &term)
    }
    guard term.weight != nil || term.topic != nil || term.role != .none || term.isSevere else {
      throw Fault(reason: "expected what the words below are: weight, topic, role or severe")
    }
    return .terms(term)
  }

  private func set(
    _ name: Substring, to value: Substring, of term: inout Lexicon.Term
  ) throws(Fault) {
    switch name {
    case "weight":
      if let known = lexicon.classes[String(value)] {
        term.weightClass = String(value)
        term.weight = known.weight
      } else if let weight = Double(value), (-10...10).contains(weight) {
        term.weight = weight
      } else {
        let classes = lexicon.classes.keys.sorted().joined(separator: ", ")
        throw Fault(
          reason: "expected a number from -10 to 10 or a class (\(classes)), found \(value)")
      }
    case "strength": term.strength = try Self.number(value, in: 0...10)
    case "factor": term.factor = try Self.number(value, in: 0...5)
    case "topic": term.topic = String(value)
    case "role":
      guard let role = Lexicon.Role(rawValue: String(value)) else {
        let roles = Lexicon.Role.allCases.map(\.rawValue).joined(separator: ", ")
        throw Fault(reason: "there is no role \(value); there are \(roles)")
      }
      term.role = role
    default:
      throw Fault(
        reason: "unknown \(name); there are weight, topic, strength, role, factor and severe")
    }
  }

  private static func number(
    _ text: Substring, in range: ClosedRange<Double>
  ) throws(Fault) -> Double {
    guard let value = Double(text), range.contains(value) else {
      throw Fault(
        reason: "expected a number from \(range.lowerBound) to \(range.upperBound), found \(text)")
    }
    return value
  }
}
