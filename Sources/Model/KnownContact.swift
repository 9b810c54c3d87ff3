package import FoundationEssentials

/// Somebody who told the brand before they told the public: a customer with a ticket, a call or a mail.
///
/// Holds nothing that the public mention does not show, but for the ticket and its course.
package struct KnownContact: Hashable, Sendable {
  /// By what somebody was known.
  package enum Way: String, Hashable, Sendable {
    /// The author's handle, at the outlet that it belongs to.
    case handle
    /// An address that the mention shows.
    case email
    /// A number of a ticket or an order that the text names.
    case number
    /// The author's full name, which is theirs alone among the contacts and a rare one. The weakest of
    /// the ways: it is told, and raises nothing.
    case name
  }

  package enum State: String, Hashable, Sendable {
    /// The last word is theirs.
    case unanswered
    /// Nobody said whose the last word is.
    case open
    case answered
    case closed
  }

  /// The public mention by which they were met.
  package var mention: Mention.ID

  package var author: String?

  package var way: Way

  /// What the brand calls the matter; nil where the rows have no tickets.
  package var ticket: String?

  /// When they turned to the brand first in this matter.
  package var since: Date

  /// How often they did.
  package var contacts: Int

  /// Of the last contact.
  package var state: State

  /// How they came last: `phone`, `mail`.
  package var channel: String?

  package init(
    mention: Mention.ID, author: String? = nil, way: Way, ticket: String? = nil, since: Date,
    contacts: Int = 1, state: State = .unanswered, channel: String? = nil
  ) {
    self.mention = mention
    self.author = author
    self.way = way
    self.ticket = ticket
    self.since = since
    self.contacts = contacts
    self.state = state
    self.channel = channel
  }

  /// Whether it makes an alert louder: who waits for an answer and is surely the one.
  package var raises: Bool { state != .closed && way != .name }
}
