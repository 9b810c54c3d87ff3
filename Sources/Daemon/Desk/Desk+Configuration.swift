import Alerting
import FoundationEssentials
import Model
import Polling
import Storage

/// The daemon's orders may change while it runs.
extension Desk {
  /// Takes over another configuration; what is known of sources and brands that stay is kept.
  ///
  /// - Parameter listening: made of the configuration elsewhere, so that nothing waits here while it
  ///   is.
  func adopt(_ configuration: Configuration, _ listening: Listening, at now: Date) throws {
    let before = Dictionary(
      uniqueKeysWithValues: self.listening.brands.map { ($0.brand.id, $0.brand) })
    self.listening = listening
    self.configuration = configuration
    incidents.rules = configuration.rules
    schedule.replace(
      configuration.sources.map(\.source), pacing: configuration.polling.pacing, at: now)
    heardSources.formIntersection(configuration.sources.map(\.source.id))
    for brand in configuration.brands.map(\.brand)
    where before[brand.id]?.finds(asMuchAs: brand) != true {
      newBrands.add(brand.id, toLookAt: heardSources)
    }
    brandsWithHistory.formUnion(configuration.brands.map(\.brand.id))
    droppedNotifications = try Self.dropOrphans(configuration, database)
  }

  /// Drops what waits for receivers that are not configured any more; it would take the place of what
  /// can be delivered.
  static func dropOrphans(
    _ configuration: Configuration, _ database: Database
  ) throws -> [Receiver.ID: Int] {
    let orphans = try database.waiting().filter { waiting in
      !configuration.receivers.contains { $0.receiver.id == waiting.key }
    }
    for receiver in orphans.keys { _ = try database.dropNotifications(to: receiver) }
    return orphans
  }
}
