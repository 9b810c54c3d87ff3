/// Finds out which encoding a document really is in, whatever it says.
struct EncodingChoice {
  private(set) var encoding: TextEncoding

  /// Bytes of the byte order mark.
  private(set) var markLength = 0

  /// In this order: the byte order mark, zero bytes that only UTF-16 has, the charset of HTTP
  /// (RFC 7303, section 3.2), the XML declaration, UTF-8. Text that is valid UTF-8 is UTF-8 also where
  /// a label says other: by chance it never is.
  init(
    of bytes: UnsafeBufferPointer<UInt8>, contentType: String?, problems: inout ProblemList
  ) {
    encoding = .utf8
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      markLength = 3
      return
    }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      encoding = .multiByte("UTF-32")
      return
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      encoding = .utf16(isBigEndian: bytes[0] == 0xFE)
      markLength = 2
      return
    }
    if bytes.count >= 2, bytes[0] == 0 || bytes[1] == 0, bytes[0] != bytes[1] {
      encoding = .utf16(isBigEndian: bytes[0] == 0)
      return
    }
    let labels = [Self.charset(of: contentType), Self.declared(in: bytes)].compactMap(\.self)
    let named = labels.lazy.compactMap(TextEncoding.named).first
    if let label = labels.first, named == nil { problems.note(.unknownEncoding, label) }
    switch named {
    case nil, .utf8: return
    case .utf16:
      // The zero bytes of UTF-16 would have shown; a writer of strings in memory declares it so.
      problems.note(.wrongEncoding, "declared as UTF-16")
    case .multiByte(let name) where name.hasPrefix("UTF-32"):
      problems.note(.wrongEncoding, "declared as UTF-32")
    case .some(let named):
      if UTF8Check.isMultiByte(bytes) {
        problems.note(.wrongEncoding, "UTF-8, declared as \(labels[0])")
      } else {
        encoding = named
      }
    }
  }

  /// The `charset` of a `Content-Type`.
  static func charset(of contentType: String?) -> String? {
    guard let contentType else { return nil }
    for parameter in contentType.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmed?.lowercased() == "charset" else { continue }
      return parts[1].filter { $0 != "\"" && $0 != "'" }.trimmed
    }
    return nil
  }

  /// The `encoding` of the XML declaration.
  private static func declared(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let front = String(decoding: bytes.prefix(1024), as: UTF8.self)
    let utf8 = front.utf8
    guard let start = utf8.firstRange(of: "<?xml".utf8),
      let end = utf8[start.upperBound...].firstRange(of: "?>".utf8),
      let name = utf8[start.upperBound..<end.lowerBound].firstRange(of: "encoding".utf8)
    else { return nil }
    let rest = utf8[name.upperBound..<end.lowerBound]
    guard let open = rest.firstIndex(where: { $0 == 0x22 || $0 == 0x27 }) else { return nil }
    let value = rest[rest.index(after: open)...].prefix { $0 != rest[open] }
    return String(decoding: value, as: UTF8.self).trimmed
  }
}

/// UTF-8 by RFC 3629.
enum UTF8Check {
  /// The length of the sequence at a place that starts with a byte from 0x80; 0 where it is invalid,
  /// nil where the bytes end within it.
  @inline(__always)
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
    let lead = bytes[at]
    let count: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: count = 2
    case 0xE0: (count, low) = (3, 0xA0)
    case 0xED: (count, high) = (3, 0x9F)
    case 0xE1...0xEF: count = 3
    case 0xF0: (count, low) = (4, 0x90)
    case 0xF1...0xF3: count = 4
    case 0xF4: (count, high) = (4, 0x8F)
    default: return 0
    }
    for offset in 1..<count {
      guard at + offset < end else { return nil }
      let byte = bytes[at + offset]
      guard byte >= low, byte <= high else { return 0 }
      (low, high) = (0x80, 0xBF)
    }
    return count
  }

  /// Whether the bytes are valid UTF-8 and have more than ASCII.
  static func isMultiByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    var found = false
    while at < bytes.count {
      if bytes[at] < 0x80 {
        at += 1
        continue
      }
      guard let length = length(bytes, at, bytes.count) else { return found }
      if length == 0 { return false }
      found = true
      at += length
    }
    return found
  }
}
