/// The header of a response as it comes in, line by line.
struct HeaderBlock {
  /// Bytes of all lines so far, those of interim responses and trailers included.
  private(set) var count = 0
  private var bytes: [UInt8] = []
  private(set) var isComplete = false

  /// A status line begins a new block, so that what an interim response (103) or a proxy said is
  /// forgotten. Fields behind the body are not taken: RFC 9110 section 6.5.1.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
    count += line.count
    if isComplete || bytes.isEmpty, line.starts(with: Self.statusLine) {
      bytes.removeAll(keepingCapacity: true)
      isComplete = false
    } else if isComplete {
      return
    } else if line.first == UInt8(ascii: "\r") || line.first == UInt8(ascii: "\n") {
      isComplete = true
    } else {
      bytes.append(contentsOf: line)
    }
  }

  private static let statusLine = Array("HTTP/".utf8)

  /// The fields in order. A line that begins with a blank goes on with the value before it (obs-fold);
  /// a line without a colon is passed over.
  var fields: [HTTPHeader] {
    var fields: [HTTPHeader] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
        guard let last = fields.indices.last else { continue }
        fields[last].value += " " + Self.text(line)
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        fields.append(HTTPHeader(Self.text(line[..<colon]), Self.text(line[(colon + 1)...])))
      }
    }
    return fields
  }

  /// UTF-8 where it is that, else Latin-1, the charset that HTTP once had.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    guard
      let start = bytes.firstIndex(where: { !isBlank($0) }),
      let end = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    let trimmed = bytes[start...end]
    if let text = String(validating: trimmed, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(trimmed.map { Unicode.Scalar($0) }))
  }
}
