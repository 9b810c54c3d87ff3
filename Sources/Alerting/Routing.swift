import FoundationEssentials
package import Model

/// Who hears of an alert, and with which bytes.
package enum Routing {
  /// The notifications of an alert that has its id: at most one for each receiver.
  package static func notifications(
    of alert: Alert, to receivers: [Receiver]
  ) -> [Notification] {
    receivers.filter { hears($0, alert) }.map { receiver in
      Notification(
        id: id(of: alert, for: receiver), alert: alert.id, receiver: receiver.id,
        payload: payload(of: alert, for: receiver), due: alert.at)
    }
  }

  private static func hears(_ receiver: Receiver, _ alert: Alert) -> Bool {
    alert.severity >= receiver.minimumSeverity
      && (receiver.brands?.contains(alert.brand) ?? true)
  }

  private static func payload(of alert: Alert, for receiver: Receiver) -> String {
    switch receiver.kind {
    case .log: AlertLine.text(alert)
    case .webhook: AlertPayload.text(alert)
    }
  }

  /// The same alert to the same receiver has the same id for ever. The moment is part of it, so that
  /// a database that begins anew does not give ids that a receiver has seen before. It travels in a
  /// header, and Standard Webhooks forbids the full stop in it: what is neither an ASCII letter, a
  /// digit nor a hyphen is written as its code, so that two names never become one.
  private static func id(of alert: Alert, for receiver: Receiver) -> Notification.ID {
    let name = receiver.id.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        String(UnicodeScalar(byte))
      default: "_\(byte)_"
      }
    }
    return "msg_\(Int(alert.at.timeIntervalSince1970))_\(alert.id)_\(name.joined())"
  }
}
