/// How often a source publishes: what was seen of it, the older the less.
package struct Pace: Hashable, Sendable {
  /// Items that it published.
  package var items: Double

  /// In so many hours.
  package var hours: Double

  package init(items: Double, hours: Double) {
    self.items = items
    self.hours = hours
  }
}
