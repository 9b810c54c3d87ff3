/// When two texts are one, and when they tell one story.
enum CopyRule {
  /// Words that are not common, of which two texts must share so many.
  static let leastTellingWords = 2

  /// What they must share, in nats: about three words that no other text has, in order.
  static let leastInformation: Float = 22

  /// And where both say nothing else, as whole sentences are seldom found twice.
  static let leastInformationOfEquals: Float = 16

  /// A text whose rare words hold less than this of the smaller one is not compared word by word.
  static let promise: Float = 0.1

  /// Of the smaller text the other must hold so much.
  static let containment: Float = 0.65

  /// So much of what they share may have been put in other words.
  static let replacement: Float = 0.25

  /// In texts of so many words one number or name may have been corrected.
  static let wordsForCorrection = 80

  /// Of the shared words so many must follow one another in both texts.
  static let order = 0.4

  static func isCopy(_ likeness: Likeness) -> Bool {
    likeness.tellingWords >= leastTellingWords
      && likeness.information
        >= (likeness.equality > 0.9 ? leastInformationOfEquals : leastInformation)
      && likeness.containment >= containment
      && likeness.replaced <= replacement * likeness.shared
      && likeness.replacedFacts <= likeness.sharedWords / wordsForCorrection
      && Double(likeness.neighbours) >= order * Double(likeness.sharedWords - 1)
  }

  static func isSameStory(_ likeness: Likeness) -> Bool {
    likeness.shared >= leastInformation && likeness.containment >= 0.4
      && likeness.replacedFacts == 0
  }
}
