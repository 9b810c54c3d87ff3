import JSON
import Model

/// How far an alert's mentions are heard, and who of their authors is known.
extension AlertPayload {
  /// The fields of a reach, within its object.
  static func write(_ reach: Reach, into writer: inout JSONWriter) {
    let standing = reach.standing
    writer.field("measure", standing.measure.rawValue)
    writer.field("count", standing.count)
    writer.field("usuallyBelow", standing.usual, digits: 0)
    writer.field("byChanceOnceInHours", standing.returnHours, digits: 1)
    writer.object("now") { write(reach.engagement, into: &$0) }
    if let before = reach.before {
      writer.object("before") {
        $0.field("at", before.at.utc)
        write(before.engagement, into: &$0)
      }
    }
    writer.key("mention")
    write(reach.witness, into: &writer)
  }

  private static func write(_ engagement: Engagement, into writer: inout JSONWriter) {
    writer.field("likes", engagement.likes)
    writer.field("shares", engagement.shares)
    writer.field("comments", engagement.comments)
    writer.field("views", engagement.views)
    writer.field("followers", engagement.followers)
    writer.field("promoted", engagement.isPromoted)
  }

  /// The fields of a contact, within its object.
  static func write(_ contact: KnownContact, into writer: inout JSONWriter) {
    writer.field("author", contact.author.map { SafeText.line($0, limit: 40) })
    writer.field("by", contact.way.rawValue)
    writer.field("ticket", contact.ticket.map { SafeText.line($0, limit: 40) })
    writer.field("since", contact.since.utc)
    writer.field("contacts", contact.contacts)
    writer.field("state", contact.state.rawValue)
    writer.field("channel", contact.channel.map { SafeText.line($0, limit: 20) })
  }
}
