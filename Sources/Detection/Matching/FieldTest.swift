import Model

extension Query {
  /// A question about the item rather than its text.
  struct FieldTest: Hashable, Sendable {
    enum Field: String, Sendable, CaseIterable { case author, site, source, lang, url }

    let field: Field
    /// What is asked for, in the form in which it is compared.
    let value: String
    /// Where the value stands in the query, in characters from 1.
    let column: Int

    /// - Throws: Where no item can have such a value.
    init(_ field: Field, _ written: String, column: Int) throws(QueryError) {
      func refuse(_ reason: String) -> QueryError { QueryError(reason: reason, column: column) }
      let written = written.lowercased()
      guard written.contains(where: { !$0.isWhitespace }) else {
        throw refuse("nothing to compare \(field.rawValue) with")
      }
      switch field {
      case .author:
        guard !FoldedText(written).tokens.isEmpty else {
          throw refuse("there is no letter or digit to look for")
        }
        value = written
      case .site:
        value = Self.host(of: written.hasPrefix("*.") ? String(written.dropFirst(2)) : written)
        guard !value.isEmpty, !value.contains(where: \.isWhitespace) else {
          throw refuse("expected a host name such as example.org")
        }
        guard !Self.hasPath(written) else {
          throw refuse("a site is a host name; url: looks for a part of an address")
        }
      case .source: value = written
      case .lang:
        value = written.replacing("_", with: "-")
        guard Self.isLanguageTag(value) else {
          throw refuse("expected a language tag such as en or pt-BR")
        }
      case .url:
        guard !written.contains(where: \.isWhitespace) else {
          throw refuse("an address has no blanks")
        }
        value = written
      }
      self.field = field
      self.column = column
    }

    /// What the item has in the field, where that passes.
    func passing(_ item: Item, from source: Source) -> String? {
      switch field {
      case .author: item.author.flatMap { Self.contains(value, in: $0) ? $0 : nil }
      case .source: source.id.lowercased() == value ? source.id : nil
      case .url: item.url.flatMap { $0.lowercased().contains(value) ? $0 : nil }
      case .lang:
        (item.language ?? source.language).flatMap {
          Self.isWithin($0.lowercased().replacing("_", with: "-"), value) ? $0 : nil
        }
      case .site:
        [item.url, source.url, item.outlet, source.outlet].compactMap { $0 }.map(Self.host)
          .first { $0 == value || $0.hasSuffix("." + value) }
      }
    }

    /// Whether all that passes this test passes another.
    func implies(_ other: FieldTest) -> Bool {
      guard field == other.field else { return false }
      return field == .lang ? Self.isWithin(value, other.value) : value == other.value
    }

    /// Whether nothing can pass both tests: an item has one source and one language.
    func excludes(_ other: FieldTest) -> Bool {
      guard field == other.field, field == .lang || field == .source else { return false }
      return !implies(other) && !other.implies(self)
    }

    /// Whether a language is another or a kind of it: `en-gb` is within `en`.
    private static func isWithin(_ tag: String, _ wanted: String) -> Bool {
      tag == wanted || tag.hasPrefix(wanted + "-")
    }

    /// As BCP 47 writes them, RFC 5646 section 2.1: two or three letters, then parts of 1 to 8.
    private static func isLanguageTag(_ tag: String) -> Bool {
      let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
      guard (2...3).contains(parts[0].count), parts[0].allSatisfy({ $0.isASCII && $0.isLetter })
      else { return false }
      return parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.count) && part.utf8.allSatisfy(ASCII.isWordPart)
      }
    }

    /// Whether the words of one text stand side by side in another.
    private static func contains(_ words: String, in text: String) -> Bool {
      let words = FoldedText(words).tokens.map(\.hash)
      let text = FoldedText(text).tokens.map(\.hash)
      guard !words.isEmpty, words.count <= text.count else { return false }
      return (0...text.count - words.count).contains { text[$0...].starts(with: words) }
    }

    /// The host name of an address; what has no `//` is taken for one.
    private static func host(of address: String) -> String {
      let host =
        afterScheme(address.lowercased()).prefix { !"/?#".contains($0) }
        .split(separator: "@").last ?? ""
      return String(host.prefix { $0 != ":" })
    }

    private static func hasPath(_ address: String) -> Bool {
      afterScheme(address).drop { !"/?#".contains($0) }.count > 1
    }

    private static func afterScheme(_ address: String) -> Substring {
      address.firstRange(of: "//").map { address[$0.upperBound...] } ?? address[...]
    }
  }
}
