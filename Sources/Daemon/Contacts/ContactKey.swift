import Detection
import Model
import Transport

/// What somebody is known by, as a number: a hash of the value in one spelling.
///
/// The rows of a list may hold the values themselves or their SHA-256 in 64 hexadecimal digits, behind
/// `sha256:` or alone, of the value in the same spelling as UTF-8. Either way what is kept is the first
/// eight bytes of it, so that nobody can read an address from the memory of the program. With a million
/// contacts one lookup in 10¹² meets a stranger by chance.
struct ContactKey: Hashable, Sendable {
  let value: UInt64

  /// A handle belongs to its outlet: the `bob` of one network is not that of another.
  static func handle(_ handle: String, at outlet: String) -> Self? {
    let handle = hashed(handle) ?? digest(of: AuthorName.folded(handle))
    let outlet = Self.outlet(outlet)
    guard let handle, !outlet.isEmpty, let place = digest(of: outlet) else { return nil }
    return Self(value: (handle &* 0x9E37_79B9_7F4A_7C15) ^ place)
  }

  /// In lower case, without white space around it.
  static func email(_ address: String) -> Self? {
    let plain = address.lowercased().filter { !$0.isWhitespace }
    return (hashed(address) ?? (isEmail(plain) ? digest(of: plain) : nil)).map {
      salted($0, 0xE3A1)
    }
  }

  /// Letters and digits alone, in upper case: `ord 12-34` and `ORD1234` are one number. Tickets and
  /// orders share their numbers, since a text seldom says which of the two it names.
  static func number(_ number: String) -> Self? {
    let plain = number.uppercased().filter { $0.isLetter || $0.isNumber }
    let digest = hashed(number) ?? (plain.isEmpty ? nil : digest(of: plain))
    return digest.map { salted($0, 0x0B5E) }
  }

  /// In lower case, one blank between words. Nil for what is no full name or not a rare one. A hashed
  /// name cannot be told to be rare and is none.
  static func name(_ name: String) -> Self? {
    FullName(name).flatMap { digest(of: $0.text) }.map { salted($0, 0x4A3E) }
  }

  /// A host without `www.` and its like, in lower case.
  static func outlet(_ outlet: String) -> String {
    var host = Substring(outlet.lowercased())
    for lead in ["https://", "http://", "www.", "m.", "old."] where host.hasPrefix(lead) {
      host = host.dropFirst(lead.count)
    }
    host = host.prefix { $0 != "/" }
    return host == "twitter.com" ? "x.com" : String(host)
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && parts[1].first != "." && parts[1].last != "."
  }

  /// The begin of a hash that a list holds in the place of a value.
  private static func hashed(_ text: String) -> UInt64? {
    let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : text[...]
    guard digits.utf8.count == 64, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return nil
    }
    return UInt64(digits.prefix(16), radix: 16)
  }

  private static func digest(of text: String) -> UInt64? {
    guard !text.isEmpty else { return nil }
    return SHA256Digest.of(Array(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Keeps an address from meeting a number of the same letters.
  private static func salted(_ digest: UInt64, _ salt: UInt64) -> Self {
    Self(value: digest ^ salt &* 0x9E37_79B9_7F4A_7C15)
  }

}
