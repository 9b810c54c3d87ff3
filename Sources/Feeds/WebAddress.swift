/// Addresses as RFC 3986 takes them apart, and how a reference is resolved against a base.
enum WebAddress {
  /// The reference as an absolute address where the base allows; else as it stands.
  ///
  /// White space around and line breaks within are dropped, as browsers do.
  static func resolve(_ reference: String, against base: String?) -> String {
    guard let reference = clean(reference) else { return "" }
    guard scheme(of: reference) == nil, let base, let baseScheme = scheme(of: base) else {
      return reference
    }
    let baseRest = base[baseScheme.endIndex...].dropFirst()
    guard baseRest.hasPrefix("//") else { return reference }
    if reference.hasPrefix("//") { return "\(baseScheme):\(reference)" }
    let host = baseRest.dropFirst(2).prefix { !"/?#".contains($0) }
    let origin = "\(baseScheme)://\(host)"
    let baseTail = baseRest.dropFirst(2 + host.count)
    let basePath = baseTail.prefix { !"?#".contains($0) }
    if reference.hasPrefix("/") { return origin + normalised(reference) }
    if reference.hasPrefix("?") { return origin + (basePath.isEmpty ? "/" : basePath) + reference }
    if reference.hasPrefix("#") { return origin + baseTail.prefix { $0 != "#" } + reference }
    let folder = basePath.lastIndex(of: "/").map { basePath[...$0] } ?? "/"
    return origin + normalised(folder + reference)
  }

  /// An address with some parameters of its query replaced or added; nil where what is given does not
  /// begin with `?`, or there is no address.
  ///
  /// A cursor is one parameter beside those that the operator has set, and RFC 3986 would drop these.
  /// `page=+1` counts on from the value that the address has, or from 1 where it has none.
  static func changing(query change: String, of address: String?) -> String? {
    guard change.hasPrefix("?"), let address else { return nil }
    let whole = address.prefix { $0 != "#" }
    let path = whole.prefix { $0 != "?" }
    let changed = change.dropFirst().split(separator: "&")
    let names = Set(changed.map(name(ofParameter:)))
    let given = whole.dropFirst(path.count + 1).split(separator: "&")
    let kept = given.filter { !names.contains(name(ofParameter: $0)) }
    let new = changed.map { counted($0, from: given) }
    return path + "?" + (kept.map(String.init) + new).joined(separator: "&")
  }

  private static func counted(_ parameter: Substring, from given: [Substring]) -> String {
    let name = name(ofParameter: parameter)
    let value = parameter.dropFirst(name.count + 1)
    guard value.first == "+", let step = Int(value.dropFirst()) else { return String(parameter) }
    let old = given.first { self.name(ofParameter: $0) == name }?.dropFirst(name.count + 1)
    let (sum, isTooLarge) = (old.flatMap { Int($0) } ?? 1).addingReportingOverflow(step)
    return isTooLarge ? String(parameter) : "\(name)=\(sum)"
  }

  private static func name(ofParameter parameter: Substring) -> Substring {
    parameter.prefix { $0 != "=" }
  }

  /// Whether it has a scheme.
  static func isAbsolute(_ address: String) -> Bool { scheme(of: address) != nil }

  /// Whether addresses can be resolved against it: it is not empty, and hierarchical if it has a scheme.
  static func canBeBase(_ address: String) -> Bool {
    guard let address = clean(address) else { return false }
    return scheme(of: address).map { address[$0.endIndex...].hasPrefix("://") } ?? true
  }

  private static func clean(_ text: String) -> String? {
    guard let trimmed = text.trimmed else { return nil }
    guard trimmed.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
      return trimmed
    }
    return String(
      decoding: trimmed.utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }, as: UTF8.self)
  }

  private static func scheme(of address: String) -> Substring? {
    guard let first = address.utf8.first, first.isASCIILetter,
      let colon = address.utf8.firstIndex(where: {
        !$0.isASCIIAlphanumeric && $0 != 0x2B && $0 != 0x2D && $0 != 0x2E
      }), address.utf8[colon] == UInt8(ascii: ":")
    else { return nil }
    return address[..<colon]
  }

  /// Without `.` and `..` in the path (section 5.2.4).
  private static func normalised(_ reference: some StringProtocol) -> String {
    let path = reference.prefix { !"?#".contains($0) }
    guard path.contains("/.") else { return String(reference) }
    var kept: [Substring] = []
    let segments = String(path).split(separator: "/", omittingEmptySubsequences: false)
    for (place, segment) in segments.enumerated() {
      let isLast = place == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return kept.joined(separator: "/") + reference[path.endIndex...]
  }
}
