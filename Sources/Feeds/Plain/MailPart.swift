import Model

/// A mail, or a part of one: a header and a body (RFC 2045).
struct MailPart {
  private var fields: [(name: String, value: String)] = []
  private var body: ArraySlice<UInt8> = []

  /// Mails in mails, and lists in lists, end here.
  private static let mostDepth = 8
  private static let mostParts = 200

  init(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A }
      rest = rest[line.endIndex...].dropFirst()
      let text = line.last == 0x0D ? line.dropLast() : line
      if text.isEmpty { break }
      add(text)
    }
    body = rest
  }

  private mutating func add(_ line: ArraySlice<UInt8>) {
    let text = PlainDocument.text(of: Array(line))
    if line.first == 0x20 || line.first == 0x09 {
      guard let last = fields.indices.last else { return }
      fields[last].value += " " + (text.trimmed ?? "")
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...].trimmed ?? ""
      fields.append((text[..<colon].lowercased(), value))
    }
  }

  /// The first field of a name, its words decoded; nil where there is none or nothing in it.
  subscript(_ name: String) -> String? {
    raw(name).map(EncodedWords.decoded).flatMap(\.trimmed)
  }

  private func raw(_ name: String) -> String? {
    let name = name.lowercased()
    return fields.first { $0.name == name }?.value
  }

  /// `text/plain`, in lower case. Section 5.2: what says nothing is that.
  var type: String {
    raw("Content-Type")?.prefix { $0 != ";" }.trimmed?.lowercased() ?? "text/plain"
  }

  /// The parts that are no lists of others and no attachments, in order.
  var leaves: [MailPart] {
    var leaves: [MailPart] = []
    collect(into: &leaves, depth: 0)
    return leaves
  }

  private func collect(into leaves: inout [MailPart], depth: Int) {
    guard depth < Self.mostDepth, leaves.count < Self.mostParts else { return }
    if type.hasPrefix("multipart/"), let boundary = parameter("boundary") {
      for part in parts(between: Array("--\(boundary)".utf8)) {
        part.collect(into: &leaves, depth: depth + 1)
      }
    } else if raw("Content-Disposition")?.lowercased().hasPrefix("attachment") != true {
      leaves.append(self)
    }
  }

  /// A parameter of the content type, in quotes or not.
  private func parameter(_ name: String) -> String? {
    guard let field = raw("Content-Type") else { return nil }
    for parameter in field.split(separator: ";").dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].trimmed?.lowercased() == name else { continue }
      return pair[1].filter { $0 != "\"" }.trimmed
    }
    return nil
  }

  /// What stands between the lines that begin with a boundary: RFC 2046 section 5.1.1.
  private func parts(between boundary: [UInt8]) -> [MailPart] {
    var parts: [MailPart] = []
    var start: Int?
    var at = body.startIndex
    while at < body.endIndex, parts.count < Self.mostParts {
      let end = body[at...].firstIndex(of: 0x0A) ?? body.endIndex
      let line = body[at..<end]
      if line.starts(with: boundary) {
        let rest = line.dropFirst(boundary.count)
        let isLast = rest.starts(with: "--".utf8)
        if rest.dropFirst(isLast ? 2 : 0).allSatisfy(\.isASCIISpace) {
          if let start { parts.append(MailPart(body[start..<at])) }
          start = min(end + 1, body.endIndex)
          if isLast { return parts }
        }
      }
      at = end + 1
    }
    // The end is missing of a mail that was cut.
    if let start { parts.append(MailPart(body[start...])) }
    return parts
  }

  /// The body, its encodings undone.
  var text: String {
    let bytes: [UInt8]
    switch raw("Content-Transfer-Encoding")?.lowercased().trimmed {
    case "base64": bytes = body.withUnsafeBufferPointer(Base64.decode)
    case "quoted-printable": bytes = QuotedPrintable.decoded(body)
    default: bytes = Array(body)
    }
    return PlainDocument.text(of: bytes, contentType: raw("Content-Type"))
  }
}
