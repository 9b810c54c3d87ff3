/// Reads the text of a lexicon, line by line.
struct LexiconReader {
  /// What the last header says of the terms below it.
  private var header: Lexicon.Term?

  mutating func terms(of text: String) throws(LexiconError) -> [Lexicon.Term] {
    var terms: [Lexicon.Term] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let content = Self.trimmed(line)
      guard !content.isEmpty, content.first != "#" else { continue }
      do throws(Fault) {
        if content.first == "[" {
          header = try Self.header(content)
        } else {
          terms += try self.terms(ofLine: content)
        }
      } catch {
        throw LexiconError(line: number + 1, reason: error.reason)
      }
    }
    return terms
  }

  private struct Fault: Error { var reason: String }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }

  private func terms(ofLine line: Substring) throws(Fault) -> [Lexicon.Term] {
    guard let header else {
      throw Fault(reason: "expected a header such as [en weight 1] before the first term")
    }
    var terms: [Lexicon.Term] = []
    for part in line.split(separator: ",") {
      let text = Self.trimmed(part)
      guard !text.isEmpty else { continue }
      guard text.utf8.count <= Lexicon.termLimit else {
        throw Fault(reason: "a term is longer than \(Lexicon.termLimit) bytes")
      }
      var term = header
      term.text = String(text)
      do throws(QueryError) {
        _ = try QuerySpelling.spellings(of: term.text, isQuoted: true, column: 1)
      } catch {
        throw Fault(reason: "\(text): \(error.reason)")
      }
      terms.append(term)
    }
    return terms
  }

  private static func header(_ line: Substring) throws(Fault) -> Lexicon.Term {
    guard line.last == "]" else { throw Fault(reason: "expected ] at the end of the header") }
    var words = line.dropFirst().dropLast().split(separator: " ")[...]
    guard let language = words.popFirst(),
      language.allSatisfy({ $0.isLowercase && $0.isASCII }), (2...3).contains(language.count)
    else { throw Fault(reason: "expected a language first: [en weight 1], or any") }
    var term = Lexicon.Term(
      text: "", language: String(language), weight: 0, topic: nil, strength: 1, role: .none,
      factor: 1, isSevere: false)
    while let word = words.popFirst() {
      if word == "severe" {
        term.isSevere = true
        continue
      }
      guard let value = words.popFirst() else {
        throw Fault(reason: "expected a value after \(word)")
      }
      switch word {
      case "weight": term.weight = try number(value, in: -10...10)
      case "strength": term.strength = try number(value, in: 0...10)
      case "factor": term.factor = try number(value, in: 0...5)
      case "topic": term.topic = String(value)
      case "role":
        guard let role = Lexicon.Role(rawValue: String(value)) else {
          let roles = Lexicon.Role.allCases.map(\.rawValue).joined(separator: ", ")
          throw Fault(reason: "there is no role \(value); there are \(roles)")
        }
        term.role = role
      default:
        throw Fault(
          reason: "unknown \(word); there are weight, topic, strength, role, factor and severe")
      }
    }
    return term
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
