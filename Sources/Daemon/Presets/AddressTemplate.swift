/// An address with places for values: `https://{server}/search?q={query}{&key}`.
///
/// A small part of RFC 6570: `{name}` is the value, `{&name}` is `&name=value` or nothing.
struct AddressTemplate {
  private enum Part {
    case literal(Substring)
    case value(String)
    case addition(String)
  }

  private var parts: [Part] = []

  init(_ text: String) {
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.literal(rest[..<open])) }
      let name = rest[rest.index(after: open)..<close]
      parts.append(name.first == "&" ? .addition(String(name.dropFirst())) : .value(String(name)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(rest)) }
  }

  /// The names of all places, in order.
  var names: [String] {
    parts.compactMap {
      switch $0 {
      case .literal: nil
      case .value(let name), .addition(let name): name
      }
    }
  }

  /// The address with values put in; `value` gives them as they are to stand there.
  func filled(_ value: (_ name: String) -> (text: String, kind: PresetParameter.Kind)?) -> String {
    var address = ""
    for part in parts {
      switch part {
      case .literal(let text):
        // Behind an address that ends with a slash of its own.
        address += address.hasSuffix("/") && text.hasPrefix("/") ? text.dropFirst() : text
      case .value(let name): address += value(name)?.text ?? ""
      case .addition(let name):
        guard let (text, kind) = value(name) else { continue }
        // A piece of a query has its own names.
        address += kind == .query ? "&\(text)" : "&\(name)=\(text)"
      }
    }
    return address
  }
}
