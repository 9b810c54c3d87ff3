/// Addresses that are canonical but for their scheme, a leading `www.`, and a slash and a mark within the
/// page at the end, as most in feeds are: one pass over the bytes in the place of taking them apart.
enum PlainURL {
  /// The canonical form, as `CanonicalURL` would give it; nil where it takes a closer look.
  static func canonical(_ url: String) -> String? {
    var url = url
    return url.withUTF8 { bytes -> Range<Int>? in plainRange(of: bytes) }.map { range in
      // Nearly all are spelled so already.
      if range == 8..<url.utf8.count { return url }
      return url.withUTF8 { "https://" + String(decoding: $0[range], as: UTF8.self) }
    }
  }

  /// Host and path, without what the canonical form leaves out; nil where anything stands there that
  /// could be spelled in another way.
  private static func plainRange(of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard bytes.count <= CanonicalURL.longestAddress, var start = endOfScheme(bytes) else {
      return nil
    }
    var end = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
    // Some sites keep their pages behind the number sign.
    if begins(bytes, at: end, with: "#!") || begins(bytes, at: end, with: "#/") { return nil }
    // What ends in a number may be an answer within the page.
    if end < bytes.count, ASCII.isDigit(bytes[bytes.count - 1]) { return nil }
    var path = start
    while path < end, bytes[path] != UInt8(ascii: "/") {
      guard isHostByte(bytes[path]) else { return nil }
      path += 1
    }
    if begins(bytes, at: start, with: "www.") { start += 4 }
    let host = UnsafeBufferPointer(rebasing: bytes[start..<max(start, path)])
    guard isPlain(host: host) else { return nil }
    if path < end, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    return isPlain(path: UnsafeBufferPointer(rebasing: bytes[path..<end])) ? start..<end : nil
  }

  private static func endOfScheme(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if begins(bytes, at: 0, with: "https://") { return 8 }
    return begins(bytes, at: 0, with: "http://") ? 7 : nil
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    ASCII.isSmall(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-")
  }

  /// Whether a host has a name of its own, and none of those that have several or lead elsewhere.
  private static func isPlain(host: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let dot = host.firstIndex(of: UInt8(ascii: ".")), dot > 2,
      host.last != UInt8(ascii: ".")
    else { return false }
    return !specialLabels.contains { dot == $0.utf8CodeUnitCount && begins(host, at: 0, with: $0) }
      && !begins(host, at: 0, with: "www")
      && !specialEnds.contains {
        begins(host, at: host.count - $0.utf8CodeUnitCount, with: $0)
      }
  }

  /// First labels that `CanonicalURL` drops, or that are a family of hosts; shorter ones are none of
  /// ours.
  private static let specialLabels: [StaticString] = [
    "old", "new", "amp", "touch", "mobile", "google",
  ]

  private static let specialEnds: [StaticString] = ["wikipedia.org", "ampproject.org"]

  /// Whether it has one spelling, each slash and point stands between others, and no ending could be
  /// left out.
  static func isPlain(path: UnsafeBufferPointer<UInt8>) -> Bool {
    var before = UInt8(ascii: ".")
    var segment = 0
    for (place, byte) in path.enumerated() {
      switch byte {
      case UInt8(ascii: "/"):
        if before == byte { return false }
        segment = place
      case UInt8(ascii: "."): if before == UInt8(ascii: "/") { return false }
      case UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: ";"), UInt8(ascii: "?"),
        UInt8(ascii: "\\"):
        return false
      case 0x21...0x7E: break
      default: return false
      }
      before = byte
    }
    return before != UInt8(ascii: "/")
      && !begins(path, at: segment, with: "/index.")
      && !begins(path, at: segment, with: "/default.")
      && !begins(path, at: 0, with: "/amp/") && !begins(path, at: path.count - 4, with: "/amp")
      && !hasAMPEnding(path)
  }

  private static func hasAMPEnding(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    begins(path, at: path.count - 4, with: ".amp")
      || begins(path, at: path.count - 9, with: ".amp.html")
  }

  private static func begins(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, with mark: StaticString
  ) -> Bool {
    let length = mark.utf8CodeUnitCount
    guard place >= 0, place + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[place + offset] != mark.utf8Start[offset] { return false }
    return true
  }
}
