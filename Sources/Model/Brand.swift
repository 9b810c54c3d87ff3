/// A watched name.
package struct Brand: Hashable, Sendable, Identifiable {
  /// The brand's name in the configuration; unique there.
  package typealias ID = String

  package var id: ID

  /// What is searched for, in the query language of `Detection`.
  package var query: String

  /// Words and phrases near which the name counts, where it is also a word; none asks for nothing.
  package var context: [String]

  /// Words and phrases beside which the name means something else.
  package var exclude: [String]

  /// How many alerts a month without cause its people accept, at warning.
  package var falseAlarmsPerMonth: Double

  /// Below so many voices nothing calls people, however unusual.
  package var minimumVoices: Int

  package init(
    id: ID, query: String, context: [String] = [], exclude: [String] = [],
    falseAlarmsPerMonth: Double = 1, minimumVoices: Int = 5
  ) {
    self.id = id
    self.query = query
    self.context = context
    self.exclude = exclude
    self.falseAlarmsPerMonth = falseAlarmsPerMonth
    self.minimumVoices = minimumVoices
  }
}
