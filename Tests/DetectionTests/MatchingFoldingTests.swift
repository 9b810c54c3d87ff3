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
  ])
  func `matches`(brand: String, text: String) throws {
    #expect(try names(brand, text))
  }

  @Test(arguments: [
    ("delta", "deltas"), ("delta", "Deltaplan"), ("delta", "adelta"), ("at&t", "look at T-shirts"),
    ("delta", "https://t.co/delta"), ("任天堂", "任天"), ("gap", "g a p"), ("ill", "I'll come"),
    ("#gap", "gap"), ("well", "we'll see"), ("delta", ""), ("日本", "日の本"),
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

  @Test func `reads no further than its limit`() throws {
    let matcher = try Matcher(brands: [Brand(id: "b", query: "delta")], scorer: wordless)
    let item = Item(text: String(repeating: "é ", count: Matcher.textLimit) + "delta")
    #expect(matcher.examine(item, from: Source(id: "s", url: "https://s.example")).isEmpty)
  }
}
