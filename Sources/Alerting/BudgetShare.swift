/// What part of the false alarms that a brand's people accept each way of looking may raise.
///
/// Streams, stories and topics of a brand may each cry wolf by themselves. Their shares add up to one, so
/// whatever they have to do with each other, together they call people no more often than was promised
/// (Bonferroni). Among stories, and among topics, each is one of many tries, which the waiting time that
/// is told for it counts already. A watch calls nobody and keeps no part of the promise.
enum BudgetShare {
  static let brand = 0.8
  static let story = 0.1
  static let topic = 0.1
}
