import Glibc

/// An IPv4 or IPv6 address, and whether everybody can reach it.
enum NetworkAddress: Hashable {
  case v4(UInt32)
  case v6(high: UInt64, low: UInt64)

  /// Reads `192.0.2.1`, `2001:db8::1` or `[2001:db8::1]`; nil for names and all else.
  init?(_ text: String) {
    var text = Substring(text)
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    // An interface behind the address says nothing about where it lies.
    text = text.prefix { $0 != "%" }
    var v4 = in_addr()
    var v6 = in6_addr()
    if inet_pton(AF_INET, String(text), &v4) == 1 {
      self = .v4(UInt32(bigEndian: v4.s_addr))
    } else if inet_pton(AF_INET6, String(text), &v6) == 1 {
      self.init(v6)
    } else {
      return nil
    }
  }

  /// Reads a socket address; nil where it is neither of IPv4 nor of IPv6.
  init?(family: Int32, socketAddress: UnsafeRawPointer) {
    switch family {
    case AF_INET:
      let address = socketAddress.loadUnaligned(as: sockaddr_in.self)
      self = .v4(UInt32(bigEndian: address.sin_addr.s_addr))
    case AF_INET6:
      self.init(socketAddress.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
    default: return nil
    }
  }

  private init(_ address: in6_addr) {
    self = withUnsafeBytes(of: address) {
      .v6(
        high: UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
        low: UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }

  /// Whether it is globally reachable unicast, by IANA's registries of special-purpose addresses
  /// (RFC 6890).
  var isPublic: Bool {
    switch self {
    case .v4(let address):
      return !Self.special.contains { $0.contains(address) }
    case .v6(let high, let low):
      // What IPv6 carries for IPv4 is judged as that. A network without IPv4 reaches every host of
      // the IPv4 internet through NAT64's prefix (RFC 6052), so it cannot be refused as a whole.
      if high == 0x0064_ff9b_0000_0000, low >> 32 == 0 {
        return NetworkAddress.v4(UInt32(truncatingIfNeeded: low)).isPublic
      }
      let first = high >> 32
      let isSpecial =
        first >> 16 == 0x2002  // 6to4, which can wrap any IPv4 address
        || first >> 9 == 0x2001_0000 >> 9  // protocol assignments, Teredo among them
        || first == 0x2001_0db8 || first >> 12 == 0x3fff_0000 >> 12  // documentation
      // Global unicast has no other home: loopback, mapped IPv4, local and multicast lie outside.
      return first >> 29 == 0b001 && !isSpecial
    }
  }

  private struct Range {
    var base: UInt32
    var bits: UInt32

    init(_ a: UInt32, _ b: UInt32, _ c: UInt32, bits: UInt32) {
      base = a << 24 | b << 16 | c << 8
      self.bits = bits
    }

    func contains(_ address: UInt32) -> Bool { (address ^ base) >> (32 - bits) == 0 }
  }

  private static let special = [
    Range(0, 0, 0, bits: 8),  // this network
    Range(10, 0, 0, bits: 8),  // private
    Range(100, 64, 0, bits: 10),  // shared by the customers of a carrier
    Range(127, 0, 0, bits: 8),  // loopback
    Range(169, 254, 0, bits: 16),  // link-local; clouds serve credentials there
    Range(172, 16, 0, bits: 12),  // private
    Range(192, 0, 0, bits: 24),  // protocol assignments
    Range(192, 0, 2, bits: 24),  // documentation
    Range(192, 88, 99, bits: 24),  // 6to4 relays
    Range(192, 168, 0, bits: 16),  // private
    Range(198, 18, 0, bits: 15),  // benchmarks
    Range(198, 51, 100, bits: 24),  // documentation
    Range(203, 0, 113, bits: 24),  // documentation
    Range(224, 0, 0, bits: 4),  // multicast
    Range(240, 0, 0, bits: 4),  // reserved, broadcast
  ]
}

extension NetworkAddress: CustomStringConvertible {
  var description: String {
    switch self {
    case .v4(let address): Self.text(of: in_addr(s_addr: address.bigEndian), AF_INET)
    case .v6(let high, let low):
      Self.text(of: (high.bigEndian, low.bigEndian), AF_INET6)
    }
  }

  private static func text<Bytes>(of address: Bytes, _ family: Int32) -> String {
    withUnsafeBytes(of: address) { bytes in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
        inet_ntop(family, bytes.baseAddress, buffer.baseAddress, socklen_t(INET6_ADDRSTRLEN))
          .map { String(cString: $0) } ?? ""
      }
    }
  }
}
