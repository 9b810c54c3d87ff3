/// What a server answered, whatever its status.
package struct HTTPResponse: Sendable {
  /// 100…999; a redirect that was followed is not told of here.
  package var status: Int

  /// The fields of the last hop, in order. `Content-Encoding` and `Content-Length` still tell of
  /// the bytes that were sent.
  package var headers: [HTTPHeader]

  /// With every encoding undone that a header tells of.
  package var body: [UInt8]

  /// The address that answered, without credentials and fragment.
  package var url: String

  /// Where the resource has moved for good: the last target, if all redirects were 301 or 308.
  /// Nil without redirects.
  package var permanentlyAt: String?

  /// From when the request's turn came until its last byte, redirects included.
  package var duration: Duration

  package init(
    status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], url: String,
    permanentlyAt: String? = nil, duration: Duration = .zero
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.url = url
    self.permanentlyAt = permanentlyAt
    self.duration = duration
  }

  var isSuccess: Bool { (200..<300).contains(status) }

  /// The value of the first field of that name, whatever the case of its letters.
  package func header(_ name: String) -> String? { headers.first(named: name) }
}
