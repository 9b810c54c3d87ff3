import Glibc

/// A file with a secret, and which part of the configuration names it first.
struct SecretPlace: Hashable, Sendable {
  var path: String
  var origin: ConfigurationOrigin

  /// Whether everybody on this machine can read it: the file itself is open to them, and so is the
  /// way there. A group is the operator's own choice.
  var isOpenToAll: Bool {
    guard let resolved = realpath(path, nil) else { return false }
    defer { free(resolved) }
    var place = String(cString: resolved)
    guard Self.mode(of: place) & S_IROTH != 0 else { return false }
    while let slash = place.lastIndex(of: "/"), slash > place.startIndex {
      place = String(place[..<slash])
      guard Self.mode(of: place) & S_IXOTH != 0 else { return false }
    }
    return true
  }

  private static func mode(of path: String) -> mode_t {
    var facts = stat()
    return stat(path, &facts) == 0 ? facts.st_mode : 0
  }
}
