/// Text from outside, made fit for one line of a terminal, a log, a page or a chat.
///
/// A title can hold anything that a stranger can type: line breaks that forge a second log entry,
/// escape sequences that clear the screen, marks that turn the reading direction around, and
/// `@everyone`, which would wake a whole company when a chat shows the alert.
package enum SafeText {
  /// One line without anything that acts: white space runs become one space, control, format and
  /// bidi characters go, and mentions of whole groups lose their at sign.
  ///
  /// - Parameter limit: Most characters; a longer text is cut and ends in `…`.
  package static func line(_ text: String, limit: Int = 300) -> String {
    var output = String.UnicodeScalarView()
    var needsSpace = false
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control:
        needsSpace = !output.isEmpty
        continue
      case .format where !joinsEmoji(scalar), .surrogate, .privateUse, .unassigned:
        continue
      default:
        break
      }
      if needsSpace {
        output.append(" ")
        needsSpace = false
      }
      output.append(scalar)
    }
    return harmless(cut(String(output), to: limit))
  }

  /// An author as people name one: `@bob` of `bob` and of `@bob`; `/u/bob` stays as it is. One who is
  /// called everyone wakes nobody.
  package static func author(_ name: String, limit: Int = 30) -> String {
    let plain = line(name, limit: limit)
    return ["@", "＠", "/"].contains { plain.hasPrefix($0) }
      ? plain : line("@\(plain)", limit: limit + 1)
  }

  /// An address that a person may open: http or https and nothing else; nil for all others.
  package static func link(_ url: String, limit: Int = 300) -> String? {
    let start = url.prefix(8).lowercased()
    guard start.hasPrefix("http://") || start == "https://" else { return nil }
    return line(url, limit: limit)
  }

  /// At most so many characters, the last of them `…` where something was left out.
  package static func cut(_ text: String, to limit: Int) -> String {
    // No character has less than a byte, and to count those of each text would take long.
    guard text.utf8.count > limit,
      let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex),
      end < text.endIndex
    else { return text }
    return text[..<text.index(before: end)] + "…"
  }

  /// Zero-width joiners hold families and flags together and turn nothing around.
  private static func joinsEmoji(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{200D}" }

  /// `@here` and its like as chats know them, with a full-width at sign that none of them reads.
  private static func harmless(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "@")) || text.utf8.contains(UInt8(ascii: "<")) else {
      return text
    }
    var output = ""
    var rest = text[...]
    while let mark = rest.first {
      let after = rest.dropFirst()
      switch mark {
      case "@" where groups.contains(where: { isWord($0, atStartOf: after) }): output += "＠"
      case "<" where after.first == "!" || after.first == "@": output += "‹"
      default: output.append(mark)
      }
      rest = after
    }
    return output
  }

  private static let groups = ["here", "everyone", "channel", "all", "room", "team"]

  private static func isWord(_ word: String, atStartOf text: Substring) -> Bool {
    guard text.prefix(word.count).lowercased() == word else { return false }
    guard let next = text.dropFirst(word.count).first else { return true }
    return !(next.isLetter || next.isNumber || next == "_")
  }
}
