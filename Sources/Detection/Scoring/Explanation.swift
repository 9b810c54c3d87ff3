package import Model

/// Every part of a score: base, terms and cues add up to its logit.
package struct Explanation: Sendable {
  /// A word or phrase of the lexicon in the text.
  package struct Term: Hashable, Sendable {
    /// As the text has it.
    package var text: String
    /// What it added, in logits; below 0 it speaks against a complaint.
    package var weight: Double
    /// Bytes of the text's UTF-8.
    package var place: Range<Int>
  }

  /// Something about how it is written.
  package struct Cue: Hashable, Sendable {
    package var name: String
    /// What it added, in logits.
    package var weight: Double
  }

  package var complaint: Complaint
  /// The language that was assumed, an ISO 639 code; nil where the lexicon has none that fits.
  package var language: String?
  /// The logit of a text that says nothing either way.
  package var base: Double
  /// In the order of the text.
  package var terms: [Term]
  package var cues: [Cue]
}
