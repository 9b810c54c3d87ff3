import CLadder
package import Model

/// Where outlets stand that are known by their host or their name, whatever source brings them.
package struct Ladder: Sendable {
  private var rungs: [String: Rung] = [:]

  /// The outlets that come with the program.
  package static let builtIn = Ladder(
    text: String(
      decoding: UnsafeBufferPointer(start: ladder_outlets(), count: ladder_outlets_size()),
      as: UTF8.self))

  /// The same, with an operator's own: hosts, each for all below it, and names of outlets.
  package func placing(_ own: [String: Rung]) -> Ladder {
    var ladder = self
    for (outlet, rung) in own { ladder.rungs[Self.key(outlet[...])] = rung }
    return ladder
  }

  /// The rung of an outlet, a host or a name; nil where it is not known.
  package func rung(of outlet: String) -> Rung? {
    // A host with a known one behind its first labels; names seldom have dots.
    var host = Self.key(outlet[...])[...]
    while true {
      if let rung = rungs[String(host)] { return rung }
      guard let dot = host.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
      host = host[host.utf8.index(after: dot)...]
    }
  }

  /// `[rung]`, and below it hosts and names divided by commas; `#` begins a remark.
  private init(text: String) {
    var rung = Rung.customer
    // Bytes: to look for characters takes longer than all the rest of it.
    for line in text.utf8.split(separator: UInt8(ascii: "\n"))
    where line.first != UInt8(ascii: "#") {
      if line.first == UInt8(ascii: "[") {
        // A test asks for an outlet of each rung, so a misspelled one cannot be met by a user.
        rung = Rung(name: String(Substring(line.dropFirst().dropLast()))) ?? rung
        continue
      }
      for outlet in line.split(separator: UInt8(ascii: ",")) {
        let key = Self.key(Substring(outlet))
        if !key.isEmpty { rungs[key] = rung }
      }
    }
  }

  private static func key(_ outlet: Substring) -> String {
    let key = outlet.drop { $0 == " " }.lowercased()
    return key.hasPrefix("www.") ? String(key.dropFirst(4)) : key
  }
}
