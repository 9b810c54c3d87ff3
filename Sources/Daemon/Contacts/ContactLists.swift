import FoundationEssentials
import Glibc
import Model
import Transport

/// Reads the lists of contacts, and again when one of them changes; on a thread of its own, since a
/// million rows take seconds. Addresses are asked elsewhere, and only told here how they answered.
actor ContactLists {
  private let executor = DeskExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// What one list gave.
  struct Report: Sendable {
    var name: String
    var rows = 0
    var badLines = 0
    var problems: [ContactList.Problem] = []

    /// Whether it is new to who reads the log; a list at an address may be another with each answer.
    var isFirst = true

    /// Why the list could not be read at all.
    var failure: String?

    mutating func take(_ list: ContactList) {
      (rows, badLines, problems) = (list.rows, list.badLines, list.problems)
    }
  }

  /// What a file is known again by.
  private struct Stamp: Equatable {
    var inode: UInt64
    var size: Int
    var changed: Int
    var isFile: Bool
  }

  /// What a list is known by not to have changed.
  private enum Mark: Equatable {
    case file(Stamp?)
    /// How many other lists an address has given.
    case answers(Int)
  }

  private var read: [ContactSettings: Mark] = [:]
  private var asked: [ContactSettings: AskedContacts] = [:]

  // MARK: Lists at addresses

  /// Takes over which lists there are; begins to ask those that are due.
  ///
  /// - Parameter troubles: of an earlier run, for lists that were not asked since.
  func due(
    of lists: [WatchedContacts], troubles: [ContactTrouble] = [], at now: Date
  ) -> [(list: WatchedContacts, validators: [Validators])] {
    let known = Set(lists.map(\.list))
    asked = asked.filter { known.contains($0.key) }
    return lists.compactMap { watched in
      guard case .address = watched.list.place else { return nil }
      let list = watched.list
      let validators = asked[
        list,
        default: AskedContacts(list, in: troubles.first { $0.name == list.name })
      ].begin(at: now)
      return validators.map { (watched, $0) }
    }
  }

  /// Has all addresses asked anew.
  func hasten() {
    for list in asked.keys { asked[list]?.hasten() }
  }

  /// Takes in how an address answered.
  func end(
    _ answer: Result<HTTPResponse, FetchError>, of watched: WatchedContacts, interval: Duration,
    at now: Date
  ) -> AskedContacts.Turn? {
    if case .failure(.cancelled) = answer {
      asked[watched.list]?.abandon()
      return nil
    }
    return asked[watched.list]?.end(answer, of: watched.list, interval: interval, at: now)
  }

  /// The lists that cannot be had, in the order of their names.
  var troubles: [ContactTrouble] {
    asked.values.compactMap(\.trouble).sorted { $0.name < $1.name }
  }

  // MARK: All lists

  /// Reads all lists, where one of them has changed since the last time, and reports of those that have;
  /// nil where none has.
  func changes(
    of lists: [ContactSettings], at now: Date
  ) -> (book: ContactBook, reports: [Report])? {
    let marks = Dictionary(lists.map { ($0, mark(of: $0)) }) { first, _ in first }
    guard marks != read else { return nil }
    let changed = Set(lists.filter { marks[$0] != read[$0] })
    read = marks
    var builder = ContactBook.Builder(at: now)
    let reports = lists.compactMap { list in
      let report = take(list, into: &builder)
      return changed.contains(list) ? report : nil
    }
    return (builder.finish(), reports)
  }

  private func mark(of list: ContactSettings) -> Mark {
    switch list.place {
    case .file(let path): .file(Self.stamp(of: path))
    case .address: .answers(asked[list]?.version ?? 0)
    }
  }

  /// Nil for an address that has given no list yet.
  private func take(_ list: ContactSettings, into builder: inout ContactBook.Builder) -> Report? {
    switch list.place {
    case .file(let path): return read(list, at: path, into: &builder)
    case .address:
      guard let asked = asked[list], asked.version > 0 else { return nil }
      for row in asked.rows { builder.add(row) }
      return asked.report
    }
  }

  private func read(
    _ list: ContactSettings, at path: String, into builder: inout ContactBook.Builder
  ) -> Report {
    var report = Report(name: list.name)
    // A pipe that lies there would have us wait for its writer.
    guard Self.stamp(of: path).map(\.isFile) ?? true else {
      report.failure = "\(path): expected a file"
      return report
    }
    do throws(CommandError) {
      report.take(try ContactList.read(list, at: path) { builder.add($0) })
    } catch {
      report.failure =
        error.message.hasPrefix(path) ? error.message : "\(path): \(error.message)"
    }
    return report
  }

  private static func stamp(of path: String) -> Stamp? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return Stamp(
      inode: UInt64(facts.st_ino), size: Int(facts.st_size),
      changed: Int(facts.st_mtim.tv_sec) * 1_000_000_000 + Int(facts.st_mtim.tv_nsec),
      isFile: facts.st_mode & S_IFMT == S_IFREG)
  }
}
