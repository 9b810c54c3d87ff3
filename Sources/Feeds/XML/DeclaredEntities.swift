/// The entities that a document declares for itself, as far as they are harmless.
///
/// Nothing can be loaded, and nothing can grow: an entity that refers to others, or to a file, stays
/// an unknown name.
struct DeclaredEntities {
  private var values: [String: [UInt8]] = [:]

  /// Feeds declare a letter or a name, never a page.
  private static let longestValue = 1024
  private static let longestExpansion = 1 << 20
  private static let longestDeclaration = 1 << 16
  private var expanded = 0

  private(set) var hasRefused = false

  /// The document type declaration that is being read; a longer one is cut.
  private var declaration: [UInt8] = []
  private var isInSubset = false

  /// Reads on in a document type declaration; returns the place behind its end, or nil where the bytes
  /// end first.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    for at in start..<bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "[") { isInSubset = true }
      if byte == UInt8(ascii: "]") { isInSubset = false }
      if byte == UInt8(ascii: ">"), !isInSubset {
        take()
        return at + 1
      }
      if declaration.count < Self.longestDeclaration { declaration.append(byte) }
    }
    return nil
  }

  /// Takes `<!ENTITY name "value">` out of the declaration.
  private mutating func take() {
    let text = String(decoding: declaration, as: UTF8.self)
    declaration = []
    for part in text.split(separator: "<!ENTITY").dropFirst() {
      guard let quote = part.firstIndex(where: { $0 == "\"" || $0 == "'" }) else { continue }
      let name = part[..<quote].trimmed ?? ""
      let value = part[part.index(after: quote)...].prefix { $0 != part[quote] }
      guard !name.contains(where: \.isWhitespace), !name.isEmpty,
        value.utf8.count <= Self.longestValue,
        !Self.refers(value.utf8)
      else {
        hasRefused = true
        continue
      }
      if values[name] == nil { values[name] = Array(value.utf8) }
    }
  }

  private static func refers(_ value: Substring.UTF8View) -> Bool {
    var isReference = false
    for byte in value {
      if isReference, byte != UInt8(ascii: "#") { return true }
      isReference = byte == UInt8(ascii: "&")
    }
    return isReference
  }

  /// What a name stands for, as markup; nil where it is not declared, or too much was asked for.
  mutating func value(_ name: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard !values.isEmpty, let value = values[String(decoding: name, as: UTF8.self)],
      expanded + value.count <= Self.longestExpansion
    else { return nil }
    expanded += value.count
    return value
  }
}
