import CCrypto

/// SHA-256: FIPS 180-4.
package enum SHA256Digest {
  /// The 32 bytes of the digest.
  package static func of(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let made = EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
    precondition(made == 1, "SHA-256 is part of every libcrypto")
    return digest
  }
}
