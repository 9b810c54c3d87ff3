/// What somebody may have meant.
enum Spelling {
  /// The candidate that is fewest edits away, where that is near enough to be a slip.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let scored = candidates.map { (word: $0, distance: distance(word, $0)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, word.count / 3) ? best.word : nil
  }

  /// The optimal string alignment: letters put in, left out, mistaken, or two that changed places.
  /// Letter case is ignored.
  private static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.lowercased())
    let right = Array(right.lowercased())
    var above: [Int] = []
    var row = Array(0...right.count)
    for i in left.indices {
      var next = [i + 1]
      for j in right.indices {
        var distance = min(row[j] + (left[i] == right[j] ? 0 : 1), next[j] + 1, row[j + 1] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          distance = min(distance, above[j - 1] + 1)
        }
        next.append(distance)
      }
      above = row
      row = next
    }
    return row[right.count]
  }
}
