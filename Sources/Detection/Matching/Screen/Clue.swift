/// Letters of ASCII that stand side by side in every text that has a phrase, however it is written
/// there in plain letters.
///
/// They are one of the phrase's words, without the repetition of a letter: `Acme`, `ACME`, `acmeee` and
/// `#AcmeAir` all have `acme`. What is written with other letters, or with something between them, is
/// for `Disguise`.
struct Clue: Sendable {
  /// Small letters, digits and `&`, no two neighbours of which are equal; at least two.
  let letters: [UInt8]

  /// Where two neighbours stand that are rarer than all others in texts: `ph` of `iphone`.
  let rarest: Int

  /// Whether a word begins with it, so that `pineapple` is none of `apple`.
  private let beginsWord: Bool
  /// Whether a word ends with it, so that `apples` is none.
  private let endsWord: Bool

  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The clue to a word or a phrase as it stands in a query, by its longest word; nil where none of
  /// its words is in plain letters.
  init?(to written: String) {
    let isPrefix = written.hasSuffix("*")
    let folded = FoldedText(isPrefix ? String(written.dropLast()) : written)
    let words = folded.tokens.indices.map { Self.plain(folded.foldedBytes(of: $0)) }
    guard let longest = words.indices.max(by: { words[$0].count < words[$1].count }),
      let rarest = words[longest].indices.dropLast().min(by: {
        Self.share(words[longest], $0) < Self.share(words[longest], $1)
      })
    else { return nil }
    letters = words[longest]
    self.rarest = rarest
    // In `#AcmeAir` and in the joined reading of Coca-Cola the second word begins within one.
    beginsWord =
      folded.alternatives.isEmpty && written.utf8.first.map(ASCII.isWordPart) == true
    let goesOn = isPrefix && longest == words.count - 1
    endsWord =
      beginsWord && !goesOn && !folded.tokens[longest].marks.contains(.possessive)
  }

  /// A part of plain words.
  static func isLetter(_ byte: UInt8) -> Bool {
    ASCII.isWordPart(byte) || byte == UInt8(ascii: "&")
  }

  /// A word without the repetition of its letters; empty where there are others than plain ones.
  private static func plain(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var letters: [UInt8] = []
    for byte in word where byte != letters.last { letters.append(byte) }
    return letters.allSatisfy(isLetter) ? letters : []
  }

  /// How common the neighbours are that begin at a place, as far as their letters tell.
  private static func share(_ letters: [UInt8], _ place: Int) -> Int {
    letters[place...place + 1].reduce(1) { $0 * (rank.firstIndex(of: $1) ?? 0) }
  }

  /// The rarest letter first. The order is that of English and differs little in its neighbours; digits
  /// are rarer than all.
  private static let rank = Array(" zqxjkvbpygfwmucldrhsnioate".utf8)

  /// Whether the clue stands where its rarest neighbours would be at a place, each of its letters once
  /// or more.
  func stands(in bytes: Bytes, at place: Int) -> Bool {
    guard place + 1 < bytes.count, ASCII.lowercase(bytes[place + 1]) == letters[rarest + 1],
      begins(rarest + 1, in: bytes, before: place + 1)
    else { return false }
    var end = Self.runEnd(bytes, place + 1)
    for letter in letters[(rarest + 2)...] {
      guard end < bytes.count, ASCII.lowercase(bytes[end]) == letter else { return false }
      end = Self.runEnd(bytes, end)
    }
    // Within a hashtag a capital begins a word, which may have the clue's last letter.
    return !endsWord || end == bytes.count || !ASCII.isWordPart(bytes[end])
      || bytes[place + 2...end].contains(where: ASCII.isCapital)
  }

  /// Whether the clue's first letters stand before a place, each once or more.
  func begins(_ count: Int, in bytes: Bytes, before place: Int) -> Bool {
    var start = place
    for letter in letters[..<count].reversed() {
      guard start > 0, ASCII.lowercase(bytes[start - 1]) == letter else { return false }
      start = Self.runStart(bytes, start - 1)
    }
    // As above, the word before may have the clue's first letter.
    return !beginsWord || start == 0 || !ASCII.isWordPart(bytes[start - 1])
      || bytes[start..<place].contains(where: ASCII.isCapital)
  }

  /// The first place of the letters that are equal to the one at a place.
  private static func runStart(_ bytes: Bytes, _ place: Int) -> Int {
    let letter = ASCII.lowercase(bytes[place])
    var start = place
    while start > 0, ASCII.lowercase(bytes[start - 1]) == letter { start -= 1 }
    return start
  }

  /// The place behind the letters that are equal to the one at a place.
  private static func runEnd(_ bytes: Bytes, _ place: Int) -> Int {
    let letter = ASCII.lowercase(bytes[place])
    var end = place + 1
    while end < bytes.count, ASCII.lowercase(bytes[end]) == letter { end += 1 }
    return end
  }
}
