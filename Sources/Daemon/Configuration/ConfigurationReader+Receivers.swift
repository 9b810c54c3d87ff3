import Alerting
import JSON
import Model
import Transport

/// Who is told.
extension ConfigurationReader {
  mutating func receiver(from value: JSONValue, at place: String) -> WatchedReceiver {
    var receiver = Receiver(id: value.text("name"), kind: .log(path: "-"))
    receiver.minimumSeverity =
      value["minimumSeverity"]?.string.flatMap(Severity.init(name:)) ?? .watch
    receiver.brands = value["brands"]?.elements.map { Set($0.compactMap(\.string)) }
    var secret: WebhookSecret?
    switch value.text("type") {
    case "webhook":
      let url = require("url", of: value, at: place, because: "a webhook posts somewhere")
      receiver.kind = .webhook(url: url)
      refuse("path", of: value, at: place, because: "a webhook has a \"url\"")
      if let name = value["secretFile"]?.string {
        secret = webhookSecret(name, value, "\(place).secretFile")
      }
    default:
      let path = require("path", of: value, at: place, because: "a log is written to a file")
      receiver.kind = .log(path: path)
      refuse("url", of: value, at: place, because: "a log has a \"path\"")
      refuse("secretFile", of: value, at: place, because: "only webhooks are signed")
    }
    return WatchedReceiver(
      receiver: receiver, origin: ConfigurationOrigin(place: place, line: value.line),
      secret: secret)
  }

  private mutating func require(
    _ key: String, of value: JSONValue, at place: String, because reason: String
  ) -> String {
    if let text = value[key]?.string { return text }
    add(place, value, "\"\(key)\" is missing: \(reason)")
    return ""
  }

  private mutating func webhookSecret(
    _ name: String, _ value: JSONValue, _ place: String
  ) -> WebhookSecret? {
    guard let text = secret(name, value, place) else { return nil }
    do {
      return try WebhookSecret(text)
    } catch {
      add(place, value, "\(error)")
      return nil
    }
  }
}
