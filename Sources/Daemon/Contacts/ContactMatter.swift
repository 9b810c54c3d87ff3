import FoundationEssentials
import Model

/// What somebody turned to the brand for, and how it stands.
struct ContactMatter: Sendable {
  var since: Date
  var last: Date
  var contacts: Int32 = 1
  var state: KnownContact.State
  var ticket: String?

  /// The place of its name in the book, from 1; 0 where there is none.
  var channel: UInt8

  init(beginningWith row: ContactRow, channel: UInt8) {
    since = row.at
    last = row.at
    state = row.state
    ticket = row.ticket
    self.channel = channel
  }

  /// Another row of the same matter: the latest says how it stands.
  mutating func join(_ row: ContactRow, channel: UInt8) {
    contacts += 1
    since = min(since, row.at)
    guard row.at >= last else { return }
    last = row.at
    state = row.state
    if channel != 0 { self.channel = channel }
  }
}
