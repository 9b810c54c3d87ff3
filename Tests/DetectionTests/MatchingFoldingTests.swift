import Detection
import Model
import Testing

/// A scorer that knows no word: what is found here is the brand.
private let wordless = ComplaintScorer(try! Lexicon(""))

@Suite struct `Unicode as people write it` {
  private func names(_ brand: String, _ text: String) throws -> Bool {
    let matcher = try Matcher(brands: [Brand(id: "b", query: brand)], scorer: wordless)
    return !matcher.examine(Item(text: text), from: Source(id: "s", url: "https://s.example"))
      .isEmpty
  }

  @Test(arguments: [
    ("delta", "DELTA"), ("delta", "Delta's fault"), ("delta", "Delta’s fault"),
    ("nestle", "Nestlé"), ("Nestlé", "nestle"), ("Nestlé", "Nestle\u{301}"),
    ("müller", "MULLER"), ("straße", "STRASSE"), ("ÆON", "aeon"), ("İstanbul", "istanbul"),
    ("łódź", "Lodz"), ("ΟΔΟΣ", "οδος"), ("delta", "ｄｅｌｔａ"), ("delta", "𝐃𝐞𝐥𝐭𝐚"),
    ("delta", "Ⓓⓔⓛⓣⓐ"), ("office", "oﬃce"), ("delta", "del\u{200B}ta"), ("delta", "del\u{AD}ta"),
    ("delta", "\u{202E}delta"), ("coca-cola", "Coca Cola"), ("coca-cola", "CocaCola"),
    ("coca cola", "Coca-Cola"), ("cocacola", "Coca-Cola"), ("McDonald's", "mcdonalds"),
    ("McDonald's", "McDonald’s"), ("AT&T", "at&t"), ("delta", "#DeltaFail"), ("delta", "@Delta"),
    ("delta", "@DeltaAssist"), ("delta", "@delta_help"), ("deltafail", "#DeltaFail"),
    ("#deltafail", "#DeltaFail"), ("bbc", "#BBCNews"), ("delta.com", "see https://www.delta.com/x"),
    ("l'oreal", "L’Oréal"), ("oreal", "l'Oréal"), ("任天堂", "私は任天堂が好き"), ("삼성", "삼성이"),
    ("การบิน", "สายการบินไทย"), ("🍎", "I ate an 🍎"), ("delta", "(Delta)"), ("delta", "Delta—late"),
    ("don't", "dont"), ("delta", "deeelta OR delta"),
    // Width: half-width kana with their sound marks, and sound marks that stand alone.
    ("ガスト", "ｶﾞｽﾄに行く"), ("パナソニック", "ﾊﾟﾅｿﾆｯｸ製"), ("ガスト", "カ\u{3099}スト"), ("ヴィトン", "ｳﾞｨﾄﾝ"),
    ("삼성", "\u{1109}\u{1161}\u{11B7}\u{1109}\u{1165}\u{11BC}"), ("樂天", "\u{F914}天市場"),
    // Hyphens: of other kinds, before letters beyond ASCII, at the end of a line.
    ("cocacola", "Coca‑Cola"), ("postosterreich", "Post-Österreich"),
    ("complaint", "a com-\nplaint"),
    ("complaint", "a com-\r\n  plaint"), ("complaint", "a com\u{AD}\nplaint"),
    // Words within a tag, beyond ASCII too.
    ("acme air", "#AcmeAirFail"), ("ärger mit", "#ÄrgerMitÖBB"), ("öbb", "#ÄrgerMitÖBB"),
    ("top10", "#Top10Fails"), ("мтс", "#МтсОпятьЛежит"), ("b2b", "a B2B deal with everyone"),
    // Letters of another script in the place of their likes.
    ("acme", "Аcme is late"), ("acme", "аcmе"), ("paypal", "РayРal blocked me"), ("apple", "Αpple"),
    ("сбербанк", "Сбeрбанк"), ("sms*", "SMSки"), ("acme", "#Асme"), ("utorrent", "μTorrent"),
    // Decoration.
    ("delta", "ᴅᴇʟᴛᴀ"), ("delta", "🄳🄴🄻🅃🄰"), ("delta", "⒟⒠⒧⒯⒜"), ("bell", "ℬℯ𝓁𝓁"),
    ("delta 24", "delta ٢٤"),
    // Marks that only stretch or point letters.
    ("محمد", "محـــمد"), ("محمد", "مُحَمَّد"), ("ёлка", "елка"),
    // Emoji, whatever their colour, gender and presentation.
    ("👍", "well 👍🏽"), ("👍🏿", "👍"), ("❤️", "❤"), ("👩‍💻", "ask 👩🏾‍💻 now"), ("acme 👎", "Acme👎🏻"),
    ("🇩🇪", "made in 🇩🇪"),
  ])
  func `matches`(brand: String, text: String) throws {
    #expect(try names(brand, text))
  }

  @Test(arguments: [
    ("delta", "deltas"), ("delta", "Deltaplan"), ("delta", "adelta"), ("at&t", "look at T-shirts"),
    ("delta", "https://t.co/delta"), ("任天堂", "任天"), ("gap", "g a p"), ("ill", "I'll come"),
    ("#gap", "gap"), ("well", "we'll see"), ("delta", ""), ("日本", "日の本"),
    // A word of one script is what it says, however it looks.
    ("cop", "сор"), ("ha", "на столе"), ("too", "τοο"),
    ("telaviv", "Tel-\nAviv"), ("comma plaint", "com-\nplaint"), ("complaint", "com-\n\nplaint"),
    ("カスト", "ｶﾞｽﾄ"), ("ハナ", "ﾊﾟﾅ"), ("delta", "d e l t a"), ("delta", "d3lta"),
  ])
  func `does not match`(brand: String, text: String) throws {
    #expect(try !names(brand, text))
  }

  @Test func `finds each of many brands in one text`() throws {
    let brands = (0..<500).map { Brand(id: "b\($0)", query: "brand\($0) OR \"the \($0) firm\"") }
    let matcher = try Matcher(brands: brands, scorer: wordless)
    let item = Item(title: "Brand17", text: "and the 499 firm, brand3x")
    let hits = matcher.examine(item, from: Source(id: "s", url: "https://s.example"))
    #expect(hits.map(\.brand) == ["b17", "b499"])
  }

  /// Each takes long where the work for a word grows with the text before it.
  @Test(arguments: ["a-", "#aB", "aaa ", "a'", "𝐚\u{301}", "@", "аa ", "delta-\n", "日ﾞ", "x&"])
  func `a text that repeats itself takes no longer for it`(piece: String) throws {
    let text = String(repeating: piece, count: 65_536 / piece.utf8.count) + " delta"
    #expect(try names("delta", text))
  }

  @Test func `a word that a hundred brands share is found for each`() throws {
    let brands = (0..<100).map { Brand(id: "\($0)", query: "acme", context: ["flight"]) }
    let matcher = try Matcher(brands: brands, scorer: wordless)
    let text = "acme " + String(repeating: "flight ", count: 20)
    let hits = matcher.examine(Item(text: text), from: Source(id: "s", url: ""))
    #expect(hits.map(\.brand) == brands.map(\.id))
  }

  @Test func `reads no further than its limit`() throws {
    let matcher = try Matcher(brands: [Brand(id: "b", query: "delta")], scorer: wordless)
    let item = Item(text: String(repeating: "é ", count: Matcher.textLimit) + "delta")
    #expect(matcher.examine(item, from: Source(id: "s", url: "https://s.example")).isEmpty)
  }
}
