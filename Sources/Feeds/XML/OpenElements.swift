/// The names of the elements that are open, outermost first.
struct OpenElements {
  private var names: [UInt64] = []

  /// Feeds are ten levels deep, pages that are put into them thirty. Elements that lie deeper are not
  /// noticed, neither their start tags nor their end tags.
  private static let mostLevels = 256

  var count: Int { names.count }
  var isEmpty: Bool { names.isEmpty }

  /// Opens an element; false where it lies too deep and stays unnoticed.
  @inline(__always)
  mutating func push(_ name: NameHash, prefix: NameHash?) -> Bool {
    guard names.count < Self.mostLevels else { return false }
    names.append(Self.qualified(name, prefix))
    return true
  }

  /// Closes the innermost element.
  @inline(__always)
  mutating func pop() { names.removeLast() }

  /// The depth of the innermost open element with a name, 1 for the root; nil where there is none, so
  /// that an end tag means nothing.
  @inline(__always)
  func depth(of name: NameHash, prefix: NameHash?) -> Int? {
    let name = Self.qualified(name, prefix)
    var depth = names.count
    while depth > 0 {
      if names[depth - 1] == name { return depth }
      depth -= 1
    }
    return nil
  }

  @inline(__always)
  private static func qualified(_ name: NameHash, _ prefix: NameHash?) -> UInt64 {
    guard let prefix else { return name.value }
    return name.value &+ prefix.value &* 31
  }
}
