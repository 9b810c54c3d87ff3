/// An address of Reddit that names forums between `/r/` and the next slash, joined by `+`.
struct ForumList {
  private static let mark = "\u{1}"

  var forums: [String]

  /// The address with a mark in the place of the forums.
  var frame: String

  init(frame: String, forums: [String]) {
    self.frame = frame
    self.forums = forums.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  init?(_ url: String) {
    guard let host = url.firstRange(of: "reddit.com/r/") else { return nil }
    let rest = url[host.upperBound...]
    guard let slash = rest.firstIndex(of: "/"), slash > rest.startIndex else { return nil }
    self.init(
      frame: url[..<host.upperBound] + Self.mark + rest[slash...],
      forums: rest[..<slash].split(separator: "+").map(String.init))
  }

  var url: String {
    frame.split(separator: Self.mark, omittingEmptySubsequences: false)
      .joined(separator: forums.joined(separator: "+"))
  }
}
