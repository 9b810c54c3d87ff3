extension ItemDocument {
  /// What a document is, as far as its name or its type tells.
  enum Kind: Hashable, Sendable {
    /// It tells itself: a feed, JSON, a mail.
    case unknown
    /// Plain text, which is one item.
    case text
    /// A table with the names of the fields in its first row.
    case table
    /// A mail, which is one item.
    case mail

    /// - Parameter name: of a file.
    init(ofFile name: String) {
      switch Self.ending(of: name) {
      case "txt", "md": self = .text
      case "csv", "tsv": self = .table
      case "eml": self = .mail
      default: self = .unknown
      }
    }

    /// - Parameter contentType: the header of a POST; nil for a type that holds no items.
    init?(ofType contentType: String?) {
      let type = (contentType ?? "").prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
      switch type {
      // curl calls everything a form that is not told to be something else.
      case "", "application/x-www-form-urlencoded", "application/octet-stream": self = .unknown
      case "text/plain", "text/markdown": self = .text
      case "text/csv", "text/tab-separated-values": self = .table
      case "message/rfc822": self = .mail
      default:
        guard ["json", "jsonl", "ndjson", "xml"].contains(where: type.hasSuffix) else {
          return nil
        }
        self = .unknown
      }
    }

    /// Whether a file of a name is a document as a whole, and not lines that are appended to.
    static func isWhole(_ name: String) -> Bool {
      ["txt", "md", "csv", "tsv", "eml", "json", "xml", "rss", "atom", "rdf"]
        .contains(ending(of: name))
    }

    private static func ending(of name: String) -> String {
      name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased()
        ?? ""
    }
  }
}
