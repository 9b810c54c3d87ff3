import JSON

/// Reads a document of any format that is made for machines to follow what is new.
package enum FeedReader {
  /// The feed in the bytes: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1, and
  /// other JSON with a mapping.
  ///
  /// Nothing is loaded while reading. Time is proportional to the length, and memory above the bytes
  /// is bounded by `FeedLimits`. What can be repaired is, and stands among the problems.
  ///
  /// - Parameters:
  ///   - url: Where the bytes came from; relative addresses are resolved against it.
  ///   - contentType: The header of HTTP, whole.
  ///   - mapping: Where the fields are, for JSON that is no JSON Feed.
  /// - Throws: Only where the document is no feed at all.
  package static func read(
    _ bytes: [UInt8], from url: String? = nil, contentType: String? = nil,
    mapping: Mapping? = nil
  ) throws(FeedError) -> Feed {
    var stream = FeedStream(from: url, contentType: contentType, mapping: mapping)
    stream.append(bytes)
    return try stream.finish()
  }
}
