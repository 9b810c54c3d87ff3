/// A request as the server got it.
package struct LoopbackRequest: Sendable {
  /// From 0, in the order in which requests were complete.
  package var number = 0
  package var method: String

  /// The target as it stands in the request line: the path with its query, or an absolute address
  /// where the server is asked as a proxy.
  package var path: String
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  /// The value of the first field of that name, whatever the case of its letters.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  package var text: String { String(decoding: body, as: UTF8.self) }
}
