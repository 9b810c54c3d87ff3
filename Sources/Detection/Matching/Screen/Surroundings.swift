/// What stands before and behind some bytes of a text, as far as letters may be hidden there.
struct Surroundings {
  let bytes: Clue.Bytes
  let start: Int
  let end: Int

  enum Neighbour {
    /// A plain one, small: a letter of ASCII, a digit, `&`.
    case letter(UInt8)
    /// A Latin letter beyond ASCII, most of which are folded to plain ones.
    case accented
    /// A letter of another alphabet.
    case foreign(Lookalikes.Scripts)
    /// Nothing to the eye.
    case unseen
    /// What may stand within a word: a hyphen, an apostrophe, a low line.
    case mark
    case border

    /// Whether a word may be one of two alphabets that has this beside a letter of another than Latin.
    func makesMixed(_ scripts: Lookalikes.Scripts) -> Bool {
      switch self {
      case .letter, .accented, .unseen: true
      case .foreign(let others): scripts.union(others).areMixed
      case .mark, .border: false
      }
    }
  }

  var before: Neighbour {
    guard start > 0 else { return .border }
    var place = start - 1
    while place > 0, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return neighbour(at: place)
  }

  var behind: Neighbour { end < bytes.count ? neighbour(at: end) : .border }

  /// What follows at once, or in the next line; two hyphens are a dash.
  var behindLineBreak: Neighbour {
    var next = end
    var breaksLine = false
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x0D || bytes[next] == 0x0A {
      breaksLine = breaksLine || bytes[next] == 0x0A
      next += 1
    }
    guard next == end || breaksLine, next < bytes.count, bytes[next] != UInt8(ascii: "-") else {
      return .border
    }
    return neighbour(at: next)
  }

  /// The letters and digits that follow at once.
  func wordBehind(atMost count: Int) -> Slice<Clue.Bytes> {
    var next = end
    while next < bytes.count, next < end + count, ASCII.isWordPart(bytes[next]) { next += 1 }
    return bytes[end..<next]
  }

  func isHyphen(at place: Int) -> Bool {
    guard place < bytes.count else { return false }
    if bytes[place] < 0x80 { return bytes[place] == UInt8(ascii: "-") }
    return switch ScalarFolding.folded(UTF8Scalar.decode(bytes, place).0) {
    case .hyphen, .nothing: true
    default: false
    }
  }

  private func neighbour(at place: Int) -> Neighbour {
    let byte = bytes[place]
    if byte < 0x80 {
      if Clue.isLetter(byte) { return .letter(ASCII.lowercase(byte)) }
      return "-_'".utf8.contains(byte) ? .mark : .border
    }
    switch ScalarFolding.folded(UTF8Scalar.decode(bytes, place).0) {
    case .letter(let letter, _):
      let scripts = Lookalikes.Scripts(of: letter)
      return letter < 0x80 || scripts == .latin ? .accented : .foreign(scripts)
    case .letters: return .accented
    case .nothing: return .unseen
    case .hyphen, .apostrophe: return .mark
    case .separator, .sentenceEnd, .ideograph, .sign, .ascii: return .border
    }
  }
}
