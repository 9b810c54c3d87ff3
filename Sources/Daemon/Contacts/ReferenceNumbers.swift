import Model

/// Numbers in a text that can be those of tickets and orders.
enum ReferenceNumbers {
  /// At most so many of one text.
  private static let most = 20

  /// The numbers that a text names as such, and those that are long enough to be no other.
  ///
  /// `ORD-2026-00481` is a number wherever it stands: letters and digits, six of them or more, or ten
  /// digits. Anything shorter is one only behind a word for it, as in `ticket no. 4812` or `Bestellung
  /// 70012`; and not if it is a year or an amount of money.
  static func found(in text: String) -> [String] {
    let words = words(of: text)
    var numbers: [String] = []
    for (place, word) in words.enumerated() where numbers.count < most {
      let plain = word.text.filter { $0.isLetter || $0.isNumber }
      guard plain.utf8.count <= 40, plain.allSatisfy(\.isASCII) else { continue }
      let digits = plain.count { $0.isNumber }
      let isLong = digits >= 2 && digits < plain.count && plain.count >= 6 || digits >= 10
      if isLong || digits >= 4 && isNamed(place, in: words) && !isQuantity(place, in: words) {
        numbers.append(plain)
      }
    }
    return numbers
  }

  private struct Word {
    var text: Substring
    /// In lower case.
    var plain: String
    /// The sign directly before and behind it, white space aside.
    var before: Character?
    var after: Character?
  }

  /// Runs of letters and digits, held together by single hyphens, underscores and slashes.
  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var place = text.startIndex
    while let start = text[place...].firstIndex(where: { $0.isLetter || $0.isNumber }) {
      var end = start
      while end < text.endIndex {
        let sign = text[end]
        guard sign.isLetter || sign.isNumber || joins(text, at: end) else { break }
        end = text.index(after: end)
      }
      words.append(
        Word(
          text: text[start..<end], plain: text[start..<end].lowercased(),
          before: text[..<start].last { !$0.isWhitespace },
          after: text[end...].first { !$0.isWhitespace }))
      place = end
    }
    return words
  }

  private static func joins(_ text: String, at place: String.Index) -> Bool {
    guard "-_/".contains(text[place]) else { return false }
    let next = text.index(after: place)
    return next < text.endIndex && (text[next].isLetter || text[next].isNumber)
  }

  /// Whether a word for a number stands before it, with nothing but fillers between.
  private static func isNamed(_ place: Int, in words: [Word]) -> Bool {
    for word in words[..<place].suffix(3).reversed() {
      if names.contains(word.plain) { return true }
      guard fillers.contains(word.plain) else { return false }
    }
    return false
  }

  /// Whether it is a year, or money.
  private static func isQuantity(_ place: Int, in words: [Word]) -> Bool {
    let word = words[place]
    let money: Set<Character> = ["€", "$", "£", "¥", "%"]
    if [word.before, word.after].contains(where: { $0.map(money.contains) ?? false }) {
      return true
    }
    let next = place + 1 < words.count ? words[place + 1].plain : ""
    if ["eur", "euro", "euros", "usd", "dollars", "gbp", "pounds", "chf", "days", "hours", "times"]
      .contains(next)
    {
      return true
    }
    return word.text.count == 4 && Int(word.text).map { (1900...2099).contains($0) } == true
  }

  private static let fillers: Set<String> = [
    "no", "nr", "num", "number", "nummer", "numero", "número", "numéro", "id", "code", "is", "ist",
    "est",
    "es", "è", "é", "n",
  ]

  /// Words before a number that say what it is, in the seven languages of the lexicon.
  private static let names: Set<String> = [
    "ticket", "tickets", "ticketnummer", "ticketnumber", "case", "order", "orders", "booking",
    "reservation", "reference", "ref", "pnr", "claim", "complaint", "invoice", "incident",
    "bestellung", "bestellnummer", "auftrag", "auftragsnummer", "buchung", "buchungsnummer",
    "vorgang",
    "vorgangsnummer", "rechnung", "rechnungsnummer", "kundennummer", "beschwerde", "aktenzeichen",
    "commande", "dossier", "réservation", "facture", "réclamation", "référence",
    "pedido", "reserva", "caso", "factura", "reclamación", "referencia", "fatura", "encomenda",
    "processo", "reclamação", "referência", "ordine", "prenotazione", "pratica", "fattura",
    "reclamo",
    "riferimento", "bestelling", "boeking", "zaak", "factuur", "klacht", "referentie",
  ]
}
