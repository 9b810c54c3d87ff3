import Feeds
import Transport

/// How documents are read, as somebody said on the command line.
struct DocumentReading: Sendable {
  /// In place of the address where a document came from.
  var url: String?

  /// In place of what the server says.
  var contentType: String?

  var mapping: Mapping?

  /// The feed in the whole of a document.
  func read(_ bytes: [UInt8]) throws(FeedError) -> Feed {
    try FeedReader.read(bytes, from: url, contentType: contentType, mapping: mapping)
  }

  /// Reads a document as it arrives from an address.
  func stream(of head: HTTPResponse) -> FeedStream {
    FeedStream(
      from: url ?? head.url, contentType: contentType ?? head.header("Content-Type"),
      mapping: mapping)
  }
}
