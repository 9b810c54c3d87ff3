import Testing
import Transport

@Suite struct `Webhook signature` {
  @Test func `is that of the standard's example`() throws {
    let header = WebhookSignature.header(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
      body: Array(#"{"test": 2432232314}"#.utf8),
      secrets: [try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")])
    #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func `is given for each secret`() throws {
    // Computed with Python's hmac: base64(hmac(key, "ID.TIMESTAMP.BODY", sha256)), the keys being
    // the bytes of "plain secret" and the bytes 0…23.
    let header = WebhookSignature.header(
      id: "I17-3", timestamp: 1_700_000_000, body: Array(#"{"type":"alert.opened"}"#.utf8),
      secrets: [
        try WebhookSecret("plain secret\n"),
        try WebhookSecret(" whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX\r\n"),
      ])
    #expect(
      header == "v1,jtP1rteh2HnIJTllHqWyRlOU+iyUE9wtTvx9oD4ONjk= "
        + "v1,kLLZDfHInWrjaH872W0iMj7IIvTzeWYvjiWVqafI7dI=")
  }

  @Test(arguments: [
    ("", WebhookSecretError.empty), (" \n", .empty), ("whsec_not base64!", .notBase64),
    ("whsec_", .wrongLength(bytes: 0)),
    ("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=", .wrongLength(bytes: 23)),
  ])
  func `needs a usable secret`(text: String, error: WebhookSecretError) {
    #expect(throws: error) { try WebhookSecret(text) }
  }

  @Test func `does not tell the secret`() throws {
    let secret = try WebhookSecret("plain secret")
    #expect(!"\(secret) \(String(reflecting: secret))".contains("plain"))
  }
}
