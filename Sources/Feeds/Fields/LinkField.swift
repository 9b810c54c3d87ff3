/// The `Link` fields of a response: RFC 8288. Some interfaces tell there, and not in the document, where
/// older items are, as Mastodon's and GitHub's do.
package enum LinkField {
  /// The address of the next page; nil where no field has `rel=next`.
  ///
  /// - Parameters:
  ///   - fields: The values of all fields of that name.
  ///   - url: The address of the response, against which relative ones are resolved.
  package static func next(in fields: [String], from url: String) -> String? {
    for field in fields {
      var rest = field[...]
      while let link = takeLink(&rest) {
        if link.relations.contains("next") { return WebAddress.resolve(link.target, against: url) }
      }
    }
    return nil
  }

  /// Takes the first link off: `<target>; rel="next last"; title="more"`.
  private static func takeLink(_ rest: inout Substring) -> (target: String, relations: [Substring])?
  {
    guard let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") else {
      return nil
    }
    let target = String(rest[rest.index(after: open)..<close])
    rest = rest[rest.index(after: close)...]
    var relations: [Substring] = []
    while case let parameter = rest.drop(while: \.isWhitespace), parameter.first == ";" {
      rest = parameter.dropFirst()
      let name = rest.prefix { !"=;,".contains($0) }
      rest = rest[name.endIndex...]
      let value = rest.first == "=" ? takeValue(&rest) : ""
      // Section 3.3: only the first one counts.
      if name.trimmed?.lowercased() == "rel", relations.isEmpty {
        relations = value.lowercased().split(separator: " ")
      }
    }
    return (target, relations)
  }

  /// Takes `=value` off, in quotes or not.
  private static func takeValue(_ rest: inout Substring) -> Substring {
    rest = rest.dropFirst().drop(while: \.isWhitespace)
    let isQuoted = rest.first == "\""
    let value =
      isQuoted
      ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { !";,".contains($0) }
    rest = rest[value.endIndex...]
    if isQuoted { rest = rest.dropFirst() }
    return value
  }
}
