/// What two texts share, word by word, and what stands in one where the other has something else.
struct Likeness {
  /// The weight of the words that both have, slips counted as equal.
  var shared: Float = 0
  var sharedWords = 0

  /// Shared words that stand in both texts behind the same shared word.
  var neighbours = 0

  /// The weight of each text, tags that the other lacks left out.
  var queryWeight: Float = 0
  var otherWeight: Float = 0

  /// The weight of words in whose place the other text has other words.
  var replaced: Float = 0

  /// How many of these are numbers or names: another flight, another city.
  var replacedFacts = 0

  /// Words that the query has before the first shared one.
  var queryLead = 0

  /// Shared words that are not common.
  var tellingWords = 0

  /// What the shared words tell, and that they stand in one order.
  var information: Float { shared + 1.5 * Float(neighbours) }

  /// The share of the larger text that the smaller one holds: 0…1.
  var equality: Float { shared / max(queryWeight, otherWeight, 1) }

  /// The share of the smaller text that the larger one holds: 0…1.
  var containment: Float { shared / max(min(queryWeight, otherWeight), 1) }
}
