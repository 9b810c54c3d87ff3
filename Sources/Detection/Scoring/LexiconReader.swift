/// Reads the text of a lexicon, line by line.
///
/// Bytes, and no more of each term than where it stands and what is looked for: the built-in words are
/// read at each start, before anything else can be done.
struct LexiconReader {
  private var lexicon: Lexicon
  private var section = Section.none
  /// From here on the entries are the text's; before it stand those of the base.
  private let firstOwn: Int
  private var languages: Set<String>
  /// Whether the text changes what a class weighs.
  private var hasClasses = false

  /// What the last header says of the lines below it.
  private enum Section {
    case none, classes, rules
    /// The header by its number.
    case terms(Int)
  }

  struct Fault: Error { var reason: String }

  /// About so many bytes of a text hold a term.
  private static let bytesOfTerm = 12

  private init(extending base: Lexicon) {
    lexicon = base
    firstOwn = base.entries.count
    languages = Set(base.headers.map(\.language))
  }

  static func lexicon(
    of text: [UInt8], extending base: Lexicon
  ) throws(LexiconError) -> Lexicon {
    var reader = LexiconReader(extending: base)
    reader.lexicon.text += text
    reader.lexicon.entries.reserveCapacity(
      base.entries.count + text.count / bytesOfTerm)
    try reader.readLines(reader.lexicon.text[base.text.count...])
    reader.merge()
    return reader.lexicon
  }

  private mutating func readLines(_ text: ArraySlice<UInt8>) throws(LexiconError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]  // A byte order mark, which some editors put first.
    var rest = text.starts(with: mark) ? text.dropFirst(mark.count) : text
    var number = 0
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      let content = Self.trimmed(rest[..<end])
      rest = rest[end...].dropFirst()
      number += 1
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
    case .terms(let header): try readTerms(line, below: header)
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
    _ line: ArraySlice<UInt8>, below number: Int
  ) throws(Fault) {
    let header = lexicon.headers[number]
    var rest = line
    while !rest.isEmpty {
      let comma = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
      let bytes = Self.trimmed(rest[..<comma])
      rest = rest[comma...].dropFirst()
      guard !bytes.isEmpty else { continue }
      guard bytes.count <= Lexicon.termLimit else {
        throw Fault(reason: "a term is longer than \(Lexicon.termLimit) bytes")
      }
      guard !bytes.contains(UInt8(ascii: ";")) || !bytes.contains(0x20) else {
        throw Fault(reason: "terms are divided by commas, found ;")
      }
      let first = lexicon.phrases.count
      do throws(QueryError) {
        try TermSpelling.add(bytes, in: header.language, to: &lexicon.phrases)
      } catch {
        throw Fault(reason: "\(String(decoding: bytes, as: UTF8.self)): \(error.reason)")
      }
      guard header.role != .stop || lexicon.phrases[first].count == 1 else {
        throw Fault(
          reason: "\(String(decoding: bytes, as: UTF8.self)): "
            + "expected one word, since it tells the language")
      }
      lexicon.entries.append(
        Lexicon.Entry(
          header: UInt32(number), written: UInt32(bytes.startIndex)..<UInt32(bytes.endIndex),
          spellings: UInt32(first)..<UInt32(lexicon.phrases.count)))
    }
  }

  /// What the text says of a term takes the place of what the base said, weight and topic each for
  /// itself; and classes may have changed for both.
  private mutating func merge() {
    if firstOwn > 0 { yieldToOwn() }
    guard hasClasses else { return }
    for place in lexicon.headers.indices {
      if let name = lexicon.headers[place].weightClass {
        lexicon.headers[place].weight = lexicon.classes[name]?.weight
      }
    }
  }

  private mutating func yieldToOwn() {
    let own = lexicon.entries[firstOwn...]
    let weighed = Set(own.filter { lexicon.headers[Int($0.header)].weight != nil }.map(key(of:)))
    let sorted = Set(own.filter { lexicon.headers[Int($0.header)].topic != nil }.map(key(of:)))
    var numbers: [Lexicon.Term: Int] = [:]
    for place in 0..<firstOwn {
      let key = key(of: lexicon.entries[place])
      let (hasWeight, hasTopic) = (weighed.contains(key), sorted.contains(key))
      guard hasWeight || hasTopic else { continue }
      var header = lexicon.headers[Int(lexicon.entries[place].header)]
      if hasWeight {
        header.weight = nil
        header.weightClass = nil
      }
      if hasTopic { header.topic = nil }
      let number = numbers[header] ?? lexicon.headers.count
      if numbers.updateValue(number, forKey: header) == nil { lexicon.headers.append(header) }
      lexicon.entries[place].header = UInt32(number)
    }
  }

  /// What makes two terms the same: `Can't` and `cant` are, `fail` and `#fail` are not.
  private struct Key: Hashable {
    var language: String
    var role: Lexicon.Role
    var spelling: ArraySlice<PhraseTrie.Step>
  }

  private func key(of entry: Lexicon.Entry) -> Key {
    let header = lexicon.headers[Int(entry.header)]
    return Key(
      language: header.language, role: header.role,
      spelling: lexicon.phrases[Int(entry.spellings.lowerBound)])
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
    lexicon.headers.append(
      try Lexicon.Term(header: words, of: String(language), classes: lexicon.classes))
    return .terms(lexicon.headers.count - 1)
  }

  static func number(
    _ text: Substring, in range: ClosedRange<Double>
  ) throws(Fault) -> Double {
    guard let value = Double(text), range.contains(value) else {
      throw Fault(
        reason: "expected a number from \(range.lowerBound) to \(range.upperBound), found \(text)")
    }
    return value
  }
}
