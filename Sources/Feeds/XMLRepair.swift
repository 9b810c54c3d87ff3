/// Makes well-formed what publishers get wrong, on the way from the document to libxml2.
///
/// Out comes UTF-8 without declarations, comments or control characters, in which `&` always begins a
/// reference that every parser knows and `<` always begins a tag. libxml2 would lose the rest of a
/// text, of a field or of the document instead.
struct XMLRepair {
  /// UTF-8 that is ready to be parsed.
  var output: [UInt8] = []

  var problems = ProblemList()

  private var mode = Mode.content
  private var entities = DeclaredEntities()
  private var declaration: [UInt8] = []
  private var isInSubset = false

  private enum Mode { case content, data, comment, instruction, declaration }

  /// More than any reference or opening mark needs to be told.
  private static let lookahead = 64

  private static let isPlain: [Bool] = (0..<256).map { byte in
    switch byte {
    case 0x09, 0x0A, 0x0D: true
    case 0x26, 0x3C, 0x5D: false
    default: (0x20..<0x7F).contains(byte)
    }
  }

  /// Takes in UTF-8, valid or not; returns how many bytes are done with.
  mutating func repair(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
    let limit = isLast ? bytes.count : max(0, bytes.count - Self.lookahead)
    var at = 0
    while at < limit {
      switch mode {
      case .content, .data: at = copy(bytes, from: at, to: limit)
      case .comment: at = skip(bytes, from: at, to: limit, mark: "-->")
      case .instruction: at = skip(bytes, from: at, to: limit, mark: "?>")
      case .declaration: at = readDeclaration(bytes, from: at, to: limit)
      }
    }
    if isLast, mode == .data {
      problems.note(.truncated, "within CDATA")
      output += "]]>".utf8
      mode = .content
    }
    return at
  }

  /// Copies up to what changes the mode. Runs of bytes that need no repair are copied as one.
  private mutating func copy(
    _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, to limit: Int
  ) -> Int {
    var run = first
    var at = first
    let entered = mode
    let isPlain = Self.isPlain
    isPlain.withUnsafeBufferPointer { isPlain in
      while at < limit {
        let byte = bytes[at]
        if isPlain[Int(byte)] {
          at += 1
          continue
        }
        let length: Int
        switch byte {
        case 0x26 where entered == .content: length = keptReference(bytes, at)
        case 0x3C where entered == .content: length = keptMarkup(bytes, at)
        case 0x5D where entered == .data:
          let ends = matches("]]>", bytes, at)
          length = ends ? 3 : 1
          if ends { mode = .content }
        case 0x26, 0x3C, 0x5D: length = 1
        default: length = keptCharacter(bytes, at)
        }
        if length > 0 {
          at += length
        } else {
          output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<at]))
          switch byte {
          case 0x26: at += replaceReference(bytes, at)
          case 0x3C: at += replaceMarkup(bytes, at)
          default: at += replaceCharacter(bytes, at)
          }
          run = at
        }
        if mode != entered { break }
      }
    }
    if run < at { output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<at])) }
    return at
  }

  private func matches(
    _ mark: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> Bool {
    guard at + mark.utf8CodeUnitCount <= bytes.count else { return false }
    for place in 0..<mark.utf8CodeUnitCount where bytes[at + place] != mark.utf8Start[place] {
      return false
    }
    return true
  }

  // MARK: Characters

  /// The length of a character that XML allows and that means what it says; else 0.
  private func keptCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    guard bytes[at] >= 0x80, let length = UTF8Check.length(bytes, at, bytes.count) else { return 0 }
    switch bytes[at] {
    case 0xC2 where length == 2 && bytes[at + 1] < 0xA0: return 0
    case 0xEF where length == 3 && bytes[at + 1] == 0xBF && bytes[at + 2] >= 0xBE: return 0
    default: return length
    }
  }

  private mutating func replaceCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let byte = bytes[at]
    if byte < 0x80 {
      problems.note(.controlCharacter)
      return 1
    }
    guard let length = UTF8Check.length(bytes, at, bytes.count), length > 0 else {
      problems.note(.invalidBytes)
      append(Windows1252.scalar(byte))
      return 1
    }
    if length == 2 {
      // U+0080…U+009F were windows-1252 before somebody took them for Latin-1. The five that mean
      // nothing there may be halves of letters that were encoded twice, which are mended later.
      let scalar = Windows1252.scalar(bytes[at + 1])
      if scalar.value > 0xFF { problems.note(.wrongEncoding, "windows-1252 taken for Latin-1") }
      append(scalar)
    }
    return length
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    output.append(contentsOf: String(scalar).utf8)
  }

  // MARK: References

  private func name(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> UnsafeBufferPointer<UInt8>? {
    var end = at + 1
    while end < bytes.count, end - at <= HTMLEntity.longestName,
      bytes[end].isASCIIAlphanumeric || [0x5F, 0x2D, 0x2E].contains(bytes[end])
    {
      end += 1
    }
    guard end > at + 1, end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return nil }
    return UnsafeBufferPointer(rebasing: bytes[(at + 1)..<end])
  }

  /// The length of a reference that libxml2 knows; else 0.
  private func keptReference(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    if matches("&lt;", bytes, at) || matches("&gt;", bytes, at) { return 4 }
    if matches("&amp;", bytes, at) { return 5 }
    if matches("&quot;", bytes, at) || matches("&apos;", bytes, at) { return 6 }
    return 0
  }

  private mutating func replaceReference(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "#") {
      if let length = replaceNumber(bytes, at) { return length }
    } else if let name = name(bytes, at) {
      if let value = entities.value(name) {
        // Markup is taken as it is; a quote within a word would end the attribute it stands in.
        if value.contains(UInt8(ascii: "<")) {
          output += value
        } else {
          for byte in value { byte == 0x26 ? output.append(byte) : appendEscaped(byte) }
        }
        return name.count + 2
      }
      if let text = HTMLEntity.text(of: name) {
        problems.note(.undeclaredEntity, String(decoding: name, as: UTF8.self))
        for byte in text.utf8 { appendEscaped(byte) }
        return name.count + 2
      }
      if entities.hasRefused { problems.note(.refusedEntity) }
    }
    problems.note(.bareAmpersand)
    output += "&amp;".utf8
    return 1
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case 0x26: output += "&amp;".utf8
    case 0x3C: output += "&lt;".utf8
    // A quote would end the attribute that it stands in.
    case 0x22: output += "&quot;".utf8
    case 0x27: output += "&apos;".utf8
    default: output.append(byte)
    }
  }

  private mutating func replaceNumber(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    var end = at + 2
    let isHexadecimal = end < bytes.count && bytes[end] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { end += 1 }
    let first = end
    var code: UInt32 = 0
    while end < bytes.count, end - at < 12,
      let digit = bytes[end].digit(radix: isHexadecimal ? 16 : 10)
    {
      code = min(code * (isHexadecimal ? 16 : 10) + digit, 0x110000)
      end += 1
    }
    guard end > first, end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return nil }
    let length = end + 1 - at
    switch code {
    case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F, 0xFFFE, 0xFFFF: problems.note(.controlCharacter)
    case 0x09, 0x0A, 0x0D:
      // Written out, for white space of a reference is kept also where an attribute's is not.
      output += "&#\(code);".utf8
    case 0x26, 0x3C, 0x22, 0x27: appendEscaped(UInt8(code))
    default:
      if let scalar = HTMLEntity.scalar(code) { append(scalar) } else { append("\u{FFFD}") }
    }
    return length
  }

  // MARK: Markup

  /// The length of a `<` that begins a tag, or of a mark that opens CDATA; else 0.
  private mutating func keptMarkup(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    guard at + 1 < bytes.count else { return 0 }
    let next = bytes[at + 1]
    if next.isASCIILetter || next == UInt8(ascii: "_") || next >= 0x80 { return 1 }
    if next == UInt8(ascii: "/") {
      return at + 2 < bytes.count && (bytes[at + 2].isASCIILetter || bytes[at + 2] == 0x5F) ? 2 : 0
    }
    if matches("<![CDATA[", bytes, at) {
      mode = .data
      return 9
    }
    return 0
  }

  private mutating func replaceMarkup(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    if matches("<!--", bytes, at) {
      mode = .comment
      return 4
    }
    if matches("<?", bytes, at) {
      mode = .instruction
      return 2
    }
    if matches("<!DOCTYPE", bytes, at) {
      mode = .declaration
      return 9
    }
    problems.note(.bareLessThan)
    output += "&lt;".utf8
    return 1
  }

  private mutating func skip(
    _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, to limit: Int, mark: StaticString
  ) -> Int {
    var at = first
    while at < limit {
      if bytes[at] == mark.utf8Start[0], matches(mark, bytes, at) {
        mode = .content
        return at + mark.utf8CodeUnitCount
      }
      at += 1
    }
    return at
  }

  private mutating func readDeclaration(
    _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, to limit: Int
  ) -> Int {
    for at in first..<limit {
      let byte = bytes[at]
      if byte == UInt8(ascii: "[") { isInSubset = true }
      if byte == UInt8(ascii: "]") { isInSubset = false }
      if byte == UInt8(ascii: ">"), !isInSubset {
        entities.read(declaration)
        mode = .content
        return at + 1
      }
      // What a feed declares is short; a longer declaration is cut, not kept.
      if declaration.count < 1 << 16 { declaration.append(byte) }
    }
    return limit
  }
}
