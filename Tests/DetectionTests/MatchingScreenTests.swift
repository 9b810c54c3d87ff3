import Detection
import Model
import Testing

/// A text that names nobody may be known by its bytes alone; that must never keep a mention back.
///
/// A query that a language alone can make true has to be asked of each text, so that a matcher with such
/// a brand reads all of them.
@Suite struct `Screening of texts` {
  private let source = Source(id: "s", url: "https://s.example")

  private static let queries = [
    "apple OR iphone", "\"acme air\"", "at&t OR b2b", "mcdonald's", "\"coca-cola\"", "delta*",
    "cocacola NEAR/5 pepsi", "#AcmeAir OR @acme_air OR $ACME", "(oracle java) NOT coffee", "dont",
    "müller", "\"crédit agricole\"", "raw:\"Target\"", "title:sassoon", "see OR aab", "x1",
  ]

  private func hits(_ queries: [String], in item: Item) throws -> (
    screened: [String], read: [String]
  ) {
    let brands = queries.map { Brand(id: $0, query: $0) }
    let scorer = try ComplaintScorer(Lexicon(""))
    let screened = try Matcher(brands: brands, scorer: scorer)
    let read = try Matcher(
      brands: brands + [Brand(id: "any", query: "lang:xx")], scorer: scorer)
    return (
      screened.examine(item, from: source).map(\.brand),
      read.examine(item, from: source).map(\.brand)
    )
  }

  @Test(arguments: queries.indices)
  func `keeps no disguised name back`(number: Int) throws {
    var dice = Dice(state: UInt64(number))
    let query = Self.queries[number]
    let brand = Brand(id: "b", query: query)
    let scorer = try ComplaintScorer(Lexicon(""))
    let screened = try Matcher(brands: [brand], scorer: scorer)
    let read = try Matcher(brands: [brand, Brand(id: "any", query: "lang:xx")], scorer: scorer)
    var found = 0
    for _ in 0..<800 {
      let item = Item(title: dice.text(about: query), text: dice.text(about: query))
      let expected = read.examine(item, from: source).map(\.matched)
      found += expected.count
      #expect(
        screened.examine(item, from: source).map(\.matched) == expected,
        "\(item.title.debugDescription) \(item.text.debugDescription)")
    }
    // Else the disguises are so good that nothing was tried.
    #expect(found > 5)
  }

  @Test(arguments: [
    "plain acme here", "ACME", "#IloveAcme", "acmeeee!", "ac-me", "ac-\nme", "ácmé", "acme\u{301}",
    "ac\u{200B}me", "ａｃｍｅ", "аcme", "асmе", "acmе", "#ac_me", "@acme", "acme’s", "acm\u{1E3F}me",
    "𝐚𝐜𝐦𝐞", "ac\u{AD}me", "ac\u{2010}me", "(acme)", "acme.example", "aaacme", "αсmе", "асмε",
  ])
  func `lets a name pass however it is written`(text: String) throws {
    let (screened, read) = try hits(["acme"], in: Item(text: text))
    #expect(read == ["acme"])
    #expect(screened == ["acme"])
  }
}

extension Dice {
  /// Words of a query, each letter of them in some clothes, between others.
  fileprivate mutating func text(about query: String) -> String {
    let words = query.split { !($0.isLetter || $0.isNumber || "'&-".contains($0)) }
    var text = ""
    for _ in 0..<number(below: 6) {
      if number(below: 3) == 0 {
        text += one(of: Self.others)
      } else {
        // Most letters are plain, or no word would be left.
        let plain = 1 + number(below: 12)
        for letter in words[number(below: words.count)] {
          text += number(below: plain) == 0 ? clothed(letter) : cased(letter)
        }
        text += one(of: Self.borders)
      }
    }
    return text
  }

  private mutating func cased(_ letter: Character) -> String {
    number(below: 8) == 0 ? letter.uppercased() : String(letter)
  }

  private mutating func clothed(_ letter: Character) -> String {
    switch number(below: 4) {
    case 0: cased(letter) + one(of: Self.between)
    case 1: String(repeating: letter, count: 1 + number(below: 4))
    case 2: (Self.twins[letter].map { one(of: $0.map(String.init)) }) ?? String(letter)
    default: one(of: Self.between) + cased(letter)
    }
  }

  private static let twins: [Character: String] = [
    "a": "áаａαÁ𝐚æ", "c": "çсｃ", "e": "éеｅεÉ", "p": "рｐρ", "m": "ḿмｍ", "i": "íіｉι", "o": "öоｏοœ",
    "n": "ñηｎ", "l": "ł1", "r": "řｒг", "t": "тťτ", "d": "đԁ", "s": "ßѕš", "h": "һħ", "x": "хχ",
    "u": "üυ", "b": "Ь", "j": "ј", "k": "кκ", "1": "１", "2": "２",
  ]
  private static let between = [
    "-", "-\n", "- ", "--", "_", "'", "’", "\u{200B}", "\u{AD}", "\u{AD}\n", "\u{301}", "\u{2010}",
    "\u{2011}\n",
    "&", "'s", "'s-", "’s", "n't", " ", ".", "日", "😀", "\u{FE0F}", "é", "а", "ŋ", "•", "1", "A",
  ]
  private static let borders = [
    " ", " ", " ", "\n", ". ", "'s ", "’s ", "s ", "-", "#", " @", " $", "é", "!", "😀", "", "/",
    "ing ",
  ]
  private static let others = [
    "the ", "fair ", "#", "@", "$", "http://", "café ", "это ", "l’été ", "n't ", "sooo ", "— ",
    "1 ",
    "Aa", "Ss", "中文", "\u{200B}", "не",
  ]
}
