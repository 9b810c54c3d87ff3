/// One of the parts of a text between separators: `[/-1]` is what stands behind the last slash.
///
/// Some interfaces give a name only within a longer one, as that of a post of Bluesky in
/// `at://did:plc:abc/app.bsky.feed.post/3kxyz`.
struct TextPart: Hashable, Sendable {
  let separator: Character

  /// From 0; below 0 from the end.
  let place: Int

  /// Reads what stands in brackets: a sign and a number; nil for all else.
  init?(_ text: Substring) {
    guard let separator = text.first, !separator.isLetter, !separator.isNumber,
      separator != "=", let place = Int(text.dropFirst())
    else { return nil }
    self.separator = separator
    self.place = place
  }

  /// The part; nil where there is none, or nothing in it.
  func text(in text: String) -> String? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let index = place < 0 ? parts.count + place : place
    guard parts.indices.contains(index), !parts[index].isEmpty else { return nil }
    return String(parts[index])
  }
}
