import CCrypto
import FoundationEssentials

/// Proves to a receiver who sent a webhook: Standard Webhooks 1.0.
package enum WebhookSignature {
  /// The value of `webhook-signature`: `v1,<base64>` for each secret, in their order, so that a
  /// receiver can change secrets without losing a message.
  ///
  /// - Parameters:
  ///   - id: What `webhook-id` says; the same for each try. The standard forbids a full stop in it.
  ///   - timestamp: What `webhook-timestamp` says: when this try is made, in seconds since 1970.
  ///   - body: The bytes exactly as they are sent.
  package static func header(
    id: String, timestamp: Int, body: [UInt8], secrets: [WebhookSecret]
  ) -> String {
    let message = Array("\(id).\(timestamp).".utf8) + body
    return secrets.map { "v1," + code(of: message, $0.key).base64EncodedString() }
      .joined(separator: " ")
  }

  /// HMAC-SHA256: RFC 2104.
  private static func code(of message: [UInt8], _ key: Data) -> Data {
    var code = Data(count: 32)
    let made = code.withUnsafeMutableBytes { code in
      key.withUnsafeBytes { key in
        HMAC(
          EVP_sha256(), key.baseAddress, Int32(key.count), message, message.count,
          code.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
      }
    }
    precondition(made != nil, "HMAC-SHA256 is part of every libcrypto")
    return code
  }
}
