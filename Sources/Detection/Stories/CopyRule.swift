/// When two texts are one, and when they tell one story.
enum CopyRule {
  /// Words that tell something, of which a text needs so many to be recognised at all.
  static let leastTellingWords = 3

  /// What a text must tell, in nats, to be recognised at all: three words that no other text has.
  static let leastWeight: Float = 18

  /// Of the smaller text the other must hold so much.
  static let containment: Float = 0.6

  /// So much of what they share may have been put in other words.
  static let replacement: Float = 0.2

  /// In texts of so many words one number or name may have been corrected.
  static let wordsForCorrection = 40

  /// Of the shared words so many must follow one another in both texts.
  static let order = 0.4

  static func isCopy(_ likeness: Likeness) -> Bool {
    likeness.shared >= leastWeight
      && likeness.containment >= containment
      && likeness.replaced <= replacement * likeness.shared
      && likeness.replacedFacts <= likeness.sharedWords / wordsForCorrection
      && Double(likeness.neighbours) >= order * Double(likeness.sharedWords - 1)
  }

  static func isSameStory(_ likeness: Likeness) -> Bool {
    likeness.shared >= leastWeight && likeness.containment >= 0.4 && likeness.replacedFacts == 0
  }
}
