/// What a tag of HTML means for plain text.
enum HTMLTag {
  case inline
  /// Begins a line.
  case block
  /// Is parted from its neighbour by a space.
  case cell
  /// Holds what no reader sees.
  case hidden

  /// All but the inline ones, by their names in any case of letters.
  static let kinds: NameTable<HTMLTag> = {
    let names: [(HTMLTag, [StaticString])] = [
      (
        .block,
        [
          "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl",
          "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
          "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
          "tfoot", "thead", "tr", "ul", "video", "audio", "iframe", "body",
        ]
      ), (.cell, ["td", "th", "option"]), (.hidden, ["script", "style", "noscript", "template"]),
    ]
    return NameTable(
      names.flatMap { kind, names in names.map { (NameHash(ignoringCase: $0), kind) } })
  }()

  private static let neverClosing = NameTable(
    (["br", "img", "hr", "input", "wbr", "col", "embed", "area", "meta", "param", "track"]
      as [StaticString]).map { (NameHash(ignoringCase: $0), true) })

  /// Whether an element of the name is its start tag and no more.
  @inline(__always)
  static func neverCloses(_ name: NameHash) -> Bool { neverClosing[name] != nil }
}
