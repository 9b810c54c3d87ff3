/// At which hours of the day a source publishes: what was seen of it, the older the less.
package struct DayProfile: Hashable, Sendable {
  package static let hoursOfDay = 24

  /// Items that appeared in each hour of the day in UTC, beginning with that from midnight on.
  package var items: [Float]

  /// For how many hours that was watched.
  package var hours: Double

  /// Nil unless there is a sensible number for each hour of the day.
  package init?(items: [Float], hours: Double) {
    guard items.count == Self.hoursOfDay, hours.isFinite,
      items.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { return nil }
    self.items = items
    self.hours = hours
  }

  /// Of a source that nothing was seen of.
  package init() {
    items = Array(repeating: 0, count: Self.hoursOfDay)
    hours = 0
  }
}
