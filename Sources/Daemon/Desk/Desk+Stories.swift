import Detection
import FoundationEssentials
import Model
import Storage

/// How far the texts of before the start have been read back.
///
/// A full window is a million texts, which take seconds. They are read in pieces after the start,
/// before the first poll; whatever is taken in before waits for the rest.
struct StoryRestoration: Sendable {
  /// Mentions of one piece: a few hundredths of a second, in which the Desk does nothing else.
  static let piece = 2000

  /// Up to where the mentions are read back.
  var last: Mention.ID
  var since: Date
  var start: Date

  /// Nil where there is nothing to read back.
  init?(_ database: Database, since moment: Date, at start: Date) throws {
    guard let first = try database.firstMention(seenSince: moment) else { return nil }
    last = first - 1
    since = moment
    self.start = start
  }
}

extension Desk {
  /// Reads all that is left back.
  func restoreStories() throws {
    while try restoreSomeStories() {}
  }

  /// Reads one piece back; whether there may be more.
  func restoreSomeStories() throws -> Bool {
    guard var restoration else { return false }
    let mentions = try database.mentions(
      after: restoration.last, seenSince: restoration.since, limit: StoryRestoration.piece)
    for mention in mentions {
      storyPace.note(mention)
      stories.restore(
        StoryEntry(mention),
        Placement(copyOf: mention.copyOf, repeats: mention.repeats, story: mention.story))
    }
    restoration.last = mentions.last?.id ?? restoration.last
    let isComplete = mentions.count < StoryRestoration.piece
    if isComplete { storyPace.forget(before: restoration.start) }
    self.restoration = isComplete ? nil : restoration
    return !isComplete
  }
}
