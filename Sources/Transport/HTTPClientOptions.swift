/// How a client goes about all its requests.
package struct HTTPClientOptions: Hashable, Sendable {
  /// `name/version (+contact)`, so that a publisher knows whom to write to.
  package var userAgent: String

  /// Requests that are under way at once, at least 1; the others wait their turn. One thread serves up to 2,000
  /// well, but half of the usual 1,024 descriptors of a process should be left to others.
  package var maxTransfers: Int

  /// Certificates to trust in place of the system's: the path of a PEM file.
  package var certificateFile: String?

  /// Used for every request but those to its exceptions. The environment's proxy settings do not count.
  package var proxy: HTTPProxy?

  package init(
    userAgent: String, maxTransfers: Int = 512, certificateFile: String? = nil,
    proxy: HTTPProxy? = nil
  ) {
    self.userAgent = userAgent
    self.maxTransfers = max(1, maxTransfers)
    self.certificateFile = certificateFile
    self.proxy = proxy
  }
}

/// Why a client could not be made.
package enum HTTPClientError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadableCertificateFile(path: String)

  /// No memory, no descriptors or no thread left.
  case systemRefused(what: String)

  package var description: String {
    switch self {
    case .unreadableCertificateFile(let path): "certificates cannot be read from \(path)"
    case .systemRefused(let what): "the system refused \(what)"
    }
  }
}
