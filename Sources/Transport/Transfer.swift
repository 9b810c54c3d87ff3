import CCurl

/// One exchange under way: a hop at a time, from the first to the last redirect.
///
/// Lives on the loop's thread alone.
final class Transfer {
  typealias Instant = ContinuousClock.Instant

  let exchange: Exchange
  let easy: UnsafeMutableRawPointer
  unowned let loop: TransferLoop
  private(set) var address: WebAddress
  private(set) var method: HTTPRequest.Method

  /// When its turn came; nil until then.
  private var began: Instant?
  private var redirects = 0
  private var isPermanent = true

  // What follows is of the hop that is under way.

  private var hopBegan: Instant?
  /// Set for one more try without content codings, after curl could not undo the announced one.
  private(set) var isPlain = false
  var headerLines: UnsafeMutablePointer<curl_slist>?
  var holdsLookup = false
  /// Whether the address that is connected to must be a public one.
  var judgesPeers = false
  var isConnected = false
  var header = HeaderBlock()
  private var body = BodyIntake()
  /// What the receiver of the body is told with each piece.
  private var head: HTTPResponse?
  private var hasEnough = false
  /// Why we broke off, which curl cannot know.
  var failure: FetchError?
  /// An address that the policy kept us from; another one of the same name may still do.
  var forbidden: NetworkAddress?
  private var lowSpeedMark: (at: Instant, bytes: Int)?
  /// Where curl writes what went wrong.
  let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init(_ exchange: Exchange, easy: UnsafeMutableRawPointer, loop: TransferLoop) {
    self.exchange = exchange
    self.easy = easy
    self.loop = loop
    address = exchange.address
    method = exchange.request.method
  }

  deinit { complaint.deallocate() }

  var id: ObjectIdentifier { ObjectIdentifier(exchange.ticket) }
  var limits: HTTPLimits { exchange.request.limits }

  /// A hop starts; curl takes over.
  func begin(at now: Instant) {
    began = began ?? now
    hopBegan = now
    complaint.pointee = 0
  }

  /// Whether the policy forbids this hop, as far as its address alone tells.
  func judgeAddress() -> FetchError? {
    guard limits.addresses == .publicOnly, let literal = address.literal, !literal.isPublic else {
      return nil
    }
    return .forbiddenAddress(literal.description)
  }

  /// The limit of time that has run out, if one has.
  func overdue(at now: Instant) -> FetchError? {
    func over(_ phase: FetchError.Phase, _ limit: Duration, since start: Instant) -> FetchError? {
      now - start >= limit ? .timedOut(phase: phase, limit: limit) : nil
    }
    guard let began else { return nil }
    if let error = over(.total, limits.total, since: began) { return error }
    guard let hopBegan else { return nil }
    if header.count == 0 {
      if !isConnected, let error = over(.connect, limits.connect, since: hopBegan) { return error }
      return over(.firstByte, limits.firstByte, since: hopBegan)
    }
    let bytes = header.count + body.count
    guard let mark = lowSpeedMark else {
      lowSpeedMark = (now, bytes)
      return nil
    }
    guard let error = over(.lowSpeed, limits.lowSpeed, since: mark.at) else { return nil }
    if bytes - mark.bytes < HTTPLimits.lowSpeedBytes { return error }
    lowSpeedMark = (now, bytes)
    return nil
  }

  /// Takes in a piece of the body; false where the hop is to be broken off.
  func take(body piece: UnsafeBufferPointer<UInt8>) -> Bool {
    let limit = limits.maxBodyBytes
    let verdict: BodyIntake.Verdict
    if let receiver = exchange.receiver, let head = headOfSuccess() {
      verdict = body.pass(piece, limit: limit) { receiver(head, $0) }
    } else {
      verdict = body.gather(piece, limit: limit)
    }
    switch verdict {
    case .taken: return true
    case .enough: hasEnough = true
    case .tooLarge: failure = .tooLarge(limit: limit)
    }
    return false
  }

  /// The response without its body; nil where its status is not 2xx.
  private func headOfSuccess() -> HTTPResponse? {
    let head = head ?? response(at: .now)
    self.head = head
    return head.isSuccess ? head : nil
  }

  enum Step {
    case finished(Result<HTTPResponse, FetchError>)
    /// Another hop, to what `address` has become.
    case hop
  }

  /// What comes after curl is done with a hop.
  func conclude(_ code: CURLcode, at now: Instant) -> Step {
    if isCodingFault(code), !isPlain, method == .get {
      forgetHop()
      isPlain = true
      return .hop
    }
    guard code == CURLE_OK || hasEnough else { return .finished(.failure(error(for: code))) }
    var response = response(at: now)
    if [301, 302, 303, 307, 308].contains(response.status), limits.maxRedirects > 0,
      let location = response.header("location")
    {
      do throws(FetchError) {
        try redirect(to: location, status: response.status)
        return .hop
      } catch {
        return .finished(.failure(error))
      }
    }
    response.body = body.bytes
    return .finished(.success(response))
  }

  private func response(at now: Instant) -> HTTPResponse {
    HTTPResponse(
      status: easy_get_long(easy, CURLINFO_RESPONSE_CODE), headers: header.fields,
      url: address.text, permanentlyAt: redirects > 0 && isPermanent ? address.text : nil,
      duration: now - (began ?? now))
  }

  /// Whether curl could not undo the coding that was announced: the body came without it, or it has a
  /// name of no coding such as `utf-8`. Both are seen in the wild.
  private func isCodingFault(_ code: CURLcode) -> Bool {
    // Only we and the decoders can fail to take bytes, and where we do, we have noted why. What a
    // receiver was given cannot be taken back.
    failure == nil && !hasEnough && !body.hasPassedOn
      && (code == CURLE_BAD_CONTENT_ENCODING || code == CURLE_WRITE_ERROR)
  }

  private func redirect(to location: String, status: Int) throws(FetchError) {
    guard redirects < limits.maxRedirects else {
      throw .tooManyRedirects(limit: limits.maxRedirects)
    }
    address = try address.redirected(to: location)
    redirects += 1
    isPermanent = isPermanent && [301, 308].contains(status)
    // 307 and 308 keep the method; the others have always made a GET of a POST: RFC 9110 15.4.
    if status < 307 { method = .get }
    forgetHop()
  }

  private func forgetHop() {
    hopBegan = nil
    isPlain = false
    isConnected = false
    header = HeaderBlock()
    body = BodyIntake()
    head = nil
    forbidden = nil
    lowSpeedMark = nil
  }

  private func error(for code: CURLcode) -> FetchError {
    if let failure { return failure }
    if let forbidden, code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK {
      return .forbiddenAddress(forbidden.description)
    }
    switch code {
    case CURLE_OPERATION_TIMEDOUT: return .timedOut(phase: .connect, limit: limits.connect)
    case CURLE_OUT_OF_MEMORY where header.count > 0 && !header.isComplete:
      // curl's word for a single line that is longer than it takes.
      return .headersTooLarge(limit: Int(CURL_MAX_HTTP_HEADER))
    case CURLE_URL_MALFORMAT: return .unusableURL(reason: reason(for: code))
    default: return .unreachable(reason: reason(for: code))
    }
  }

  /// What curl says, fit for a log line: it may quote what the server said.
  private func reason(for code: CURLcode) -> String {
    let text =
      complaint.pointee == 0
      ? String(cString: curl_easy_strerror(code)) : String(cString: complaint)
    return String(text.unicodeScalars.map { $0.properties.isGraphic ? Character($0) : " " })
  }
}

extension Unicode.Scalar.Properties {
  /// Neither a control, nor a mark that turns text around, nor a line's end.
  fileprivate var isGraphic: Bool {
    switch generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
    default: true
    }
  }
}
