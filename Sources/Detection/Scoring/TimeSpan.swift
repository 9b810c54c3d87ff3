/// `3 hours`, `45min`, `3hr30`, `2 weeks`, in the languages of the lexicon.
enum TimeSpan {
  private static let units: Set<UInt64> = Set(
    """
    hour hours hr hrs h min mins minute minutes day days week weeks month months year years
    std stunde stunden tag tage tagen woche wochen monat monate monaten jahre jahren
    heure heures jour jours semaine semaines mois ans
    hora horas dia dias semana semanas mes meses años anos
    ora ore giorno giorni settimana settimane mese mesi anni
    uur dag dagen week weken maand maanden jaar minuut
    minuten minutos minuti minuto
    """.split { $0 == " " || $0 == "\n" }.map { TokenHash.of(FoldedText(String($0)).folded) })

  /// Whether a number and a unit of time stand at a token.
  static func begins(at place: Int, in text: FoldedText) -> Bool {
    let letters = text.foldedBytes(of: place)
    let unit = letters.drop(while: ASCII.isDigit).prefix { !ASCII.isDigit($0) }
    if !unit.isEmpty { return units.contains(TokenHash.of(unit)) }
    guard place + 1 < text.tokens.count else { return false }
    return units.contains(text.tokens[place + 1].hash)
  }
}
