import Glibc
import Model
import Polling
import Transport

/// What a configuration may say and hardly means.
struct ConfigurationWarnings {
  private(set) var list: [ConfigurationProblem] = []

  /// - Parameter configuration: with the paths of its `file:` sources absolute, or as they lead from
  ///   the folder of the process.
  init(_ configuration: Configuration) {
    lookForNothing(configuration)
    let allowsPrivate = configuration.polling.limits.addresses == .any
    lookAtSources(configuration.sources, configuration.polling.pacing, allowsPrivate)
    for receiver in configuration.receivers {
      if case .webhook(let url) = receiver.receiver.kind, !allowsPrivate {
        lookForPrivate(url, receiver.origin)
      }
    }
    for contacts in configuration.contacts {
      guard case .address(let url) = contacts.list.place else { continue }
      if !allowsPrivate { lookForPrivate(url, contacts.origin) }
      lookAtInterval(contacts.interval, configuration.polling.pacing, contacts.origin)
    }
    lookAtPacing(configuration.polling.pacing)
    for secret in configuration.secrets where secret.isOpenToAll {
      add(
        secret.origin.place, line: secret.origin.line,
        "everybody on this machine can read the secret in \(secret.path); chmod o= takes that away")
    }
  }

  private mutating func lookForNothing(_ configuration: Configuration) {
    if configuration.brands.isEmpty { add("brands", "none, so nothing is searched for") }
    if configuration.sources.isEmpty, configuration.status?.itemsToken == nil {
      add("sources", "none, so nothing is read; mentiond add NAME proposes some")
    }
    if configuration.receivers.isEmpty {
      add(
        "receivers",
        "none, so alerts are told on standard error alone, which systemd's journal keeps")
    }
  }

  private mutating func lookAtSources(
    _ sources: [WatchedSource], _ pacing: Pacing, _ allowsPrivate: Bool
  ) {
    var first: [String: String] = [:]
    for watched in sources {
      let (source, origin) = (watched.source, watched.origin)
      if let other = first[source.url] {
        add("url", of: origin, "the address of \(other) as well, which items count for alone")
      } else {
        first[source.url] = origin.place
      }
      if let path = LocalFiles.path(of: source.url) {
        if access(path, R_OK) != 0 { add("url", of: origin, "\(path): \(FileBytes.lastError)") }
        continue
      }
      if !allowsPrivate { lookForPrivate(source.url, origin) }
      if let interval = source.interval { lookAtInterval(interval, pacing, origin) }
    }
  }

  private mutating func lookAtInterval(
    _ interval: Duration, _ pacing: Pacing, _ origin: ConfigurationOrigin
  ) {
    guard interval < pacing.minimumInterval else { return }
    add(
      "interval", of: origin,
      "shorter than polling.minimumInterval, \(DurationText.write(pacing.minimumInterval)), "
        + "which holds")
  }

  private mutating func lookForPrivate(_ url: String, _ origin: ConfigurationOrigin) {
    guard let address = try? WebAddress(url), address.isPrivate else { return }
    add(
      "url", of: origin,
      "\(address.host) is this machine or in a private network, which is not asked unless "
        + "polling.allowPrivateAddresses is true")
  }

  private mutating func lookAtPacing(_ pacing: Pacing) {
    let (least, most) = (pacing.minimumInterval, pacing.adaptiveCeiling)
    guard least > most else { return }
    add(
      "polling.minimumInterval",
      "longer than maximumInterval, \(DurationText.write(most)); sources are polled each "
        + DurationText.write(least))
  }

  private mutating func add(_ place: String, line: Int? = nil, _ message: String) {
    list.append(ConfigurationProblem(place: place, line: line, message: message))
  }

  private mutating func add(_ key: String, of origin: ConfigurationOrigin, _ message: String) {
    add("\(origin.place).\(key)", line: origin.line, message)
  }
}
