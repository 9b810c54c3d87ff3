import Feeds
import Glibc
import Transport

/// A document that somebody named on a command line, and what came with it.
struct NamedDocument: Sendable {
  /// The name of the file without its folders, or the address without credentials.
  var name: String

  /// Its first bytes.
  var front: [UInt8]

  /// Where it came from in the end; nil for a file.
  var url: String?

  /// Where it has moved for good, by the server.
  var movedTo: String?

  /// The header of HTTP, whole.
  var contentType: String?
}

/// Gets documents from files, from standard input and from servers.
struct DocumentSource: Sendable {
  /// Why a document could not be had.
  struct Failure: Error, Equatable {
    var name: String
    var reason: String
  }

  /// Bytes of a document at an address: what the daemon takes unless told otherwise.
  static let usualLimit = PollingSettings().limits.maxBodyBytes

  /// Bytes of what an address gives in which its feeds are looked for, where it is a web page.
  private static let frontLength = 256 * 1024

  private let reading: DocumentReading
  private let maxBytes: Int?
  private let client: HTTPClient?

  /// - Parameters:
  ///   - operands: what will be asked for, so that no thread is started for files alone.
  ///   - maxBytes: the longest document; nil is `usualLimit` for addresses and none for files.
  init(for operands: [String], _ reading: DocumentReading, maxBytes: Int? = nil) throws {
    self.reading = reading
    self.maxBytes = maxBytes
    client =
      operands.contains(where: Self.isAddress)
      ? try HTTPClient(
        HTTPClientOptions(userAgent: PollingSettings().userAgent, maxTransfers: 1)) : nil
  }

  func close() { client?.close() }

  /// The document, and what it held.
  func document(_ operand: String) async throws -> (NamedDocument, Result<Feed, FeedError>) {
    if let client, Self.isAddress(operand) { return try await fetch(operand, with: client) }
    guard operand.firstRange(of: "://") == nil else {
      throw Failure(name: operand, reason: "expected an http or https address, or a file")
    }
    let name = operand.split(separator: "/").last.map(String.init) ?? operand
    guard let bytes = FileBytes.read(operand, limit: maxBytes ?? .max) else {
      let reason = errno == EFBIG ? Self.tooLong(maxBytes ?? 0) : FileBytes.lastError
      throw Failure(name: operand, reason: reason + Self.hint(for: operand))
    }
    let feed = Result { () throws(FeedError) in try reading.read(bytes) }
    return (NamedDocument(name: name, front: bytes), feed)
  }

  static func isAddress(_ operand: String) -> Bool {
    let start = operand.prefix(8).lowercased()
    return start.hasPrefix("http://") || start == "https://"
  }

  /// For `example.org/feed`, as browsers let one type it.
  private static func hint(for operand: String) -> String {
    guard errno == ENOENT, let slash = operand.firstIndex(of: "/"),
      operand[..<slash].dropFirst().contains(".")
    else { return "" }
    return "; an address begins with https://"
  }

  private static func tooLong(_ limit: Int) -> String {
    "longer than \(limit) bytes; --max-bytes allows more"
  }

  // MARK: Addresses

  private func fetch(
    _ operand: String, with client: HTTPClient
  ) async throws -> (NamedDocument, Result<Feed, FeedError>) {
    // What is shown has no credentials.
    let name = (try? WebAddress(operand))?.text ?? operand
    var request = HTTPRequest(url: operand)
    request.limits.addresses = .any
    request.limits.maxBodyBytes = maxBytes ?? Self.usualLimit
    request.limits.total = .seconds(30)
    let arriving = ArrivingFeed(frontLength: Self.frontLength, readingBy: reading.stream)
    let response: HTTPResponse
    do {
      response = try await client.send(request, passingBodyTo: arriving.take)
    } catch {
      if let part = arriving.part(endedBy: error, reason: Self.reason(error)) {
        let document = NamedDocument(
          name: name, front: arriving.front, url: part.head.url,
          contentType: part.head.header("Content-Type"))
        return (document, .success(part.feed))
      }
      throw Failure(name: name, reason: Self.reason(error))
    }
    guard (200..<300).contains(response.status) else {
      throw Failure(name: name, reason: Self.reason(response))
    }
    let document = NamedDocument(
      name: name, front: arriving.front, url: response.url, movedTo: response.permanentlyAt,
      contentType: response.header("Content-Type"))
    return (document, Result { () throws(FeedError) in try arriving.finish() })
  }

  private static func reason(_ error: FetchError) -> String {
    switch error {
    case .tooLarge(let limit): tooLong(limit)
    case .unreachable: "\(error); check the address and the network"
    case .timedOut: "\(error); try again later"
    case .tooManyRedirects, .unusableURL: "\(error); check the address in a browser"
    case .headersTooLarge, .forbiddenAddress, .unauthorized, .cancelled: error.description
    }
  }

  private static func reason(_ response: HTTPResponse) -> String {
    let advice =
      switch response.status {
      case 301...303, 307, 308: "it redirects, and does not say where to"
      case 401, 407: "it wants a login"
      case 403: "it refuses; it may want a login, or dislike programs"
      case 404: "there is nothing; look for the feed's address on the site"
      case 410: "it is gone for good"
      case 429:
        "it was asked too often; try again "
          + (response.header("Retry-After").map { "after \($0)" } ?? "later")
      case 500...: "the server is in trouble; try again later"
      default: "it refuses"
      }
    return "HTTP status \(response.status): \(advice)"
  }
}
