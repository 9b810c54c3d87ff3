package import FoundationEssentials

/// A stretch of time in which a source was not observed, after it has ended.
package struct Gap: Hashable, Sendable {
  /// Nil where it was all of them: the daemon did not run.
  package var source: Source.ID?

  /// `distantPast` for the time before the source was first read.
  package var began: Date
  package var ended: Date

  /// Why, in words.
  package var cause: String

  /// Whether what was published meanwhile was found afterwards. Where it was not, it is lost.
  package var isMadeGood: Bool

  package init(
    source: Source.ID?, began: Date, ended: Date, cause: String, isMadeGood: Bool
  ) {
    self.source = source
    self.began = began
    self.ended = ended
    self.cause = cause
    self.isMadeGood = isMadeGood
  }

  /// The time before a source was first read, which its first answer may tell of.
  package init(before moment: Date, of source: Source.ID) {
    self.init(
      source: source, began: .distantPast, ended: moment, cause: "not read yet", isMadeGood: true)
  }

  /// Whether the source was read for the first time when it ended.
  package var isBeforeAll: Bool { began == .distantPast }
}
