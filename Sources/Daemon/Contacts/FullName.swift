/// A full name that few people bear, in one spelling.
struct FullName: Hashable, Sendable {
  /// In lower case, one blank between words.
  let text: String

  /// So many letters at least: shorter ones are nicknames, initials, or names of many.
  private static let leastLetters = 9

  /// Nil for what is no full name, and for names of which no one can say whose they are: one word,
  /// initials, a family name that thousands bear.
  init?(_ name: String) {
    let words = name.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" && $0 != "-" }
    guard (2...6).contains(words.count), words.allSatisfy({ $0.count > 1 }),
      words.reduce(0, { $0 + $1.count }) >= Self.leastLetters,
      // The family name comes last or first, with the parts of a double one each by itself.
      !words.contains(where: { word in
        word.split(separator: "-").contains { CommonFamilyNames.contains($0) }
      })
    else { return nil }
    text = words.joined(separator: " ")
  }
}

/// Family names, and given names that are family names too, that are too frequent to know anybody by.
///
/// From general knowledge of the names that head the statistics of their countries. That one is missing
/// costs little: a name must besides be that of one person alone among the contacts.
enum CommonFamilyNames {
  static func contains(_ word: Substring) -> Bool { names.contains(word) }

  private static let names = Set(
    """
    adams aguilar ahmad ahmed alexander ali allen almeida alonso alvarez alves andersen anderson
    andersson andrade anonymous araujo arnold aydin bailey baker bakker banerjee barbosa barnes
    batista bauer bauman becker bell bennett berg bernard bertrand bianchi bonnet borges bos bosch
    brooks brouwer brown bruno bruns bryant burns butler campbell cardoso carlson carter carvalho
    castillo castro chan chang chavez chen cheng choi clark clarke cohen coleman collins colombo
    conti cook cooper correia costa cox cruz cunha customer dahl das david davies davis dekker
    demir diaz dijkstra dominguez domínguez dubois dupont durand díaz edwards ellis eriksson
    esposito evans fernandes fernandez fernández ferrari ferreira fischer fisher flores foster
    fournier fox frank franke friedrich fuchs gallo garcia garcía george ghosh gibson giordano
    girard gomes gomez goncalves gonzales gonzalez gonzález gonçalves graham grant gray greco green
    griffin guest gupta gustafsson gutierrez gutiérrez gómez haas hall hamilton hansen hansson
    harris harrison hartmann hayes henderson hendriks henry hernandez hernández herrera hill
    hoffmann holmes horn huang hughes hunt hussain ibrahim iyer jackson jacobs jain james jansen
    janssen jansson jenkins jensen jimenez jiménez johansson johnson johnston jones jordan joseph
    jung kaiser kaya keller kelly kennedy khan kim king klein koch koenig kowalski kraus krause
    krueger krüger kumar könig lange larsen larsson lee lefebvre lehmann leroy lewis li lim lima
    lin liu lombardi long lopes lopez luis lópez maier mancini marino marques marshall martin
    martinez martins martínez mason mayer mcdonald medina mehta meier meijer mendes mendoza meyer
    michel miller mills mishra mitchell mohamed mohammed moore morales moreau moreira moreno
    moretti morgan morris mueller mukherjee mulder muller munoz murphy murray muñoz myers müller
    nair navarro neumann ng nguyen nielsen nilsen nilsson novak nunes o'brien o'connor oliveira
    olsen olson olsson ortiz owens park parker patel paul pereira perez perry persson peters
    petersen peterson petit pham phillips pinto pires powell price pérez ramirez ramos ramírez rao
    reddy reed reis reyes reynolds ribeiro ricci richard richards richardson richter rivera rizzo
    robert roberts robertson robinson rocha rodrigues rodriguez rodríguez rogers romano romero rose
    ross rossi roth roux ruiz russell russo ryan sahin sanchez sanders santos schaefer schmid
    schmidt schmitt schmitz schneider scholz schroeder schröder schubert schulte schulz schulze
    schumacher schwarz schäfer scott serrano service shah sharma shaw silva simmons simon simpson
    singh smit smith smits soares sousa souza stevens stewart sullivan support suzuki svensson
    sánchez takahashi tan tanaka taylor teixeira thomas thompson torres tran tucker turner unknown
    user van vargas vasquez vaz vazquez vieira vincent visser vogel vos vázquez wagner walker
    wallace walter wang ward watanabe watson webb weber weiss wells werner west white williams
    wilson winkler winter wolf wolff wong wood woods wright wu xu yamamoto yang yildiz yilmaz young
    zhang zhao zhou zhu zimmermann álvarez şahin
    """.split(whereSeparator: \.isWhitespace))
}
