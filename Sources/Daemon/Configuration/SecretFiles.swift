/// Files that hold one secret each: a token, a signing key. They are never in the configuration.
struct SecretFiles: Sendable {
  /// Gives the secret in the file of a name.
  let read: @Sendable (_ name: String) throws(Failure) -> Secret

  struct Secret: Hashable {
    /// Without white space around it.
    var text: String

    /// Where it lies; nil where it is in no file.
    var path: String?
  }

  struct Failure: Error {
    var message: String
  }

  /// A secret is a line, not a book.
  private static let maxBytes = 64 * 1024

  /// - Parameters:
  ///   - credentials: the folder that systemd hands over, where relative names are looked for first.
  ///     It is flat: what `LoadCredential=secrets:FOLDER` finds as `secrets/key` is `secrets_key` there.
  ///   - folder: the configuration's own folder, where they are looked for next.
  init(credentials: String?, folder: String) {
    read = { name throws(Failure) in
      let handed = credentials.map { "\($0)/\(name.replacing("/", with: "_"))" }
      let paths = name.hasPrefix("/") ? [name] : [handed, "\(folder)/\(name)"].compactMap(\.self)
      for path in paths {
        guard let bytes = FileBytes.read(path, limit: Self.maxBytes) else { continue }
        let secret = Self.trimmed(String(decoding: bytes, as: UTF8.self))
        guard !secret.isEmpty else { throw Failure(message: "\(path) is empty") }
        return Secret(text: secret, path: path)
      }
      throw Failure(
        message:
          "cannot read \(paths.joined(separator: " or ")): \(FileBytes.lastError)")
    }
  }

  /// Secrets that are in no file: those of the demonstration, which lives for seconds.
  init(values: [String: String]) {
    read = { name throws(Failure) in
      guard let value = values[name] else { throw Failure(message: "no secret \(name)") }
      return Secret(text: value, path: nil)
    }
  }

  private static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }
}
