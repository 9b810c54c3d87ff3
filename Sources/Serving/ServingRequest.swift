/// What a client asked.
package struct ServingRequest: Sendable {
  /// `GET`, `POST` …, as sent. HEAD may be answered as GET is: the body is left out on the way.
  package var method: String

  /// Decoded, without the query: `/healthz`.
  package var path: String

  /// Decoded, in order; a name without `=` has an empty value.
  package var query: [(name: String, value: String)]

  /// In the order received.
  package var headers: [(name: String, value: String)]

  package var body: [UInt8]

  package init(
    method: String = "GET", path: String, query: [(name: String, value: String)] = [],
    headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// The first value of a field, whatever the case of its name.
  package func header(_ name: String) -> String? {
    let name = name.lowercased()
    return headers.first { $0.name.lowercased() == name }?.value
  }
}

/// What the client gets.
package struct ServingResponse: Sendable {
  /// 200…599.
  package var status: Int
  package var contentType: String

  /// Fields beyond Content-Type, Content-Length and Date, which come by themselves. One with a line
  /// break in it is left out.
  package var headers: [(name: String, value: String)]

  package var body: [UInt8]

  package init(
    status: Int = 200, contentType: String = "text/plain; charset=utf-8",
    headers: [(name: String, value: String)] = [], body: [UInt8]
  ) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = body
  }

  package init(status: Int = 200, text: String) {
    self.init(status: status, body: Array(text.utf8))
  }
}
