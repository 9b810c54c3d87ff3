import CMicrohttpd

/// One request on its way in, and its answer on the way out.
///
/// Lives from the first call of the library about a request to its completion. Only the library's
/// thread touches it, but for `answer`, which whoever resumes the connection sets just before: the
/// library takes a lock in resuming, and so does its thread before it goes on with the connection.
final class Exchange: @unchecked Sendable {
  let method: String
  let path: String
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false
  private var received = 0
  var answer: ServingResponse?

  init(method: String, path: String) {
    self.method = method
    self.path = path
  }

  /// Adds a piece of the body; false where the client sends so much that it has to be cut off.
  ///
  /// The library answers only after the whole body. What is too large is read on for a while and
  /// forgotten, so that the client gets to see its 413.
  func receive(_ piece: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
    received += piece.count
    if received > limit {
      isTooLarge = true
      body = []
    } else {
      body.append(contentsOf: piece)
    }
    return received <= 4 * limit
  }

  func request(on connection: OpaquePointer) -> ServingRequest {
    ServingRequest(
      method: method, path: path, query: Self.values(.GET_ARGUMENT_KIND, of: connection),
      headers: Self.values(.HEADER_KIND, of: connection), body: body)
  }

  private static func values(
    _ kind: MHD_ValueKind, of connection: OpaquePointer
  ) -> [(name: String, value: String)] {
    var values: [(name: String, value: String)] = []
    withUnsafeMutablePointer(to: &values) { values in
      _ = MHD_get_connection_values_n(
        connection, kind,
        { context, _, name, nameCount, value, valueCount in
          let values = context!.assumingMemoryBound(to: [(name: String, value: String)].self)
          values.pointee.append((text(name, nameCount), text(value, valueCount)))
          return .YES
        }, values)
    }
    return values
  }
}

/// Bytes from the client; what is no UTF-8 becomes U+FFFD.
private func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
  let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
  return String(decoding: bytes, as: UTF8.self)
}
