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
    ("[weight 1]", 1, "expected a language first: [en weight 1], or any, or [classes], [rules]"),
    ("[en strength much]", 1, "expected a number from 0.0 to 10.0, found much"),
    ("[classes]\nloud 1 2", 2, "expected a class: strong 2, or hint 0.3 at most 1.2"),
    ("[classes]\nloud 11", 2, "expected a number from -10.0 to 10.0, found 11"),
    ("[rules]\nbias", 2, Self.rules), ("[rules]\nmood 1", 2, Self.rules),
    ("[rules]\nemphasis 0.5", 2, "expected a number from 1.0 to 3.0, found 0.5"),
    ("[en role stop]\nso what", 2, "so what: expected one word, since it tells the language"),
    ("[en weight]", 1, "expected a value after weight"),
    ("# mine\n[en]", 2, "expected what the words below are: weight, topic, role or severe"),
    ("[en weight 1]\nlate; lost", 2, "terms are divided by commas, found ;"),
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

  private static let rules =
    "expected a rule and its value; there are bias, negated-praise, negated-blame, "
    + "praise-before-but, praise-before-blame, closing-praise, emphasis, repetition, "
    + "full-weight-words, doubled-length, question, impatience, exclamation, shouting, "
    + "time-span, money, nothing-named"

  @Test(arguments: [
    "\u{FEFF}[en weight 1]\nlate, lost", "[en weight 1]\r\nlate,lost\r\n",
    "\t[en weight 1]\n\n  late,, lost,\n",
  ])
  func `is read as editors leave it`(text: String) throws {
    #expect(try Lexicon(text).terms.map(\.text) == ["late", "lost"])
  }

  @Test func `names the classes where it does not know one`() {
    #expect {
      try Lexicon("[classes]\nloud 1\n[en weight lout]")
    } throws: { error in
      let error = error as? LexiconError
      return error?.line == 3 && error?.reason.contains("loud") == true
        && error?.reason.contains("found lout") == true
    }
  }

  @Test func `a class gives its terms their weight, also those that were there before`() throws {
    let first = try Lexicon("[classes]\nloud 1\n[en weight loud]\nboo")
    let second = try Lexicon("[classes]\nloud 3 at most 4", extending: first)
    #expect(first.terms.map(\.weight) == [1])
    #expect(second.terms.map(\.weight) == [3])
    #expect(second.classes["loud"]?.limit == 4)
  }

  @Test func `the terms of a class add no more than its limit`() throws {
    let free = try Lexicon("[classes]\nloud 1\n[en weight loud]\nboo, bah, pah")
    let limited = try Lexicon("[classes]\nloud 1 at most 1.5", extending: free)
    func sum(_ lexicon: Lexicon) -> Double {
      ComplaintScorer(lexicon).explain("boo bah pah", language: "en").terms
        .reduce(0) { $0 + $1.weight }
    }
    #expect(abs(sum(free) - 3) < 1e-6)
    #expect(abs(sum(limited) - 1.5) < 1e-6)
  }

  @Test(arguments: [
    ("[en weight -3]\nworst", "worst of times"), ("[en weight 0]\nDelayed", "Delayed"),
    ("[en weight 0]\nCan't believe", "cant believe"),
    ("[en weight 0]\nharassed", "harassed"),  // Built in as harass*.
  ])
  func `an operator's weight wins over the built-in one`(own: String, text: String) throws {
    let changed = ComplaintScorer(try Lexicon(own, extending: .builtIn))
    #expect(changed.score(text).score < ComplaintScorer.threshold)
    #expect(changed.score(text).score < builtIn.score(text).score)
  }

  @Test func `an operator's topic is named, and leaves a built-in weight alone`() throws {
    let changed = ComplaintScorer(
      try Lexicon(
        "[en topic llama]\nterrible\n[en topic delay strength 0]\ndelay", extending: .builtIn))
    #expect(changed.score("terrible").topics == ["llama"])
    #expect(changed.explain("terrible").terms == builtIn.explain("terrible").terms)
    #expect(changed.score("the delay").topics.isEmpty)
  }

  @Test(arguments: ["en", "es", "fr", "de", "pt", "it", "nl"])
  func `each built-in language has grammar, tone and topics`(language: String) {
    let terms = Lexicon.builtIn.terms.filter { $0.language == language }
    #expect(Set(terms.map(\.role)) == Set(Lexicon.Role.allCases))
    #expect(terms.count { ($0.weight ?? 0) > 0 && $0.role == .none } >= 300)
    #expect(terms.count { ($0.weight ?? 0) < 0 } >= 150)
    let topics = Set(terms.compactMap(\.topic))
    #expect(
      topics.isSuperset(of: [
        "delay", "cancellation", "baggage", "booking", "refund", "billing", "staff", "service",
        "quality", "damage", "outage", "delivery", "safety", "fraud", "privacy", "legal", "churn",
      ]))
    #expect(
      Set(terms.filter(\.isSevere).compactMap(\.topic)) == ["safety", "legal", "fraud", "privacy"])
  }

  @Test func `no built-in term has two weights`() {
    let weighed = Lexicon.builtIn.terms.filter { $0.weight != nil }
    let twice = Dictionary(grouping: weighed) { "\($0.language) \($0.text.lowercased())" }
      .filter { Set($0.value.map(\.weight)).count > 1 }
    #expect(twice.keys.sorted() == [])
  }

  /// Accents are folded away: `él` would weigh wherever `el` stands.
  @Test(arguments: ["es", "fr", "de", "pt", "it", "nl"])
  func `no common word weighs for another that differs by its accents`(language: String) {
    let terms = Lexicon.builtIn.terms.filter { $0.language == language }
    let weighed = Set(terms.filter { $0.weight != nil }.map(\.text))
    let borrowed = terms.filter { term in
      term.role == .stop && !weighed.contains(term.text)
        && !builtIn.explain(term.text, language: language).terms.isEmpty
    }
    #expect(borrowed.map(\.text) == [])
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

  @Test(arguments: [
    ("the worst of it", "de-AT", "de"),  // A tag outweighs a few words,
    (
      "You have not answered my mails and you will not, is that what you do to all of us?", "de",
      "en"
    ),
    ("Das ist nicht gut und wir sind sauer", "tlh", "de"), ("Frechheit!", nil, "de"),
    ("Pésimo", nil, "es"), ("Awful", nil, "en"),
    ("Worst airline, so eine Frechheit, nie wieder fliege ich mit denen", nil, "de"),
    // A word that is at home in two languages is English where nothing speaks for the other.
    ("ok thanks", nil, "en"), ("No kidding", nil, "en"), ("no funciona nada", nil, "es"),
  ])
  func `the language is found`(text: String, tag: String?, language: String) {
    #expect(scorer.explain(text, language: tag).language == language)
  }

  @Test(
    arguments: [
      ("Wczoraj wieczorem pociąg znowu stał dwie godziny pod Łodzią i nikt nic nie wiedział", nil),
      ("Вчера поезд опять стоял два часа и никто ничего не сказал", nil),
      ("昨日の電車は二時間も止まっていて、誰も何も言わなかった", nil),
      ("Pociąg stał", "pl"),
    ] as [(String, String?)])
  func `a language without a lexicon gives a neutral score`(text: String, tag: String?) {
    let explanation = scorer.explain(text, language: tag)
    #expect(explanation.language == nil)
    #expect(explanation.complaint == scorer.score(text, language: tag))
    #expect(explanation.terms.isEmpty && explanation.cues.isEmpty)
    #expect(!explanation.complaint.isComplaint)
  }

  @Test func `signs speak in every language`() {
    #expect(
      scorer.score("Pociąg stał 😡", language: "pl").score
        > scorer.score("Pociąg stał", language: "pl").score)
  }
}
