import FoundationEssentials
import Model

/// Who told the brand before: by what they are known, and what became of their matters.
///
/// A matter is a ticket with all its rows; without tickets, all rows of one person. Kept are 12 bytes for
/// each thing that somebody is known by and some 40 for each matter: a million rows with ticket, order,
/// handle and mail address take 70 MB, and 250 MB while they are read.
struct ContactBook: Sendable {
  /// Rows beyond this are not read.
  static let mostRows = 1_000_000

  /// What has been closed for longer says nothing of today; an open matter is remembered as long.
  static let memory = Duration.hours(24 * 90)

  /// A handle, an address or a number of more matters than this is nobody's: `none`, `info@…`.
  private static let mostMatters = 50

  private var matters: [ContactMatter] = []
  private var channels: [String] = []

  /// The keys in ascending order, and to which matter and by which way each leads.
  private var keys: [UInt64] = []
  private var targets: [UInt32] = []

  /// How many rows it was made of.
  private(set) var rows = 0

  /// Rows that were too many.
  private(set) var leftOut = 0

  /// Matters, after those that lie too far back were left out.
  var count: Int { matters.count }

  var isEmpty: Bool { keys.isEmpty }

  init() {}

  /// What is found of somebody, the mention and its author aside.
  struct Finding: Hashable, Sendable {
    var way: KnownContact.Way
    var ticket: String?
    var since: Date
    var contacts: Int
    var state: KnownContact.State
    var channel: String?
  }

  /// The matter that a key leads to; of several the one that is still open, else the latest.
  func finding(_ key: ContactKey, by way: KnownContact.Way, at now: Date) -> Finding? {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key.value { low = middle + 1 } else { high = middle }
    }
    var best: ContactMatter?
    while low < keys.count, keys[low] == key.value {
      let (matter, foundWay) = Self.unpacked(targets[low])
      let candidate = matters[matter]
      if foundWay == way, now.timeIntervalSince(candidate.last) <= Self.memory.seconds,
        best.map({ Self.rank($0) < Self.rank(candidate) }) ?? true
      {
        best = candidate
      }
      low += 1
    }
    return best.map {
      Finding(
        way: way, ticket: $0.ticket, since: $0.since, contacts: Int($0.contacts), state: $0.state,
        channel: $0.channel == 0 ? nil : channels[Int($0.channel) - 1])
    }
  }

  private static func rank(_ matter: ContactMatter) -> (Int, Date) {
    (matter.state == .closed ? 0 : 1, matter.last)
  }

  // MARK: Matter and way in one number

  private static let ways: [KnownContact.Way] = [.handle, .email, .number, .name]

  private static func packed(_ matter: Int, _ way: KnownContact.Way) -> UInt32 {
    UInt32(matter) << 2 | UInt32(ways.firstIndex(of: way) ?? 0)
  }

  private static func unpacked(_ target: UInt32) -> (Int, KnownContact.Way) {
    (Int(target >> 2), ways[Int(target & 3)])
  }

  /// Makes a book of rows, in any order.
  struct Builder {
    private var book = ContactBook()
    private var matters: [UInt64: UInt32] = [:]
    private var entries: [(key: UInt64, target: UInt32)] = []
    private let now: Date

    init(at now: Date) { self.now = now }

    mutating func add(_ row: ContactRow) {
      guard now.timeIntervalSince(row.at) <= ContactBook.memory.seconds else { return }
      guard book.rows < ContactBook.mostRows else {
        book.leftOut += 1
        return
      }
      book.rows += 1
      let ticket = row.ticket.flatMap(ContactKey.number)
      let name = (ticket ?? row.keys[0].key).value  // A row without keys is none.
      let matter: Int
      if let known = matters[name] {
        matter = Int(known)
        book.matters[matter].join(row, channel: channel(row.channel))
      } else {
        matter = book.matters.count
        matters[name] = UInt32(matter)
        book.matters.append(ContactMatter(beginningWith: row, channel: channel(row.channel)))
      }
      for (way, key) in row.keys {
        entries.append((key: key.value, target: ContactBook.packed(matter, way)))
      }
    }

    private mutating func channel(_ name: String?) -> UInt8 {
      guard let name else { return 0 }
      if let known = book.channels.firstIndex(of: name) { return UInt8(known + 1) }
      guard book.channels.count < 255 else { return 0 }
      book.channels.append(name)
      return UInt8(book.channels.count)
    }

    consuming func finish() -> ContactBook {
      matters = [:]
      entries.sort { ($0.key, $0.target) < ($1.key, $1.target) }
      book.keys.reserveCapacity(entries.count)
      book.targets.reserveCapacity(entries.count)
      var place = 0
      while place < entries.count {
        var end = place
        while end < entries.count, entries[end].key == entries[place].key { end += 1 }
        keep(entries[place..<end])
        place = end
      }
      return book
    }

    /// Keeps the matters of one key, unless it is nobody's.
    private mutating func keep(_ same: ArraySlice<(key: UInt64, target: UInt32)>) {
      var targets: [UInt32] = []
      for entry in same where targets.last != entry.target { targets.append(entry.target) }
      let isName = targets.contains { ContactBook.unpacked($0).1 == .name }
      guard targets.count <= (isName ? 1 : ContactBook.mostMatters) else { return }
      for target in targets {
        book.keys.append(same[same.startIndex].key)
        book.targets.append(target)
      }
    }
  }
}
