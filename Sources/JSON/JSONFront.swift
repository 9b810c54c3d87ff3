/// How a document begins that holds JSON, be it wrapped.
package enum JSONFront {
  /// The first byte of the value: behind white space, a byte order mark, a comment, a guard that keeps
  /// browsers from running the answer as a script (`)]}'`, `while(1);`), or the name of a call
  /// (JSONP). Nil where the bytes begin neither an object nor an array.
  package static func start(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    skipBlank(bytes, &at)
    for mark in guards where begins(bytes, at, with: mark) {
      at += mark.utf8CodeUnitCount
      skipBlank(bytes, &at)
      break
    }
    if beginsValue(bytes, at) { return at }
    guard let call = endOfCall(bytes, at) else { return nil }
    at = call
    skipBlank(bytes, &at)
    return beginsValue(bytes, at) ? at : nil
  }

  /// Longer ones before those that they begin with.
  private static let guards: [StaticString] = [
    ")]}',", ")]}'", ")]}", "while(1);", "while (1);", "for(;;);", "for (;;);", "{}&&", "{} &&",
  ]

  private static func begins(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, with mark: StaticString
  ) -> Bool {
    at + mark.utf8CodeUnitCount <= bytes.count
      && (0..<mark.utf8CodeUnitCount).allSatisfy { bytes[at + $0] == mark.utf8Start[$0] }
  }

  /// White space, zeros, the record separator of RFC 7464, and comments.
  private static func skipBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D, 0x1E, 0: at += 1
      case UInt8(ascii: "/"):
        guard let end = JSONComment.end(bytes, at) else { return }
        at = end
      default: return
      }
    }
  }

  /// Whether what stands within the bracket may stand in one: `[Error] denied` is a text.
  private static func beginsValue(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start < bytes.count else { return false }
    let isObject = bytes[start] == UInt8(ascii: "{")
    guard isObject || bytes[start] == UInt8(ascii: "[") else { return false }
    var at = start + 1
    skipBlank(bytes, &at)
    guard at < bytes.count else { return true }
    switch bytes[at] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","): return true
    case UInt8(ascii: "}"): return isObject
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "-"), 0x30...0x39:
      return !isObject
    case let byte where isName(byte):
      return isObject || words.contains { begins(bytes, at, with: $0) }
    default: return false
    }
  }

  /// Of JSON, JavaScript and Python.
  private static let words: [StaticString] = [
    "true", "false", "null", "NaN", "Infinity", "undefined", "True", "False", "None",
  ]

  /// Behind `callback(`, `a.b["c"](`, `typeof f === 'function' && f(`.
  private static func endOfCall(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var at = start
    while at < min(bytes.count, start + longestCall) {
      switch bytes[at] {
      case UInt8(ascii: "("):
        guard at > start, isName(bytes[at - 1]) || bytes[at - 1] == UInt8(ascii: "]") else {
          return nil
        }
        return at + 1
      case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""),
        UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "&"), 0x20:
        at += 1
      case let byte where isName(byte): at += 1
      default: return nil
      }
    }
    return nil
  }

  /// The name of a call is made up by a program, but not longer than that.
  private static let longestCall = 300

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"): true
    default: false
    }
  }
}

/// Comments of JavaScript, `/* … */` and `// …`.
enum JSONComment {
  /// What comes behind the comment that begins at a slash; nil where none does or it has no end.
  static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    var at = start + 2
    switch bytes[start + 1] {
    case UInt8(ascii: "/"):
      while at < bytes.count, bytes[at] != 0x0A { at += 1 }
      return at
    case UInt8(ascii: "*"):
      while at + 1 < bytes.count {
        if bytes[at] == UInt8(ascii: "*"), bytes[at + 1] == UInt8(ascii: "/") { return at + 2 }
        at += 1
      }
      return nil
    default: return nil
    }
  }
}
