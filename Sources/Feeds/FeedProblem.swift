/// Something in a document that was repaired or left out.
package struct FeedProblem: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case textBeforeRoot = "text before the document"
    case malformed = "not well-formed"
    case mismatchedTag = "an end tag without its start tag"
    case truncated = "the document breaks off"
    case bareAmpersand = "an ampersand that begins no reference"
    case bareLessThan = "a less-than sign that begins no tag"
    case undeclaredEntity = "a named reference that the document does not declare"
    case refusedEntity = "an entity that refers to others, or is too long"
    case controlCharacter = "control characters"
    case invalidBytes = "bytes that are invalid in the encoding"
    case wrongEncoding = "another encoding than declared"
    case unknownEncoding = "an unknown encoding"
    case doubleEncoding = "text that was encoded twice"
    case undeclaredPrefix = "a name prefix that is not declared"
    case packed = "packed without saying so"
    case unreadableDate = "a date that cannot be read"
    case relativeURL = "a relative address without a base"
    case wrongType = "a value of another type than the format asks"
    case tooManyItems = "more items than are kept"
    case tooLong = "a text longer than is kept"
    case wrapped = "wrapped in a script, or behind a guard against being one"
    case textAfterRoot = "text after the document"
    case extraComma = "a comma with nothing behind it"
    case notANumber = "a number that JSON does not have"
    case wrongQuotes = "quotes that JSON does not have, or none"
    case tooDeep = "a value nested deeper than is read"
    case noItems = "nothing where the items should be"
    case sourceError = "an item that is no more than an error of its source"
  }

  /// Whether items, or parts of them, were lost by it: worth telling people, unlike a mend.
  package var isLoss: Bool {
    switch kind {
    case .truncated, .tooManyItems, .tooLong, .tooDeep, .sourceError: true
    default: false
    }
  }

  package var kind: Kind

  /// What exactly, where it helps: the value, the name, the line.
  package var detail: String

  package init(_ kind: Kind, _ detail: String = "") {
    self.kind = kind
    self.detail = detail
  }

  package var description: String {
    detail.isEmpty ? kind.rawValue : "\(kind.rawValue): \(detail)"
  }
}

/// Collects problems, each kind once: a feed with a thousand bad dates has one problem.
struct ProblemList {
  private(set) var problems: [FeedProblem] = []
  private var seen: Set<FeedProblem.Kind> = []

  mutating func note(_ kind: FeedProblem.Kind, _ detail: @autoclosure () -> String = "") {
    guard seen.insert(kind).inserted else { return }
    problems.append(FeedProblem(kind, Self.shown(detail())))
  }

  /// One line of a text of the document, which may hold anything.
  private static func shown(_ detail: String) -> String {
    let scalars = detail.unicodeScalars.prefix(120).filter {
      $0.properties.generalCategory != .control
    }
    return String(String.UnicodeScalarView(scalars)).trimmed ?? ""
  }
}
