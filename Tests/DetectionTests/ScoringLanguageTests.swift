import Detection
import Model
import Testing

/// Built once: reading the lexicon takes longer than most of the tests.
private let builtIn = ComplaintScorer()

@Suite struct `Scoring in each language` {
  @Test(arguments: [
    ("es", "Llevo dos semanas esperando el reembolso y nadie contesta"),
    ("es", "Me cobraron dos veces, qué vergüenza de empresa"),
    ("es", "Pésima atención, perdieron mi maleta"),
    ("fr", "Mon colis n'est jamais arrivé et le service client est injoignable"),
    ("fr", "Toujours en panne depuis lundi, j'en ai marre"),
    ("fr", "Trois heures de retard et aucune explication, c'est honteux"),
    ("de", "Seit Stunden in der Warteschleife, so eine Unverschämtheit"),
    ("de", "Das Paket ist nicht angekommen und niemand meldet sich"),
    ("de", "Mein Koffer ist weg und keiner hilft mir"),
    ("pt", "Meu pedido não chegou e ninguém responde, que descaso"),
    ("pt", "Péssimo atendimento, quero meu dinheiro de volta"),
    ("pt", "Estou sem internet há três dias e não resolvem"),
    ("it", "Pacco mai arrivato e nessuno risponde, vergogna"),
    ("it", "Treno in ritardo di due ore, ancora una volta"),
    ("it", "Mi hanno addebitato due volte la bolletta, pessimo servizio"),
    ("nl", "Pakket nooit bezorgd en de klantenservice reageert niet"),
    ("nl", "Al drie dagen storing, wat een waardeloos bedrijf"),
    ("nl", "Trein weer vertraagd, ik ben er klaar mee"),
    ("es", "Llevo desde el lunes sin línea y pasan de mí"),
    ("es", "menuda basura de servicio, me colgaron dos veces"),
    ("fr", "ça marche pas depuis hier et on me raccroche au nez"),
    ("fr", "train supprimé sans aucune info, vous vous moquez des clients"),
    ("de", "Verspaetung ohne Ende, keiner geht ran, unverschaemt"),
    ("de", "Mein Geld wurde noch immer nicht erstattet"),
    ("pt", "cadê meu pedido? era pra chegar ontem e ninguém atende"),
    ("pt", "app travando direto, que descaso"),
    ("it", "treno soppresso senza avviso, non se ne può più"),
    ("it", "mi hanno attaccato il telefono in faccia, fate pena"),
    ("nl", "al een uur in de wacht en niemand neemt op"),
    ("nl", "trein valt weer uit, dit slaat nergens op"),
  ])
  func `a complaint is one`(language: String, text: String) {
    let explanation = builtIn.explain(text)
    #expect(explanation.language == language)
    #expect(explanation.complaint.isComplaint)
  }

  @Test(arguments: [
    ("es", "Muchas gracias por la ayuda, son muy amables"),
    ("es", "¿A qué hora abre la tienda mañana?"),
    ("fr", "Merci beaucoup, service impeccable"),
    ("fr", "Bonjour, à quelle heure ouvrez-vous demain ?"),
    ("de", "Vielen Dank für die schnelle Hilfe, sehr freundlich"),
    ("de", "Wann macht der Laden morgen auf?"), ("pt", "Muito obrigado, atendimento excelente"),
    ("pt", "Bom dia, que horas abre a loja amanhã?"),
    ("it", "Grazie mille, siete stati gentilissimi"),
    ("it", "Buongiorno, a che ora apre il negozio domani?"),
    ("nl", "Heel erg bedankt, super geholpen"), ("nl", "Hoe laat gaat de winkel morgen open?"),
    ("es", "No hay problema, gracias"), ("es", "No sé si ir mañana al concierto"),
    ("fr", "Pas de problème, bonne journée"), ("fr", "Je ne sais pas encore si je viens demain"),
    ("de", "Gar nicht schlecht, die neue Filiale"), ("de", "Weiß noch nicht, ob ich morgen komme"),
    ("pt", "Sem problemas, obrigado"), ("pt", "Quanto tempo demora a entrega para o Rio?"),
    ("it", "Nessun problema, grazie"), ("it", "Non so ancora se vengo domani"),
    ("nl", "Geen probleem, bedankt"), ("nl", "Weet nog niet of ik morgen kom"),
  ])
  func `thanks and questions are none`(language: String, text: String) {
    #expect(!builtIn.score(text, language: language).isComplaint)
  }

  @Test(arguments: [
    ("en", "it is good", "it is not good"), ("es", "es bueno", "no es bueno"),
    ("fr", "c'est agréable", "c'est pas agréable"), ("de", "das ist schön", "das ist nicht schön"),
    ("pt", "é bom", "não é bom"), ("it", "è gentile", "non è gentile"),
    ("nl", "dat is leuk", "dat is niet leuk"),
  ])
  func `a negation takes praise away`(language: String, praise: String, negated: String) {
    #expect(
      builtIn.score(praise, language: language).score
        < builtIn.score(negated, language: language).score)
  }

  @Test(arguments: [
    ("en", "a problem", "no problem"), ("es", "una avería", "ninguna avería"),
    ("fr", "une panne", "aucune panne"), ("de", "eine Störung", "keine Störung"),
    ("pt", "um atraso", "nenhum atraso"), ("it", "un guasto", "nessun guasto"),
    ("nl", "een storing", "geen storing"),
  ])
  func `a negation takes blame away`(language: String, blame: String, negated: String) {
    #expect(
      builtIn.score(blame, language: language).score
        > builtIn.score(negated, language: language).score)
  }

  @Test(arguments: [
    ("en", "terrible", "absolutely terrible"), ("es", "horrible", "realmente horrible"),
    ("fr", "horrible", "vraiment horrible"), ("de", "furchtbar", "wirklich furchtbar"),
    ("pt", "horrível", "realmente horrível"), ("it", "orribile", "davvero orribile"),
    ("nl", "vreselijk", "echt vreselijk"),
  ])
  func `an intensifier strengthens`(language: String, plain: String, strong: String) {
    #expect(
      builtIn.score(plain, language: language).score
        < builtIn.score(strong, language: language).score)
  }

  @Test(arguments: [
    ("en", "good food, however, cold", "good food, and cold"),
    ("es", "rica comida, sin embargo, fría", "rica comida, y fría"),
    ("fr", "bon repas, cependant, froid", "bon repas, et froid"),
    ("de", "gutes Essen, jedoch kalt", "gutes Essen, und kalt"),
    ("pt", "boa comida, porém, fria", "boa comida, e fria"),
    ("it", "buon cibo, tuttavia, freddo", "buon cibo, e freddo"),
    ("nl", "lekker eten, echter koud", "lekker eten, en koud"),
  ])
  func `a but takes praise back`(language: String, but: String, and: String) {
    #expect(
      builtIn.score(but, language: language).score > builtIn.score(and, language: language).score)
  }

  @Test(arguments: [
    ("Verspätung", "Verspaetung"), ("Störung", "Stoerung"), ("UNVERSCHÄMT", "UNVERSCHAEMT"),
  ])
  func `German is known without its umlauts`(written: String, typed: String) {
    let plain = builtIn.explain("\(typed) ist das nicht", language: "de")
    #expect(
      plain.complaint.score == builtIn.score("\(written) ist das nicht", language: "de").score)
  }

  @Test(arguments: [
    ("es", "baggage", "perdieron mi maleta"), ("es", "fraud", "es una estafa"),
    ("fr", "refund", "je veux un remboursement"), ("fr", "fraud", "une arnaque"),
    ("de", "outage", "kein Internet, Störung"), ("de", "delivery", "Paket nicht zugestellt"),
    ("pt", "cancellation", "cancelaram o voo"), ("pt", "billing", "cobrança indevida na fatura"),
    ("it", "delay", "treno in ritardo"), ("it", "service", "il servizio clienti non risponde"),
    ("nl", "privacy", "weer een datalek"), ("nl", "staff", "onbeschofte medewerkers"),
  ])
  func `the cause is named`(language: String, topic: String, text: String) {
    #expect(builtIn.score(text, language: language).topics.first == topic)
  }

  @Test(arguments: [
    ("en", "we all got food poisoning"), ("es", "es una estafa, los voy a demandar"),
    ("fr", "arnaque totale, je vais porter plainte"), ("de", "Betrug, ich erstatte Anzeige"),
    ("pt", "isso é golpe, vou processar"), ("it", "una truffa, vi denuncio"),
    ("nl", "pure oplichting, ik doe aangifte"),
  ])
  func `what one voice is enough for is severe`(language: String, text: String) {
    #expect(builtIn.score(text, language: language).isSevere)
  }
}
