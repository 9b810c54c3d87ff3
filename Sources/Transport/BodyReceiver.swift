/// Takes the body of a response piece by piece, as it arrives.
///
/// Called one piece after another, on curl's thread, which all other transfers wait for: what it does
/// with a piece must be quick. Reading a feed is, since no piece is longer than 16 KB; a lock that
/// somebody holds for long, or a file on a slow disk, is not.
///
/// - Parameters:
///   - head: The response as far as it is known: its body is empty.
///   - piece: Decoded bytes, at least one, which are gone after the call.
package typealias BodyReceiver =
  @Sendable (_ head: HTTPResponse, _ piece: UnsafeBufferPointer<UInt8>) -> BodyDemand

/// Whether a receiver wants to go on.
package enum BodyDemand: Hashable, Sendable {
  case more

  /// The rest is not read; the response is a good one all the same.
  case enough
}
