package import Model

/// Tells an edit of an item from the same again: equal where a reader would see no change.
///
/// Dates, counts and categories are left out, since publishers re-stamp them with every poll; so are
/// case, spaces and punctuation.
package func contentHash(of item: Item) -> UInt64 {
  contentHash(title: .of(item.title), text: .of(item.text))
}

func contentHash(title: TextFingerprint, text: TextFingerprint) -> UInt64 {
  var hash = StableHash()
  hash.combine(number: title.hash)
  hash.combine(number: text.hash)
  return hash.value
}
