import Glibc
import Polling

/// Refresh tokens that a server has exchanged for those before: whoever loses the last one is locked
/// out. A file each in the state folder, for its owner alone.
struct TokenVault: Sendable {
  private let folder: String

  private static let maxBytes = 64 << 10

  /// - Parameter folder: made when the first token is kept.
  init(folder: String) { self.folder = folder }

  /// The last token that was kept; nil where the configured one is still the last.
  func token(of grant: TokenGrant) -> Authorization.Secret? {
    guard let path = path(of: grant), let bytes = FileBytes.read(path, limit: Self.maxBytes),
      !bytes.isEmpty
    else { return nil }
    return Authorization.Secret(String(decoding: bytes, as: UTF8.self))
  }

  /// Keeps a token in the place of the one before. A disk that is full must not end the daemon: then
  /// the token lives in memory alone.
  func keep(_ token: Authorization.Secret, of grant: TokenGrant) {
    guard let path = path(of: grant) else { return }
    mkdir(folder, 0o700)
    let draft = "\(path).new"
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let bytes = Array(token.text.utf8)
    let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    close(file)
    if isWritten { rename(draft, path) } else { unlink(draft) }
  }

  /// Named by what the operator has configured, so that a new configuration begins anew.
  private func path(of grant: TokenGrant) -> String? {
    guard case .refreshToken(let first) = grant.kind else { return nil }
    let words = [grant.url, grant.client?.id ?? "", first.text].joined(separator: "\n")
    return "\(folder)/\(String(BodyHash.of(Array(words.utf8)), radix: 16)).token"
  }
}
