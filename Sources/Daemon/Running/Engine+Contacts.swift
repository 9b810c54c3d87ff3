import FoundationEssentials
import Model

/// Who told the brands before: files are looked at, addresses asked.
extension Engine {
  /// How often the lists of contacts are looked at for changes; a look costs no more than a `stat`.
  private static let contactInterval = Duration.seconds(15)

  /// Reads the lists of contacts at the start and whenever one changes. An address that takes its time
  /// keeps none waiting.
  func watchContacts() async {
    await withDiscardingTaskGroup { asks in
      asks.addTask {
        while !Task.isCancelled {
          contactBell.ring()
          try? await clock.sleep(Self.contactInterval)
        }
      }
      for await _ in contactBell.rings {
        await endingOnFailure {
          for order in try await contactsDue() {
            asks.addTask {
              await endingOnFailure { try await ask(order) }
              contactBell.ring()
              let (list, pacing) = (order.list, await desk.configuration.polling.pacing)
              await ring(contactBell, at: clock.now + list.interval(within: pacing).seconds)
            }
          }
          try await readContacts()
        }
      }
    }
  }

  /// Asks all addresses once, then reads what there is.
  func readContactsOnce() async throws {
    let orders = try await contactsDue()
    try await withThrowingTaskGroup(of: Void.self) { asks in
      for order in orders { asks.addTask { try await ask(order) } }
      try await asks.waitForAll()
    }
    try await readContacts()
  }

  private typealias Order = (list: WatchedContacts, validators: [Validators])

  private func contactsDue() async throws -> [Order] {
    let orders = await contactLists.due(
      of: await desk.configuration.contacts, troubles: try await desk.contactTroubles(),
      at: clock.now)
    try await desk.save(await contactLists.troubles)
    return orders
  }

  private func ask(_ order: Order) async throws {
    let polling = await desk.configuration.polling
    let list = order.list
    let answer = await list.ask(order.validators, by: client, as: tokens, polling.limits)
    let turn = await contactLists.end(
      answer, of: list, interval: list.interval(within: polling.pacing), at: clock.now)
    try await desk.save(await contactLists.troubles)
    switch turn {
    case .failed(let reason):
      log.event(
        .warning, "contacts not read; those of before are kept",
        ["address": list.list.name, "reason": reason])
    case .recovered(let since):
      log.event(
        .notice, "contacts are read again", ["address": list.list.name, "since": since.utc])
    case nil: break
    }
  }

  /// Reads the lists of contacts where one of them has changed. Nothing of a row but the number of its
  /// line is ever written.
  private func readContacts() async throws {
    let lists = await desk.configuration.contacts.map(\.list)
    guard let (book, reports) = await contactLists.changes(of: lists, at: clock.now) else { return }
    for report in reports { tell(report) }
    if book.leftOut > 0 {
      log.event(
        .warning, "contacts left out: too many",
        ["rows": "\(book.leftOut)", "limit": "\(ContactBook.mostRows)"])
    }
    try await desk.adopt(book, at: clock.now)
  }

  private func tell(_ report: ContactLists.Report) {
    if let failure = report.failure {
      return log.event(.warning, "contacts not read", ["reason": failure])
    }
    log.event(
      report.isFirst ? .notice : .info, "contacts read",
      [
        "list": report.name, "rows": "\(report.rows)",
        "bad": report.badLines > 0 ? "\(report.badLines)" : nil,
      ])
    for problem in report.problems {
      log.event(
        report.isFirst ? .warning : .debug, "contact not read",
        ["list": report.name, "line": "\(problem.line)", "reason": problem.reason])
    }
  }
}
