import FoundationEssentials
import Model
import Storage

/// Which lists of contacts cannot be had is kept, for `status` and the next start.
extension Desk {
  func contactTroubles() throws -> [ContactTrouble] { try database.contactTroubles() }

  func save(_ troubles: [ContactTrouble]) throws {
    let text = troubles.map(\.text).joined(separator: "\n")
    if try database.fact(.contacts) ?? "" != text { try database.save(text, as: .contacts) }
  }
}

extension Database {
  /// The lists of contacts that could not be had when they were asked last, in the order of their names.
  func contactTroubles() throws -> [ContactTrouble] {
    try fact(.contacts)?.split(separator: "\n").compactMap { ContactTrouble(text: $0) } ?? []
  }
}

extension ContactTrouble {
  /// One line, the address first, which has no blanks.
  fileprivate var text: String { "\(name) \(since.utc) \(reason.replacing("\n", with: " "))" }

  fileprivate init?(text: Substring) {
    let parts = text.split(separator: " ", maxSplits: 2)
    guard parts.count == 3, let since = Date(utc: String(parts[1])) else { return nil }
    self.init(name: String(parts[0]), since: since, reason: String(parts[2]))
  }
}
