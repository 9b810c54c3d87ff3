/// Words that are known before the first text has been seen: those that say little wherever they
/// stand, and those that stand for a number or a date. What else is common in the texts about a brand
/// is counted.
enum KnownWords {
  enum Kind: Hashable {
    case common
    /// A weekday or a month.
    case date
    /// One of these only where it is written as a name.
    case dateWithCapital
    case number(UInt8)

    var number: UInt8? {
      if case .number(let number) = self { number } else { nil }
    }
  }

  private struct Slot {
    var hash: UInt64
    var kind: Kind
  }

  /// Open addressing over hashes: one probe, nearly always, and this is asked for every word.
  private static let slots: [Slot] = {
    var slots = [Slot](repeating: Slot(hash: 0, kind: .common), count: 2048)
    func add(_ words: String, _ kind: Kind) {
      for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        let hash = hash(of: word)
        var place = Int(hash >> 34) & 2047
        while slots[place].hash != 0, slots[place].hash != hash { place = (place + 1) & 2047 }
        slots[place] = Slot(hash: hash, kind: kind)
      }
    }
    add(words, .common)
    add(dates, .date)
    add(datesOrWords, .dateWithCapital)
    for (number, names) in numbers { add(names, .number(number)) }
    return slots
  }()

  /// What is known of a word by the hash of its shape; nil for most.
  @inline(__always)
  static func kind(of hash: UInt64) -> Kind? {
    var place = Int(hash >> 34) & 2047
    while true {
      let found = slots[place]
      if found.hash == hash { return found.kind }
      if found.hash == 0 { return nil }
      place = (place + 1) & 2047
    }
  }

  private static func hash(of word: Substring) -> UInt64 {
    var shape = WordShape()
    for byte in word.utf8 { shape.add(byte) }
    return shape.finish()
  }

  /// Without apostrophes and accents, as `WordBuilder` gathers them. English, then German, French,
  /// Spanish, Italian, Portuguese and Dutch, then what re-posts add and what greetings are made of.
  private static let words = """
    a about after again all also always am an and any are arent as at back be because been before
    being but by came can cant come could did didnt do does doesnt doing dont down each even ever
    every few first for from get gets getting go goes going gone got had has have havent having he
    her here hes him his how i id if ill im in into is isnt it its ive just keep know last let like
    made make many may me might more most much must my need never new next no not now of off on once
    one only or other our out over own put really right said same say says see she should since so
    some still such take tell than that thats the their them then there these they theyre thing
    things think this those though time to today too tried try trying two under until up us use very
    want was wasnt way we well were werent what whats when where which while who whole why will with
    without wont would wouldnt yes yet you your youre
    aber als auch auf aus bei bin bis das dass dem den der des die doch du ein eine einem einen einer
    er es fur habe haben hat ich ihr im in ist ja kann mit nach nicht noch nur oder schon sein sich
    sie sind so und uns von vor war was wenn wie wir wird wo zu zum zur
    au aux avec ce ces cette comme dans de des du elle en est et etre il ils je la le les leur mais
    me mon ne nous on ont ou par pas plus pour qu que qui sa se ses son sont sur tout un une vous
    al como con de del el ella en era es esta este ha hay la las lo los mas me mi muy no nos para
    pero por porque que se si sin son su sus te todo tu un una y ya yo
    che di e gli ho i il io le ma mi nel non o piu sono ti un uno
    ao as com da do dos ele em eu foi mais meu na nao nas no nos o os ou seu sua tem uma voce
    aan dat de deze die een en er het hij ik in is je maar met na niet of om ook op te van voor was
    wat we wel zijn
    rt via ht cc fyi breaking update updated retweet repost shared share read more
    check dm dms follow followed good great happy hello help hey hi lol love morning night ok okay please pls
    reply sent smh sorry thank thanks thx u ur r w wow yeah
    """

  /// Another day or month is another event.
  private static let dates = """
    monday tuesday wednesday thursday friday saturday sunday
    january february april june july august september october november december
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    januar februar marz mai juni juli oktober dezember
    lundi mardi mercredi jeudi vendredi samedi dimanche
    janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
    lunes martes miercoles jueves viernes sabado domingo
    enero febrero marzo abril junio julio agosto septiembre octubre noviembre diciembre
    """

  /// The same, where they begin with a capital within a sentence.
  private static let datesOrWords = "march may"

  private static let numbers: KeyValuePairs<UInt8, String> = [
    2: "two zwei deux dos", 3: "three drei trois tres", 4: "four vier quatre cuatro",
    5: "five funf cinq cinco", 6: "six sechs seis", 7: "seven sieben siete",
    8: "eight acht huit ocho", 9: "nine neun neuf nueve", 10: "ten zehn dix diez", 11: "eleven elf",
    12: "twelve zwolf douze doce", 13: "thirteen", 14: "fourteen", 15: "fifteen quinze quince",
    16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty zwanzig vingt",
    30: "thirty", 40: "forty fourty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
    90: "ninety",
  ]
}
