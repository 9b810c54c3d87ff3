import Alerting
import Model
import Transport

/// What is told when the program starts, and when its configuration changes.
extension Service {
  func announce(_ configuration: Configuration, _ files: LogFiles) async {
    log.event(
      .notice, "listening",
      [
        "version": CommandLineTool.version, "brands": "\(configuration.brands.count)",
        "sources": "\(configuration.sources.count)",
        "receivers": "\(configuration.receivers.count)", "state": database,
        "configuration": configuration.hash,
      ])
    for warning in ConfigurationWarnings(configuration).list {
      log.event(.warning, "look at the configuration: \(warning)")
    }
    for receiver in configuration.receivers {
      switch receiver.receiver.kind {
      case .log(let path):
        log.event(
          .notice, "alerts go to a file",
          [
            "receiver": receiver.receiver.id,
            "path": path.hasPrefix("/") || path == "-" ? path : "\(logFolder)/\(path)",
          ])
        if let problem = await files.open(path) {
          log.event(
            .error, "alerts cannot be written, and wait until they can",
            ["receiver": receiver.receiver.id, "problem": problem])
        }
      case .webhook(let url):
        // Chats take alerts from whoever knows the rest of the address.
        log.event(
          .notice, "alerts go to a webhook",
          ["receiver": receiver.receiver.id, "host": (try? WebAddress(url))?.host])
      }
    }
  }

  /// Says which sources could not be read when the last run ended: their first failure was told then.
  func tellBlind(_ desk: Desk) async {
    let blind = await desk.blind(at: clock.now)
    guard !blind.isEmpty else { return }
    log.event(
      .warning, "sources could not be read lately",
      [
        "count": "\(blind.count)",
        "sources": blind.prefix(10).map(\.source).joined(separator: " "),
        "first": blind.first?.problem,
      ])
  }

  /// Says what was learned in vain.
  func tellDamaged(_ desk: Desk) async {
    let damaged = await desk.damagedStreams
    guard !damaged.isEmpty else { return }
    log.event(
      .error, "what was usual cannot be read, and is learned anew from the mentions",
      [
        "count": "\(damaged.count)", "streams": damaged.prefix(10).joined(separator: " "),
        "check": "mentiond status --check",
      ])
  }

  /// Says which alerts nobody will get any more.
  func tellDropped(_ desk: Desk) async {
    for (receiver, count) in await desk.droppedNotifications.sorted(by: { $0.key < $1.key }) {
      log.event(
        .error, "undelivered alerts are dropped: their receiver left the configuration",
        ["receiver": receiver, "alerts": "\(count)"])
    }
  }

  /// Client and server are made at the start; what they were made with stays until the next one.
  func tellWhatNeedsRestart(_ new: Configuration, running old: Configuration) {
    let (before, after) = (old.polling, new.polling)
    let changed = [
      ("status", old.status?.place != new.status?.place),
      ("polling.userAgent", before.userAgent != after.userAgent),
      ("polling.maxTransfers", before.maxTransfers != after.maxTransfers),
      ("polling.proxy", before.proxy != after.proxy),
      ("polling.caFile", before.caFile != after.caFile),
    ].filter(\.1).map(\.0)
    guard !changed.isEmpty else { return }
    log.event(
      .warning, "a change takes effect at the next start only",
      ["keys": changed.joined(separator: " ")])
  }
}
