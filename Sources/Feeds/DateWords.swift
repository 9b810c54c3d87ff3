/// The words of dates: months of the languages that feeds are written in, zones, halves of the day.
enum DateWords {
  enum Half { case morning, afternoon }

  /// The zone of a language that is spoken in one: its dates name none.
  static func zone(ofLanguageOf word: String) -> Int? {
    switch word {
    case "오전", "오후", "午前", "午後": 9 * 3600
    case "上午", "下午": 8 * 3600
    default: nil
    }
  }

  static func half(_ word: String) -> Half? {
    switch word {
    case "am", "오전", "上午", "午前", "πμ": .morning
    case "pm", "오후", "下午", "午後", "μμ": .afternoon
    default: nil
    }
  }

  static func month(_ word: String) -> Int? { months[word] }

  /// Seconds east of Greenwich. Letters of the army mean nothing certain (RFC 5322, section 4.3).
  static func zone(_ word: String) -> Int? { zones[word] }

  /// One line a month, January first: English, German, Dutch, French, Spanish, Italian, Portuguese,
  /// Polish, Czech, Hungarian, Swedish, Finnish, Turkish, Russian, Ukrainian, Greek, Indonesian.
  private static let monthLines = """
    jan january jän jänner januar januari janv janvier ene enero gen gennaio janeiro sty stycznia leden ledna januára január jan tammi tammikuuta oca ocak янв января січ січня ιαν ιανουαρίου
    feb february februar februari fév févr fevr février feb febrero febbraio fev fevereiro lut lutego únor února február helmi helmikuuta şub şubat фев февр февраля лют лютого φεβ φεβρουαρίου
    mar march mär mrz märz maart mrt mars marzo março mar marca marec március márc maalis maaliskuuta mart мар марта бер березня μαρ μάρ μαρτίου maret březen března
    apr april avr avril abr abril aprile kwi kwietnia duben dubna ápr április huhti huhtikuuta nis nisan апр апреля кві квітня απρ απριλίου
    may mai mei mayo mag maggio maio maj maja květen května máj május touko toukokuuta mayıs мая май тра травня μάι μαΐ μαΐου
    jun june juni juin junio giu giugno junho cze czerwca červen června jún június kesä kesäkuuta haz haziran июн июня чер червня ιουν ιούν ιουνίου
    jul july juli juil juillet julio lug luglio julho lip lipca červenec července júl július heinä heinäkuuta tem temmuz июл июля лип липня ιουλ ιούλ ιουλίου
    aug august augustus août aou aoû ago agosto sie sierpnia srpen srpna augusztus augusti elo elokuuta ağu ağustos авг августа сер серпня αυγ αύγ αυγούστου agustus agt
    sep sept september septembre septiembre setiembre set settembre setembro wrz września září szept szeptember syys syyskuuta eyl eylül сен сент сентября вер вересня σεπ σεπτεμβρίου
    oct october okt oktober octobre octubre ott ottobre out outubro paź października říjen října október loka lokakuuta eki ekim окт октября жов жовтня οκτ οκτωβρίου
    nov november novembre noviembre novembro lis listopada listopad listopadu marras marraskuuta kas kasım ноя нояб ноября листопада νοε νοέ νοεμβρίου
    dec december dez dezember dic diciembre dicembre déc décembre dezembro gru grudnia prosinec prosince joulu joulukuuta ara aralık дек декабря гру грудня δεκ δεκεμβρίου des desember
    """

  private static let months: [String: Int] = {
    var months: [String: Int] = [:]
    for (place, line) in monthLines.split(separator: "\n").enumerated() {
      for word in line.split(separator: " ") { months[String(word)] = place + 1 }
    }
    return months
  }()

  private static let zones: [String: Int] = {
    // Where two places share a name, the one that publishes more feeds.
    let hours: [(Double, String)] = [
      (0, "z ut utc gmt wet"), (1, "cet met mez bst wat west"), (2, "cest mest mesz eet sast cat"),
      (3, "eest msk eat trt idt"), (4, "msd gst samt"), (5, "pkt yekt"), (5.5, "ist"), (6, "almt"),
      (7, "wib ict novt"), (8, "hkt sgt awst myt pht"), (9, "jst kst"), (9.5, "acst"),
      (10, "aest"), (10.5, "acdt"), (11, "aedt"), (12, "nzst"), (13, "nzdt"), (-1, "azot"),
      (-2.5, "ndt"), (-3, "brt art adt clst"), (-3.5, "nst"), (-4, "at ast edt clt amt"),
      (-5, "et est cdt cot pet"), (-6, "ct cst mdt"), (-7, "mt mst pdt"), (-8, "pt pst akdt"),
      (-9, "akst"), (-10, "hst"),
    ]
    var zones: [String: Int] = [:]
    for (offset, names) in hours {
      for name in names.split(separator: " ") { zones[String(name)] = Int(offset * 3600) }
    }
    return zones
  }()
}
