/// Whose voices a stream, an alert or a verdict counts.
package enum Subject: Hashable, Sendable {
  /// Those that complain.
  case complaints
  /// Those that complain of one topic before others.
  case topic(String)
  /// All.
  case all
}
