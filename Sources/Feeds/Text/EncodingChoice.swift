/// Finds out which encoding a document really is in, whatever it says.
struct EncodingChoice {
  private(set) var encoding: TextEncoding

  /// Bytes of the byte order mark.
  private(set) var markLength = 0

  /// Whether the encoding stands on a label alone: the bytes are ASCII, as far as they are there.
  private(set) var isAssumed = false

  /// In this order: the byte order mark, what `<?xml` looks like in UTF-16, UTF-32 and EBCDIC, the charset of HTTP
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
    if bytes.starts(with: [0, 0, 0, 0x3C]) || bytes.starts(with: [0x3C, 0, 0, 0]) {
      encoding = .multiByte(bytes[0] == 0 ? "UTF-32BE" : "UTF-32LE")
      return
    }
    // `<?xm` of mainframes (XML 1.0, appendix F.1); which of their encodings hardly matters.
    if bytes.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) {
      encoding = .multiByte("IBM037")
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
        isAssumed = ByteScan.firstBeyondASCII(in: bytes, from: 0) == bytes.count
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
    let front = bytes.part(0..<min(bytes.count, 1024))
    guard let start = front.firstPlace(of: "<?xml", from: 0),
      let end = front.firstPlace(of: "?>", from: start),
      let name = front.firstPlace(of: "encoding", from: start), name < end,
      let open = front[name..<end].firstIndex(where: { $0 == 0x22 || $0 == 0x27 })
    else { return nil }
    let value = front[(open + 1)..<end].prefix { $0 != front[open] }
    return String(decoding: value, as: UTF8.self).trimmed
  }
}
