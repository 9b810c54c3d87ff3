/// What a server means by a status where it means something of its own.
package struct StatusPolicy: Hashable, Sendable {
  /// Too many requests, as 429 and 503 are: the host is left alone. Reddit says 403 for it.
  package var throttled: Set<Int>

  /// Nothing about the document: it is asked again at the usual interval, and only a run of them
  /// makes that longer. YouTube says 404 and 500 of channels that are well.
  package var passing: Set<Int>

  package init(throttled: Set<Int> = [], passing: Set<Int> = []) {
    self.throttled = throttled
    self.passing = passing
  }
}
