package import FoundationEssentials

/// A named place that gets alerts.
package struct Receiver: Hashable, Sendable, Identifiable {
  /// The receiver's name in the configuration; unique there.
  package typealias ID = String

  package enum Kind: Hashable, Sendable {
    /// One line for each alert, appended to the file at `path`; `-` is standard output.
    case log(path: String)
    /// A POST for each alert to an absolute http or https address.
    case webhook(url: String)
  }

  package var id: ID
  package var kind: Kind

  /// Alerts below this severity are not sent here.
  package var minimumSeverity: Severity

  /// The brands it hears of; nil is all.
  package var brands: Set<Brand.ID>?

  package init(
    id: ID, kind: Kind, minimumSeverity: Severity = .watch, brands: Set<Brand.ID>? = nil
  ) {
    self.id = id
    self.kind = kind
    self.minimumSeverity = minimumSeverity
    self.brands = brands
  }
}

/// One alert on its way to one receiver: a row of the outbox.
package struct Notification: Hashable, Sendable, Identifiable {
  /// Stable across retries and restarts; a receiver tells a repetition by it.
  package typealias ID = String

  package var id: ID
  package var alert: Alert.ID
  package var receiver: Receiver.ID

  /// The bytes to deliver, made once, so that each try sends the same.
  package var payload: String

  /// Tries made so far.
  package var attempts: Int

  /// The next try is due then.
  package var due: Date

  package init(
    id: ID, alert: Alert.ID, receiver: Receiver.ID, payload: String, attempts: Int = 0, due: Date
  ) {
    self.id = id
    self.alert = alert
    self.receiver = receiver
    self.payload = payload
    self.attempts = attempts
    self.due = due
  }
}
