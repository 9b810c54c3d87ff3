import FoundationEssentials
import Model

/// By what the author of a mention is known.
extension ContactBook {
  /// Who told the brand before, of those that a mention can be of; nil where nobody is known.
  ///
  /// The surest way holds: the handle at its outlet, then an address, then a number, then a name. A wrong
  /// match is worse than none, so each must be met in full.
  func contact(of mention: Mention, at now: Date) -> KnownContact? {
    guard !isEmpty, mention.rung != .own else { return nil }
    let finding =
      byHandle(mention, at: now) ?? byAddress(mention, at: now) ?? byNumber(mention, at: now)
      ?? byName(mention, at: now)
    return finding.map {
      KnownContact(
        mention: mention.id, author: mention.author, way: $0.way, ticket: $0.ticket,
        since: $0.since,
        contacts: $0.contacts, state: $0.state, channel: $0.channel)
    }
  }

  private func byHandle(_ mention: Mention, at now: Date) -> Finding? {
    guard let author = mention.author else { return nil }
    // bob@mastodon.example is at home there, wherever he is seen.
    let name = author.drop { $0 == "@" }
    if let at = name.lastIndex(of: "@"),
      let found = ContactKey.handle(
        String(name[..<at]), at: String(name[name.index(after: at)...])
      ).flatMap({ finding($0, by: .handle, at: now) })
    {
      return found
    }
    // A subdomain is part of its outlet: old.forum.example is asked, forum.example, and not example.
    var outlet = ContactKey.outlet(mention.outlet)[...]
    while true {
      if let key = ContactKey.handle(author, at: String(outlet)),
        let found = finding(key, by: .handle, at: now)
      {
        return found
      }
      guard let dot = outlet.firstIndex(of: "."), outlet[dot...].dropFirst().contains(".") else {
        return nil
      }
      outlet = outlet[outlet.index(after: dot)...]
    }
  }

  private func byAddress(_ mention: Mention, at now: Date) -> Finding? {
    let texts = [mention.author, mention.title, mention.excerpt].compactMap(\.self)
    for text in texts where text.utf8.contains(UInt8(ascii: "@")) {
      for word in text.split(whereSeparator: { $0.isWhitespace || "<>()[],;:\"'".contains($0) })
      where word.dropFirst().dropLast().contains("@") {
        let address = word.last == "." ? word.dropLast() : word
        if let key = ContactKey.email(String(address)),
          let found = finding(key, by: .email, at: now)
        {
          return found
        }
      }
    }
    return nil
  }

  private func byNumber(_ mention: Mention, at now: Date) -> Finding? {
    for text in [mention.title, mention.excerpt] {
      for number in ReferenceNumbers.found(in: text) {
        if let found = ContactKey.number(number).flatMap({ finding($0, by: .number, at: now) }) {
          return found
        }
      }
    }
    return nil
  }

  private func byName(_ mention: Mention, at now: Date) -> Finding? {
    mention.author.flatMap(ContactKey.name).flatMap { finding($0, by: .name, at: now) }
  }
}
