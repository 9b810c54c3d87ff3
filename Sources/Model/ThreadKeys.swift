/// Where something stands in a conversation, as hashes: by what it is answered, and what it answers.
package struct ThreadKeys: Hashable, Sendable {
  /// The names by which answers may refer to it, its address aside.
  package var names: [UInt64]

  /// The names and addresses of what it answers or quotes.
  package var answers: [UInt64]

  package init(names: [UInt64] = [], answers: [UInt64] = []) {
    self.names = names
    self.answers = answers
  }
}
