import CCurl

/// Readies curl's handle for the next hop of a transfer. The handle was reset before.
struct TransferSetup {
  let options: HTTPClientOptions

  /// - Returns: The list of header lines, to be freed when the hop is over.
  func apply(to transfer: Transfer) -> UnsafeMutablePointer<curl_slist>? {
    let easy = transfer.easy
    easy_set_text(easy, CURLOPT_URL, transfer.address.text)
    easy_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    easy_set_text(easy, CURLOPT_USERAGENT, options.userAgent)
    easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
    // Otherwise removing a transfer waits for its lookup: one dead name server stalls all the rest.
    easy_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    easy_set_long(
      easy, CURLOPT_DNS_CACHE_TIMEOUT, Int(NameLookups.memory.components.seconds))
    // Without it curl would try the first of several addresses until our own limit has passed.
    easy_set_long(
      easy, CURLOPT_CONNECTTIMEOUT_MS, transfer.limits.connect.milliseconds)
    apply(proxy(for: transfer.address), to: easy)
    if let path = options.certificateFile { easy_set_text(easy, CURLOPT_CAINFO, path) }
    if transfer.isPlain {
      easy_set_long(easy, CURLOPT_HTTP_CONTENT_DECODING, 0)
    } else {
      // The empty text asks for every coding that curl was built with.
      easy_set_text(easy, CURLOPT_ACCEPT_ENCODING, "")
    }
    applyCallbacks(to: transfer)
    applyCredentials(to: transfer)
    let lines = headerLines(of: transfer)
    easy_set_pointer(easy, CURLOPT_HTTPHEADER, lines)
    applyBody(to: transfer)
    return lines
  }

  /// The proxy by which an address is asked; nil where it is asked at its own place.
  func proxy(for address: WebAddress) -> HTTPProxy? {
    options.proxy.flatMap { $0.serves(address) ? $0 : nil }
  }

  private func apply(_ proxy: HTTPProxy?, to easy: UnsafeMutableRawPointer) {
    // An empty text switches the environment's proxies off.
    easy_set_text(easy, CURLOPT_PROXY, proxy?.url ?? "")
    easy_set_text(easy, CURLOPT_NOPROXY, "")
    easy_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    guard let user = proxy?.user else { return }
    easy_set_text(easy, CURLOPT_PROXYUSERNAME, user)
    easy_set_text(easy, CURLOPT_PROXYPASSWORD, proxy?.password ?? "")
  }

  private func applyCallbacks(to transfer: Transfer) {
    let easy = transfer.easy
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    easy_set_pointer(easy, CURLOPT_PRIVATE, context)
    easy_set_pointer(easy, CURLOPT_ERRORBUFFER, transfer.complaint)
    easy_set_receiver(easy, CURLOPT_HEADERFUNCTION, takeHeader)
    easy_set_pointer(easy, CURLOPT_HEADERDATA, context)
    easy_set_receiver(easy, CURLOPT_WRITEFUNCTION, takeBody)
    easy_set_pointer(easy, CURLOPT_WRITEDATA, context)
    easy_set_before_request(easy, beforeRequest)
    easy_set_pointer(easy, CURLOPT_PREREQDATA, context)
    // Through a proxy the peer is the proxy, which the operator has named.
    transfer.judgesPeers =
      transfer.limits.addresses == .publicOnly && proxy(for: transfer.address) == nil
    if transfer.judgesPeers {
      easy_set_socket_opener(easy, openSocket)
      easy_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context)
    }
  }

  private func applyCredentials(to transfer: Transfer) {
    let first = transfer.exchange.address
    guard transfer.address.isSameOrigin(as: first), let user = first.user else { return }
    easy_set_text(transfer.easy, CURLOPT_USERNAME, user)
    easy_set_text(transfer.easy, CURLOPT_PASSWORD, first.password ?? "")
  }

  private func applyBody(to transfer: Transfer) {
    guard transfer.method == .post else { return }
    let body = transfer.exchange.request.body ?? []
    easy_set_long(transfer.easy, CURLOPT_POST, 1)
    // The size comes first, since the copy is made of so many bytes.
    easy_set_offset(transfer.easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    body.withUnsafeBytes {
      // Nil would make curl ask a callback for the body; of no bytes, any pointer is a copy.
      let start = $0.baseAddress ?? UnsafeRawPointer(transfer.easy)
      _ = easy_set_bytes(transfer.easy, CURLOPT_COPYPOSTFIELDS, start)
    }
  }

  /// What another server than the one asked may see of the caller's fields. A list of what is
  /// harmless, because secrets have many names: `Authorization`, `X-Api-Key`, `Private-Token` …
  private static let harmless = [
    "accept", "accept-language", "a-im", "if-none-match", "if-modified-since", "user-agent",
    "content-type",
  ]

  private func headerLines(of transfer: Transfer) -> UnsafeMutablePointer<curl_slist>? {
    let isAtHome = transfer.address.isSameOrigin(as: transfer.exchange.home)
    var fields = transfer.exchange.request.headers
    if !isAtHome {
      fields.removeAll { field in !Self.harmless.contains { field.isNamed($0) } }
    }
    if transfer.method == .get { fields.removeAll { $0.isNamed("content-type") } }
    if let conditions = transfer.exchange.request.conditions,
      conditions.url == transfer.address.text
    {
      fields += conditions.headers
    }
    var lines: UnsafeMutablePointer<curl_slist>?
    for field in fields {
      let name = Self.clean(field.name)
      let value = Self.clean(field.value)
      // curl's way to write an empty value; with a colon it would leave the field out.
      lines = curl_slist_append(lines, value.isEmpty ? "\(name);" : "\(name): \(value)")
    }
    if transfer.method == .post {
      // Not to wait a second for servers that do not know `100 Continue`.
      lines = curl_slist_append(lines, "Expect:")
      if !fields.contains(where: { $0.isNamed("content-type") }) {
        lines = curl_slist_append(lines, "Content-Type:")
      }
    }
    return lines
  }

  /// A line break in a value would begin a field of a stranger's making.
  private static func clean(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
    return String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
  }
}

extension Duration {
  /// Whole, at least 1, as 0 means no limit to curl.
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    let most = Int64(Int32.max / 1000)
    return max(1, Int(min(seconds, most) * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}
