extension Engine {
  /// How often the lists of contacts are looked at for changes; a look costs no more than a `stat`.
  private static let contactInterval = Duration.seconds(15)

  /// Reads the lists of contacts at the start and whenever one changes.
  func watchContacts() async throws {
    while true {
      try await readContacts()
      try await clock.sleep(Self.contactInterval)
    }
  }

  /// Reads the lists of contacts where one of them has changed. Nothing of a row but the number of its
  /// line is ever written.
  func readContacts() async throws {
    let lists = await desk.configuration.contacts
    guard let (book, reports) = await contactLists.changes(of: lists, at: clock.now) else { return }
    for report in reports {
      if let failure = report.failure {
        log.event(.warning, "contacts not read", ["reason": failure])
        continue
      }
      log.event(
        .notice, "contacts read",
        [
          "file": report.path, "rows": "\(report.rows)",
          "bad": report.badLines > 0 ? "\(report.badLines)" : nil,
        ])
      for problem in report.problems {
        log.event(
          .warning, "contact not read",
          ["file": report.path, "line": "\(problem.line)", "reason": problem.reason])
      }
    }
    if book.leftOut > 0 {
      log.event(
        .warning, "contacts left out: too many",
        ["rows": "\(book.leftOut)", "limit": "\(ContactBook.mostRows)"])
    }
    try await desk.adopt(book, at: clock.now)
  }
}
