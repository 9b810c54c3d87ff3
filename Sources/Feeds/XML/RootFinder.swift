/// Looks at the front of a document: whether it is a feed, and where it begins.
struct RootFinder {
  /// Where reading should begin: the root, or the document type declaration before it.
  private(set) var start: Int?

  /// Whether something stands before the XML that does not belong there.
  private(set) var hasTextBefore = false

  /// The name of the first element, for an error message.
  private(set) var firstName: String?

  /// - Parameter front: UTF-8; a root that comes later is not found.
  init(_ front: UnsafeBufferPointer<UInt8>) {
    var at = 0
    var doctype: Int?
    while let next = front[at...].firstIndex(of: UInt8(ascii: "<")) {
      if front[at..<next].contains(where: { !$0.isASCIISpace }) { hasTextBefore = true }
      if front.has("<?xml ", at: next), next > 0 { hasTextBefore = true }
      at = next + 1
      if front.has("<!--", at: next) {
        at = front.firstPlace(of: "-->", from: next).map { $0 + 3 } ?? front.count
      } else if front.has("<?", at: next) {
        at = front.firstPlace(of: "?>", from: next).map { $0 + 2 } ?? front.count
      } else if front.has("<!DOCTYPE", at: next) {
        doctype = next
        at = Self.doctypeEnd(front.part(next..<front.count)).map { next + $0 } ?? at
      } else {
        let name = Self.localName(front.part(next..<front.count))
        guard !name.isEmpty else { continue }
        let isFirst = firstName == nil
        if isFirst { firstName = name }
        if ["rss", "feed", "rdf"].contains(name.lowercased())
          || isFirst && ["channel", "entry"].contains(name.lowercased())
        {
          if !isFirst { hasTextBefore = true }
          start = isFirst ? doctype ?? next : next
          return
        }
        if isFirst { hasTextBefore = true }
      }
    }
  }

  private static func localName(_ tag: UnsafeBufferPointer<UInt8>) -> String {
    let name = tag.dropFirst().prefix {
      $0.isASCIIAlphanumeric || $0 == 0x3A || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
    }
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    return String(decoding: local, as: UTF8.self)
  }

  /// Behind the `>` of the declaration, beyond its internal subset.
  private static func doctypeEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var isWithin = false
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["): isWithin = true
      case UInt8(ascii: "]"): isWithin = false
      case UInt8(ascii: ">") where !isWithin: return place + 1
      default: break
      }
    }
    return nil
  }
}
