/// German as it is typed where there are no umlauts: `unverschaemt`, `fuer`.
enum Umlauts {
  /// - Returns: nil for a text without umlauts.
  static func spelledOut(_ text: String) -> String? {
    var letters = ""
    var hasUmlaut = false
    for letter in text {
      guard let pair = pairs[letter] else {
        letters.append(letter)
        continue
      }
      letters += pair
      hasUmlaut = true
    }
    return hasUmlaut ? letters : nil
  }

  private static let pairs: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
  ]
}
