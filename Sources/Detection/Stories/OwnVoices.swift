/// Who speaks for a brand: hosts, each with all below it, and authors.
package struct OwnVoices: Hashable, Sendable {
  private var names: Set<String>

  /// - Parameter names: hosts such as `acme.example`, authors as they are written anywhere.
  package init(_ names: [String] = []) {
    self.names = Set(names.map { AuthorName.folded($0) })
  }

  /// Whether an author or an outlet speaks for the brand.
  package func speaks(author: String?, outlet: String) -> Bool {
    guard !names.isEmpty else { return false }
    if let author, names.contains(AuthorName.folded(author)) { return true }
    var host = outlet.lowercased()[...]
    if host.hasPrefix("www.") { host = host.dropFirst(4) }
    while true {
      if names.contains(String(host)) { return true }
      guard let dot = host.firstIndex(of: ".") else { return false }
      host = host[host.index(after: dot)...]
    }
  }
}
