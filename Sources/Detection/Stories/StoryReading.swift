/// What a text itself says of the story that it tells: its words and the pages that it names.
///
/// Takes no other text to know, so that it can be read anywhere; `StoryBook` compares.
package struct StoryReading: Sendable {
  let words: [Word]

  /// The page that it stands on, as `StoryPages.key` has it.
  let page: UInt64?

  /// Those that it links to.
  let links: [UInt64]

  let threadTitle: ThreadTitle?

  /// Who links to more pages collects what others wrote, and ties nothing together.
  private static let mostLinks = 3

  /// Of nothing.
  package init() {
    words = []
    page = nil
    links = []
    threadTitle = nil
  }

  /// - Parameter outlet: where it appeared: answers are told by the title of a thread at one outlet.
  package init(title: String, text: String, url: String?, outlet: String) {
    var reader = WordReader()
    reader.read(title: title, text: text)
    words = reader.words
    page = url.flatMap(StoryPages.key)
    links =
      reader.links.count <= Self.mostLinks ? reader.links.compactMap(StoryPages.key) : []
    threadTitle = ThreadTitle(reader.titleWords, outlet: outlet)
  }
}
