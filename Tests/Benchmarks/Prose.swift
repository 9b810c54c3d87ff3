/// Sentences without sense but with the shape of real ones: common words often, names and other rare
/// words now and then, and the vocabulary of complaint, since the scorer has work with nothing else.
struct Prose {
  var chance: Chance

  init(seed: UInt64) {
    chance = Chance(seed: seed)
  }

  /// So many words in sentences of 6 to 20.
  mutating func text(words count: Int) -> String {
    var text = ""
    var left = count
    while left > 0 {
      let length = min(left, 6 + chance.number(below: 15))
      if !text.isEmpty { text += " " }
      text += sentence(words: length)
      left -= length
    }
    return text
  }

  mutating func title() -> String {
    let words = 6 + chance.number(below: 6)
    return String(sentence(words: words).dropLast())
  }

  private mutating func sentence(words count: Int) -> String {
    var sentence = ""
    for place in 0..<count {
      let word = word()
      if place == 0 {
        sentence += word.prefix(1).uppercased() + word.dropFirst()
      } else {
        sentence += chance.number(below: 12) == 0 ? ", " : " "
        sentence += word
      }
    }
    return sentence + (chance.number(below: 10) == 0 ? "!" : ".")
  }

  /// One in eight is rare and one in sixty complains; of the others the first of the list come most
  /// often.
  private mutating func word() -> String {
    if chance.number(below: 8) == 0 { return name(syllables: 2 + chance.number(below: 2)) }
    if chance.number(below: 60) == 0 {
      return Self.complaining[chance.number(below: Self.complaining.count)]
    }
    let place = chance.fraction() * chance.fraction()
    return Self.common[Int(place * Double(Self.common.count))]
  }

  /// A word that no dictionary has.
  mutating func name(syllables: Int) -> String {
    var name = ""
    for _ in 0..<syllables {
      name += Self.onsets[chance.number(below: Self.onsets.count)]
      name += Self.ends[chance.number(below: Self.ends.count)]
    }
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  private static let onsets = [
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z",
  ]
  private static let ends = ["a", "e", "i", "o", "u", "al", "en", "ir", "or", "un"]

  private static let common = """
    the to and a i of in it is my for you that on was with they this have me be but at we so are your
    from just an up what if can will had when there as all been now how our their one he by after time
    back them about who us would has day more two today only like because over then again do her his
    did new where got app people which said other any every week way month year first email line
    order manager agent ticket seat crew bag plane train hotel room account card price bank store
    online website update number name system staff team company thanks thank great good nice love
    happy best excellent easy quick friendly launch report market season opens weather recipe match
    städte größe café naïve señor façade über später żaden
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  private static let complaining = """
    refund charged cancelled late delayed lost broken missing rude terrible awful worst useless scam
    unsafe complaint disappointed angry ignored failed refused stuck waste problem issue never not
    waiting hours why still don't no off twice nobody
    """.split { $0 == " " || $0 == "\n" }.map(String.init)
}
