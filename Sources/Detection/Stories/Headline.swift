package import Model

/// What a story is called: the sentence or title that most of its mentions have, else its clearest
/// title, else the words of its first mention.
package enum Headline {
  /// A shorter or longer sentence is no headline.
  private static let words = 4...30

  /// Sentences of a text beyond this are not looked at.
  private static let sentenceLimit = 20

  private struct Candidate {
    var text: String
    var count = 0
    var isTitle: Bool
    var rung: Rung
    var place: Int

    func isBetter(than other: Candidate) -> Bool {
      (count, isTitle ? 1 : 0, rung.rawValue, other.place)
        > (other.count, other.isTitle ? 1 : 0, other.rung.rawValue, place)
    }
  }

  /// - Parameter mentions: of one story, the earliest first.
  /// - Returns: empty only where nobody said anything.
  package static func of(_ mentions: [Mention]) -> String {
    let voiced = mentions.filter { $0.rung != .own }
    var candidates: [UInt64: Candidate] = [:]
    for (place, mention) in voiced.enumerated() {
      var seen: Set<UInt64> = []
      let sentences = sentences(of: mention.excerpt).map { (text: $0, isTitle: false) }
      for part in [(text: mention.title[...], isTitle: true)] + sentences {
        let print = TextFingerprint.of(String(part.text))
        guard words.contains(print.words), seen.insert(print.hash).inserted else { continue }
        let new = Candidate(
          text: String(part.text), isTitle: part.isTitle, rung: mention.rung, place: place)
        candidates[print.hash, default: new].count += 1
      }
    }
    let best = candidates.values.reduce(nil) { (best: Candidate?, next) in
      best.map { next.isBetter(than: $0) } ?? true ? next : best
    }
    let isTold = best.map { $0.count > 1 || $0.isTitle } ?? false
    return isTold ? best?.text ?? "" : voiced.first?.headline ?? mentions.first?.headline ?? ""
  }

  /// The parts between marks that end a sentence and a space, or lines.
  private static func sentences(of text: String) -> [Substring] {
    var sentences: [Substring] = []
    var start = text.startIndex
    var at = start
    while at < text.endIndex, sentences.count < sentenceLimit {
      let next = text.index(after: at)
      let endsHere =
        text[at].isNewline
        || ".!?…。".contains(text[at]) && (next == text.endIndex || text[next].isWhitespace)
      if endsHere {
        sentences.append(text[start..<next])
        start = next
      }
      at = next
    }
    sentences.append(text[start...])
    return sentences.map { $0.drop(while: \.isWhitespace) }
  }
}
