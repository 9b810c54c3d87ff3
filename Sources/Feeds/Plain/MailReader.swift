package import Model

/// Reads mails as items: RFC 5322, with MIME (RFC 2045 and 2047).
package enum MailReader {
  /// The mail as an item: its Message-ID, its subject, who wrote it and when, and what they wrote
  /// themselves, without what they quote and without their signature.
  ///
  /// - Throws: Where the bytes do not begin with the header of a mail.
  package static func read(_ bytes: [UInt8]) throws(FeedError) -> Item {
    guard isMail(bytes) else { throw .notAFeed(found: "no mail") }
    let mail = MailPart(bytes[...])
    return Item(
      guid: mail["Message-ID"], title: mail["Subject"] ?? "", text: text(of: mail) ?? "",
      author: mail["From"].flatMap(author), published: mail["Date"].flatMap(FeedDate.read),
      language: mail["Content-Language"],
      answers: mail["In-Reply-To"].map { [$0] } ?? [])
  }

  /// Whether the first line is a field of a header, and one that is known or begins all mails of a
  /// mailbox.
  package static func isMail(_ bytes: [UInt8]) -> Bool {
    let line = String(decoding: bytes.prefix { $0 != 0x0A }.prefix(100), as: UTF8.self)
    if line.hasPrefix("From ") { return true }
    let name = line.prefix { $0 != ":" }.lowercased()
    return name.utf8.count < line.utf8.count
      && (firstFields.contains(name) || name.hasPrefix("x-") || name.hasPrefix("arc-"))
  }

  /// With which fields mails begin, as they lie in mailboxes and as programs write them.
  private static let firstFields: Set = [
    "return-path", "delivered-to", "envelope-to", "received", "received-spf",
    "authentication-results",
    "dkim-signature", "from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id",
    "mime-version", "content-type", "content-transfer-encoding", "list-id",
  ]

  /// The text of the first part that has any, plain rather than in HTML.
  private static func text(of mail: MailPart) -> String? {
    let parts = mail.leaves
    if let plain = parts.first(where: { $0.type == "text/plain" }) { return own(plain.text) }
    return parts.first { $0.type == "text/html" }.map { HTMLText.plain($0.text) }
  }

  /// What the sender wrote. Lines with `>` are somebody else's, and what stands behind `-- ` is a
  /// signature: RFC 3676 sections 4.3 and 4.5.
  private static func own(_ text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      if line == "-- " { break }
      if !line.hasPrefix(">") { lines.append(line) }
    }
    return lines.joined(separator: "\n").trimmed ?? ""
  }

  /// The name in `"Bob, B." <bob@a.example>` and `bob@a.example (Bob)`, else the address.
  private static func author(_ from: String) -> String? {
    if let open = from.firstIndex(of: "<"),
      let name = from[..<open].filter({ $0 != "\"" }).trimmed
    {
      return name
    }
    if let open = from.firstIndex(of: "("), let close = from.lastIndex(of: ")"), open < close {
      return from[from.index(after: open)..<close].trimmed
    }
    return from.filter { $0 != "<" && $0 != ">" }.trimmed
  }
}
