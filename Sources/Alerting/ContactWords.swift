package import FoundationEssentials
package import Model

/// What is known of somebody who told the brand before, in the short words of an alert.
package enum ContactWords {
  /// `@bob told us before: ticket 4812 open 3 d, 2 contacts, last unanswered`
  package static func text(of contact: KnownContact, at now: Date) -> String {
    let who = contact.author.map { SafeText.author($0) } ?? "author"
    return "\(who) told us before: \(matter(contact, at: now))"
  }

  /// `ticket 4812 open 3 d, 2 contacts, last unanswered`
  package static func matter(_ contact: KnownContact, at now: Date) -> String {
    let name = contact.ticket.map { "ticket \(SafeText.line($0, limit: 40))" } ?? "contact"
    let length = Words.duration(now.timeIntervalSince(contact.since))
    let course = contact.state == .closed ? "closed, begun \(length) ago" : "open \(length)"
    let count = "\(contact.contacts) contact\(contact.contacts == 1 ? "" : "s")"
    let last =
      switch contact.state {
      case .unanswered: ["last unanswered"]
      case .answered: ["last answered"]
      case .open, .closed: [String]()
      }
    let channel = contact.channel.map { ["by \(SafeText.line($0, limit: 20))"] } ?? []
    let way = contact.way == .name ? ["known by name only"] : []
    return (["\(name) \(course)", count] + last + channel + way).joined(separator: ", ")
  }
}
