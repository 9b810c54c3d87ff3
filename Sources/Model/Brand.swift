/// A watched name.
package struct Brand: Hashable, Sendable, Identifiable {
  /// The brand's name in the configuration; unique there.
  package typealias ID = String

  package var id: ID

  /// What is searched for, in the query language of `Detection`.
  package var query: String

  /// How many alerts a month without cause its people accept, at warning.
  package var falseAlarmsPerMonth: Double

  /// Below so many voices nothing calls people, however unusual.
  package var minimumVoices: Int

  package init(
    id: ID, query: String, falseAlarmsPerMonth: Double = 1, minimumVoices: Int = 5
  ) {
    self.id = id
    self.query = query
    self.falseAlarmsPerMonth = falseAlarmsPerMonth
    self.minimumVoices = minimumVoices
  }
}
