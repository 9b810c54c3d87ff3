import FoundationEssentials
import Glibc

/// Reads the lists of contacts, and again when one of them changes; on a thread of its own, since a
/// million rows take seconds.
actor ContactLists {
  private let executor = DeskExecutor()
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// What one list gave.
  struct Report: Sendable {
    var path: String
    var rows = 0
    var badLines = 0
    var problems: [ContactList.Problem] = []

    /// Why the list could not be read at all.
    var failure: String?
  }

  /// What a file is known again by.
  private struct Stamp: Equatable {
    var inode: UInt64
    var size: Int
    var changed: Int
    var isFile: Bool
  }

  private var read: [ContactSettings: Stamp?] = [:]

  /// Reads all lists, where one of them has changed since the last time; nil where none has.
  func changes(
    of lists: [ContactSettings], at now: Date
  ) -> (book: ContactBook, reports: [Report])? {
    let stamps = Dictionary(lists.map { ($0, Self.stamp(of: $0.path)) }) { first, _ in first }
    guard stamps != read else { return nil }
    read = stamps
    return Self.read(lists, at: now)
  }

  /// Reads all lists.
  static func read(
    _ lists: [ContactSettings], at now: Date
  ) -> (book: ContactBook, reports: [Report]) {
    var builder = ContactBook.Builder(at: now)
    let reports = lists.map { settings in
      var report = Report(path: settings.path)
      // A pipe that lies there would have us wait for its writer.
      guard stamp(of: settings.path).map(\.isFile) ?? true else {
        report.failure = "\(settings.path): expected a file"
        return report
      }
      do throws(CommandError) {
        let list = try ContactList.read(settings) { builder.add($0) }
        (report.rows, report.badLines) = (list.rows, list.badLines)
        report.problems = list.problems
      } catch {
        report.failure =
          error.message.hasPrefix(settings.path)
          ? error.message : "\(settings.path): \(error.message)"
      }
      return report
    }
    return (builder.finish(), reports)
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
