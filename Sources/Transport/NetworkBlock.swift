/// All addresses that begin with the same bits, as CIDR writes them (RFC 4632 §3.1): `10.0.0.0/8`,
/// `fd00::/8`.
package struct NetworkBlock: Hashable, Sendable {
  private let base: NetworkAddress
  private let bits: Int

  /// Nil for what is no such block; bits behind the slash that are set in the address are passed over.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let base = NetworkAddress(String(parts[0])),
      parts[1].allSatisfy(\.isASCIIDigit), let bits = Int(parts[1])
    else { return nil }
    switch base {
    case .v4: guard bits <= 32 else { return nil }
    case .v6: guard bits <= 128 else { return nil }
    }
    self.base = base
    self.bits = bits
  }

  func contains(_ address: NetworkAddress) -> Bool {
    switch (base, address) {
    case (.v4(let base), .v4(let address)): (base ^ address) >> (32 - bits) == 0
    case (.v6(let baseHigh, let baseLow), .v6(let high, let low)):
      (baseHigh ^ high) >> max(0, 64 - bits) == 0 && (baseLow ^ low) >> min(64, 128 - bits) == 0
    default: false
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
