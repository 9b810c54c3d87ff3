import FoundationEssentials

/// A key that a webhook's sender and receiver share.
package struct WebhookSecret: Sendable {
  let key: Data

  /// Reads the text of a secret's file, white space around it aside.
  ///
  /// `whsec_` before base64 of 24…64 bytes is the form of Standard Webhooks 1.0. Any other text
  /// stands for its own bytes, as most receivers of older make have it.
  package init(_ fileText: String) throws(WebhookSecretError) {
    let text = fileText.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
    let secret = String(text.reversed())
    guard !secret.isEmpty else { throw .empty }
    guard secret.hasPrefix("whsec_") else {
      key = Data(secret.utf8)
      return
    }
    guard let key = Data(base64Encoded: String(secret.dropFirst(6))) else { throw .notBase64 }
    guard (24...64).contains(key.count) else { throw .wrongLength(bytes: key.count) }
    self.key = key
  }
}

/// What is wrong with a secret. Never tells the secret.
package enum WebhookSecretError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case notBase64
  case wrongLength(bytes: Int)

  package var description: String {
    switch self {
    case .empty: "the secret is empty"
    case .notBase64: "expected base64 behind whsec_"
    case .wrongLength(let bytes): "expected 24 to 64 bytes behind whsec_, found \(bytes)"
    }
  }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  // A secret that gets into a log line or a dump by accident is none any more.
  package var description: String { "WebhookSecret" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
