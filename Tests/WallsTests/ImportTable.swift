/// The table in `Sources/README.md` of who may import what.
struct ImportTable {
  /// By room; both as they are written in code.
  var allowed: [String: Set<String>] = [:]

  /// Reads the rows below `| room | may import |`, up to the first line that is none.
  init(_ markdown: String) {
    let rows = markdown.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "| room | may import |" }
      .dropFirst(2)
      .prefix { $0.hasPrefix("|") }
    for row in rows {
      let cells = row.split(separator: "|")
      guard cells.count == 2, let room = Self.names(in: cells[0]).first else { continue }
      allowed[room] = Set(Self.names(in: cells[1]))
    }
  }

  private static func names(in cell: Substring) -> [String] {
    cell.matches(of: #/`(\w+)`/#).map { String($0.1) }
  }
}
