/// The words of dates: months of the languages that feeds are written in, halves of the day, and what
/// stands between.
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

  /// Whether it stands before the time that it speaks of, as in the languages of East Asia.
  static func isBeforeTime(_ word: String) -> Bool { zone(ofLanguageOf: word) != nil }

  /// Whether a word may stand in any date and says nothing: `5 de enero de 2026`.
  static func isFiller(_ word: String) -> Bool { fillers.contains(word) }

  private static let fillers: Set = Set(
    """
    de del di du of the on at um am pm à às as le la el den der kl klo uhr г года р року st nd rd \
    th er feira
    """.split(separator: " ").map(String.init))

  /// One line a month, January first: English, German, Dutch, French, Spanish, Italian, Portuguese,
  /// Polish, Czech, Slovak, Hungarian, Swedish, Danish, Norwegian, Finnish, Turkish, Romanian, Russian,
  /// Ukrainian, Bulgarian, Greek, Indonesian, Arabic.
  private static let monthLines = """
    jan january jän jänner januar januari janv janvier ene enero gen gennaio janeiro sty \
    stycznia leden ledna januára január tammi tammikuuta oca ocak янв января січ січня ιαν \
    ιανουαρίου ianuarie ian styczeń январь януари ιανουάριος يناير
    feb february februar februari fév févr fevr février febrero febbraio fev fevereiro lut \
    lutego únor února február helmi helmikuuta şub şubat фев февр февраля лют лютого φεβ \
    φεβρουαρίου februarie februára luty февраль февруари φεβρουάριος فبراير
    mar march mär mrz märz maart mrt mars marzo março marca marec március márc maalis \
    maaliskuuta mart мар марта бер березня μαρ μάρ μαρτίου maret březen března marts martie \
    marzec март μάρτιος مارس
    apr april avr avril abr abril aprile kwi kwietnia duben dubna ápr április huhti huhtikuuta \
    nis nisan апр апреля кві квітня απρ απριλίου aprilie apríl kwiecień апрель април απρίλιος \
    أبريل ابريل
    may mai mei mayo mag maggio maio maj maja květen května máj május touko toukokuuta mayıs мая \
    май тра травня μάι μαΐ μαΐου μάιος مايو
    jun june juni juin junio giu giugno junho cze czerwca červen června jún június kesä \
    kesäkuuta haz haziran июн июня чер червня ιουν ιούν ιουνίου iunie iun czerwiec июнь юни \
    ιούνιος يونيو
    jul july juli juil juillet julio lug luglio julho lip lipca červenec července júl július \
    heinä heinäkuuta tem temmuz июл июля лип липня ιουλ ιούλ ιουλίου iulie iul lipiec июль юли \
    ιούλιος يوليو
    aug august augustus août aou aoû ago agosto sie sierpnia srpen srpna augusztus augusti elo \
    elokuuta ağu ağustos авг августа сер серпня αυγ αύγ αυγούστου agustus agt sierpień август \
    αύγουστος أغسطس اغسطس
    sep sept september septembre septiembre setiembre set settembre setembro wrz września září \
    szept szeptember syys syyskuuta eyl eylül сен сент сентября вер вересня σεπ σεπτεμβρίου \
    septembrie septembra wrzesień сентябрь септември σεπτέμβριος سبتمبر
    oct october okt oktober octobre octubre ott ottobre out outubro paź października říjen října \
    október loka lokakuuta eki ekim окт октября жов жовтня οκτ οκτωβρίου octombrie októbra \
    październik октябрь октомври οκτώβριος أكتوبر اكتوبر
    nov november novembre noviembre novembro lis listopada listopad listopadu marras marraskuuta \
    kas kasım ноя нояб ноября листопада νοε νοέ νοεμβρίου noiembrie noi novembra ноябрь ноември \
    νοέμβριος نوفمبر
    dec december dez dezember dic diciembre dicembre déc décembre dezembro gru grudnia prosinec \
    prosince joulu joulukuuta ara aralık дек декабря гру грудня δεκ δεκεμβρίου des desember \
    decembrie decembra grudzień декабрь декември δεκέμβριος ديسمبر
    """

  private static let months: [String: Int] = {
    var months: [String: Int] = [:]
    for (place, line) in monthLines.split(separator: "\n").enumerated() {
      for word in line.split(separator: " ") { months[String(word)] = place + 1 }
    }
    return months
  }()
}
