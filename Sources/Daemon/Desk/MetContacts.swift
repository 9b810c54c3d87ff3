import FoundationEssentials
import Model
import Storage

/// Who of those that complain in public told the brand before.
struct MetContacts: Sendable {
  /// As long as an alert may look back.
  static let memory = Duration.hours(24)

  /// Of each brand; the oldest go first.
  private static let most = 10_000

  let book: ContactBook

  private var met: [Brand.ID: [Meeting]] = [:]

  private struct Meeting: Sendable {
    var voice: UInt64
    var at: Date
    var contact: KnownContact
  }

  init(_ book: ContactBook = ContactBook()) { self.book = book }

  /// Looks for the author of a complaint among the contacts.
  mutating func note(_ mention: Mention, at now: Date) {
    guard mention.complaint.isComplaint, mention.isVoice,
      let contact = book.contact(of: mention, at: now)
    else { return }
    met[mention.brand, default: []].append(
      Meeting(voice: mention.voice, at: mention.at, contact: contact))
    if met[mention.brand, default: []].count > Self.most { met[mention.brand]?.removeFirst() }
  }

  /// The contacts among the voices of a brand since a moment, each voice once: who waits for an answer
  /// first, of these who has waited longest.
  func voices(of brand: Brand.ID, since moment: Date) -> [KnownContact] {
    var seen: Set<UInt64> = []
    let contacts = (met[brand] ?? []).filter { $0.at > moment && seen.insert($0.voice).inserted }
      .map(\.contact)
    return contacts.sorted {
      ($0.urgency, $1.since, $1.mention) > ($1.urgency, $0.since, $0.mention)
    }
  }

  mutating func forget(before now: Date) {
    for brand in Array(met.keys) {
      met[brand]?.removeAll { $0.at <= now - Self.memory.seconds }
      if met[brand]?.isEmpty == true { met[brand] = nil }
    }
  }
}

extension KnownContact {
  /// The higher, the more it wants to be told.
  fileprivate var urgency: Int {
    switch (raises, state) {
    case (true, .unanswered): 3
    case (true, _): 2
    case (false, .closed): 0
    case (false, _): 1
    }
  }
}

extension Desk {
  /// Takes over other contacts; who complained within the last day is looked at again.
  func adopt(_ book: ContactBook, at now: Date) throws {
    var contacts = MetContacts(book)
    if !book.isEmpty {
      try database.forEachMention(since: now - MetContacts.memory.seconds) { mention in
        contacts.note(mention, at: now)
      }
    }
    self.contacts = contacts
  }
}
