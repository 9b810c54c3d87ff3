import Detection
import Model
import Testing

@Suite struct `Lexicon text` {
  @Test func `reads headers and terms`() throws {
    let lexicon = try Lexicon(
      """
      # a comment
      [en weight 1.5 topic baggage strength 2 severe]
      lost bag,  gone*
      [any role intensifier factor 1.3]
      very
      """)
    #expect(lexicon.terms.map(\.text) == ["lost bag", "gone*", "very"])
    #expect(lexicon.terms[0].weight == 1.5)
    #expect(lexicon.terms[0].topic == "baggage")
    #expect(lexicon.terms[0].strength == 2)
    #expect(lexicon.terms[1].isSevere)
    #expect(lexicon.terms[2].role == .intensifier)
    #expect(lexicon.terms[2].factor == 1.3)
    #expect(!lexicon.terms[2].isSevere)
  }

  @Test(arguments: [
    ("late", 1, "expected a header such as [en weight 1] before the first term"),
    ("\n[en weight 1", 2, "expected ] at the end of the header"),
    ("[weight 1]", 1, "expected a language first: [en weight 1], or any"),
    ("[en weight much]", 1, "expected a number from -10.0 to 10.0, found much"),
    ("[en weight]", 1, "expected a value after weight"),
    (
      "[en colour red]", 1,
      "unknown colour; there are weight, topic, strength, role, factor and severe"
    ),
    (
      "[en role verb]", 1,
      "there is no role verb; there are none, negation, intensifier, contrast, stop"
    ),
    ("[en weight 1]\nok, !!!", 2, "!!!: there is no letter or digit to look for"),
    ("[en weight 1]\nab*", 2, "ab*: expected 3 letters or more before *"),
  ])
  func `tells which line is wrong`(text: String, line: Int, reason: String) {
    #expect(throws: LexiconError(line: line, reason: reason)) { try Lexicon(text) }
  }

  @Test func `an operator's term wins over a built-in one`() throws {
    let own = try Lexicon("[en weight -3]\nworst\n[en weight 4 topic llama]\nllama drama")
    let scorer = ComplaintScorer(Lexicon.builtIn.extended(by: own))
    #expect(scorer.score("worst of times").score < 0.5)
    #expect(scorer.score("llama drama").topics == ["llama"])
  }

  @Test func `the built-in one has every language that it promises`() {
    let languages = Set(Lexicon.builtIn.terms.map(\.language))
    #expect(languages.isSuperset(of: ["any", "en", "es", "fr", "de", "pt", "it", "nl"]))
  }
}

/// Built once: reading the lexicon takes longer than most of the tests.
private let builtIn = ComplaintScorer()

@Suite struct `Languages` {
  private var scorer: ComplaintScorer { builtIn }

  @Test(arguments: [
    ("es", "El peor servicio, llevo tres horas esperando y nadie responde"),
    ("fr", "Le service client est inadmissible, toujours pas de réponse"),
    ("de", "Das ist eine Frechheit, seit Stunden keine Antwort"),
    ("pt", "O atendimento é péssimo, ninguém responde até agora"),
    ("it", "Il servizio clienti è pessimo, non rispondono e sono in ritardo"),
    ("nl", "De klantenservice is waardeloos, nog steeds geen antwoord"),
  ])
  func `a complaint is understood in its own words`(language: String, text: String) {
    let explanation = scorer.explain(text)
    #expect(explanation.language == language)
    #expect(explanation.complaint.isComplaint)
  }

  @Test(arguments: [
    ("es", "Muchas gracias, el servicio fue excelente"), ("fr", "Merci beaucoup, c'est parfait"),
    ("de", "Vielen Dank, das war wirklich toll"), ("pt", "Muito obrigado, foi ótimo"),
    ("it", "Grazie mille, siete stati gentili"), ("nl", "Bedankt, het was geweldig"),
  ])
  func `praise is praise`(language: String, text: String) {
    #expect(!scorer.score(text, language: language).isComplaint)
  }

  @Test(arguments: [
    ("es", "bueno", "no bueno"), ("fr", "c'est bien", "c'est pas bien"),
    ("de", "das ist gut", "das ist nicht gut"), ("pt", "é bom", "não é bom"),
    ("it", "va bene", "non va bene"), ("nl", "dat is goed", "dat is niet goed"),
  ])
  func `each has its own negation`(language: String, praise: String, blame: String) {
    #expect(
      scorer.score(praise, language: language).score
        < scorer.score(blame, language: language).score)
  }

  @Test func `the tag wins over the common words`() {
    #expect(scorer.explain("the worst of the worst", language: "de-AT").language == "de")
    #expect(scorer.explain("Das ist nicht gut", language: "tlh").language == "de")
  }
}
