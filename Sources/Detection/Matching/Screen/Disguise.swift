/// Whether a letter of a clue may be hidden where a text has no plain letters: behind an accent, in
/// another alphabet, or parted from its neighbour by a hyphen or by what nobody sees.
///
/// Of a clue that is not written in plain letters from end to end, the first thing that is not plain
/// has the clue's letters before it, or is its first letter. That one is found here, so that each may be
/// judged by its neighbours alone. Letters of another alphabet pass for Latin ones in words of both
/// alone, which have a place where one meets the other.
struct Disguise: Sendable {
  let clues: [Clue]

  /// - Parameter at: the place of a byte beyond ASCII, a hyphen, an apostrophe or a low line; of no
  ///   other is anything said.
  func mayStand(in bytes: Clue.Bytes, at: Int) -> Bool {
    let (scalar, width) = bytes[at] < 0x80 ? (UInt32(bytes[at]), 1) : UTF8Scalar.decode(bytes, at)
    let place = Surroundings(bytes: bytes, start: at, end: at + width)
    switch scalar {
    case 0x2D: return isJoint(place, place.behindLineBreak)
    case 0x5F: return isJoint(place, place.behind)
    case 0x27: return isApostrophe(place)
    case 0..<0x80: return false
    default: break
    }
    switch ScalarFolding.folded(scalar) {
    case .separator, .sentenceEnd, .ideograph, .sign, .ascii: return false
    case .apostrophe: return isApostrophe(place)
    case .hyphen: return isJoint(place, place.behindLineBreak)
    case .nothing: return isJoint(place, .unseen)
    case .letter(let letter, _):
      guard letter < 0x80 else {
        let scripts = Lookalikes.Scripts(of: letter)
        return place.before.makesMixed(scripts) || place.behind.makesMixed(scripts)
      }
      return isPart(UInt8(letter), place, place.behind)
    case .letters(let letters):
      return isPart(UInt8(truncatingIfNeeded: letters), place, .unseen)
    }
  }

  /// Whether a letter in other clothes continues a clue, or begins one, and what is behind it goes on
  /// with that.
  private func isPart(
    _ letter: UInt8, _ place: Surroundings, _ behind: Surroundings.Neighbour
  ) -> Bool {
    clues.contains { clue in
      clue.letters.indices.contains { known in
        let isNext = clue.letters[known] == letter
        guard isNext || known > 0 && clue.letters[known - 1] == letter else { return false }
        return goesOn(clue, known + (isNext ? 1 : 0), with: behind)
          && (known == 0 || clue.begins(known, in: place.bytes, before: place.start))
      }
    }
  }

  /// Whether the letters before a place begin a clue, and what is behind goes on with it.
  private func isJoint(_ place: Surroundings, _ behind: Surroundings.Neighbour) -> Bool {
    guard case .letter = place.before else { return false }
    return clues.contains { clue in
      (1..<clue.letters.count).contains { known in
        goesOn(clue, known, with: behind)
          && clue.begins(known, in: place.bytes, before: place.start)
      }
    }
  }

  /// Whether a clue of which some letters are known may go on with something: with its next letter, or
  /// with the last one again.
  private func goesOn(
    _ clue: Clue, _ known: Int, with behind: Surroundings.Neighbour
  ) -> Bool {
    guard known < clue.letters.count else { return true }
    return switch behind {
    case .letter(let letter): letter == clue.letters[known] || letter == clue.letters[known - 1]
    case .border: false
    case .accented, .foreign, .unseen, .mark: true
    }
  }

  /// An apostrophe stands within a word only in `n't`; but the end of `Coca's-Cola` is left out, and the
  /// hyphen behind it joins what is before.
  private func isApostrophe(_ place: Surroundings) -> Bool {
    let ending = place.wordBehind(atMost: 3)
    guard ending.count < 3, let first = ending.first else { return false }
    if place.isHyphen(at: ending.endIndex) { return isJoint(place, .unseen) }
    return ending.count == 1 && first | 0x20 == UInt8(ascii: "t") && isJoint(place, place.behind)
  }
}
