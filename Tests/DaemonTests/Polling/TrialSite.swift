import FoundationEssentials
import Loopback
import Model

/// One source's server: what it is asked, what it gave, and what it takes amiss.
struct TrialSite: Sendable {
  enum Kind: CaseIterable, Sendable {
    // How documents are told apart.
    case both, oddTag, oddDate, neither, etagVanishes, dateMoves, tagMovesWith304
    // When it wants to be asked again.
    case fresh, expiring, timeToLive, quietHours, adaptive
    // What it says instead of a document.
    case busy, unavailable, refusing, forbidding, shared, gone, broken, distrusting, lying
    // What it gives instead of a whole one.
    case cutShort, half, errorPage, empty, hangsUp, packed
    // Where it sends one.
    case movedForGood, movedForNow, chain, paged
  }

  let id: Int
  let kind: Kind
  let minutes: Int

  private(set) var requests = 0
  private(set) var unconditional = 0
  /// Requests without conditions that its own doing explains: the first, and one each time that it
  /// disowned what it had given.
  private(set) var unconditionalAllowed = 1
  private var hasDisowned = false
  private(set) var pages = 0
  var faults: [String] = []

  private var notBefore = Date.distantPast
  /// What it gave last, by the address that gave it.
  private var given: [String: Given] = [:]
  /// How often a document was asked for.
  private var turns = 0
  private var wantsQuiet = false

  private struct Given: Equatable {
    var etag: String?
    var date: String?
  }

  init(id: Int, kind: Kind, minutes: Int) {
    self.id = id
    self.kind = kind
    self.minutes = minutes
  }

  var home: String {
    switch kind {
    case .shared: "http://shared.test/\(id)/feed"
    case .paged: "http://paged.test/\(id)/feed"
    default: "http://h\(id).test/\(id)/feed"
    }
  }

  /// Polls of a day that are left where it asks for patience.
  var leastRequests: Int {
    switch kind {
    case .gone: 5
    case .timeToLive, .busy, .unavailable, .forbidding, .refusing, .broken, .hangsUp, .cutShort: 8
    default: 12
    }
  }

  mutating func answer(_ request: LoopbackRequest, at now: Date) -> LoopbackAnswer {
    judge(request)
    if request.path == home { judgeMoment(now) }
    if let target = redirect(from: request.path) { return target }
    if request.path.contains("?page=") {
      pages += 1
      return .response(body: page(request.path))
    }
    turns += 1
    let sent = Given(
      etag: request.header("If-None-Match"), date: request.header("If-Modified-Since"))
    if sent == Given() {
      unconditional += 1
      unconditionalAllowed += hasDisowned ? 1 : 0
      hasDisowned = false
    }
    if let trouble = trouble(sent, at: request.path, now) { return trouble }
    return document(sent, at: request.path, now)
  }

  /// What no request may have, and conditions that it never gave or gave before others.
  private mutating func judge(_ request: LoopbackRequest) {
    for name in ["Cookie", "Referer", "Cache-Control", "Pragma"] where request.header(name) != nil {
      faults.append(name)
    }
    if request.header("User-Agent") != "mentiond/test" { faults.append("User-Agent") }
    let codings = request.header("Accept-Encoding") ?? ""
    if !["gzip", "deflate", "br"].allSatisfy(codings.contains) { faults.append("Accept-Encoding") }
    if !addresses.contains(String(request.path.prefix { $0 != "?" })) {
      faults.append("asked for \(request.path)")
    }
    if request.path.contains("?"), kind != .paged { faults.append("asked for \(request.path)") }
    let sent = Given(
      etag: request.header("If-None-Match"), date: request.header("If-Modified-Since"))
    guard sent != Given() else { return }
    let given = given[request.path]
    if given == nil { faults.append("invented \(sent)") }
    if let given, given != sent { faults.append("sent \(sent) where \(given) was given") }
  }

  private mutating func judgeMoment(_ now: Date) {
    requests += 1
    if now < notBefore { faults.append("\(notBefore.timeIntervalSince(now)) s too early") }
    let hour = Int(now.timeIntervalSince1970 / 3600) % 24
    if wantsQuiet, Self.quietHours.contains(hour) { faults.append("at a quiet hour") }
    notBefore = now + (kind == .adaptive ? 60 : Double(minutes) * 60)
  }

  private mutating func rest(until moment: Date) { notBefore = max(notBefore, moment) }

  private static let quietHours = [7, 8, 9]

  private var addresses: [String] {
    switch kind {
    case .movedForGood: [home, "http://new.test/\(id)/feed"]
    case .movedForNow: [home, "http://now.test/\(id)/feed"]
    case .chain: [home, "http://h\(id).test/\(id)/b", "http://now.test/\(id)/feed"]
    default: [home]
    }
  }

  private func redirect(from url: String) -> LoopbackAnswer? {
    guard let place = addresses.firstIndex(of: url), place + 1 < addresses.count else { return nil }
    let status = kind == .movedForNow || place == 1 ? 302 : id.isMultiple(of: 2) ? 301 : 308
    return .redirect(to: addresses[place + 1], status: status)
  }

  /// What comes instead of a document at this turn, if anything does. It changes nothing of what was
  /// given, but for those that disown it.
  private mutating func trouble(
    _ sent: Given, at url: String, _ now: Date
  ) -> LoopbackAnswer? {
    let stray: [(name: String, value: String)] = [("ETag", "\"stray\""), ("Set-Cookie", "a=b")]
    let isThird = turns.isMultiple(of: 3)
    switch kind {
    case .busy where isThird:
      rest(until: now + 7200)
      return .response(status: 429, headers: stray + [("Retry-After", "7200")])
    case .unavailable where isThird:
      // The field has whole seconds.
      rest(until: Date(timeIntervalSince1970: (now + 9000).timeIntervalSince1970.rounded(.down)))
      return .response(status: 503, headers: [("Retry-After", Self.httpDate(now + 9000))])
    case .refusing where isThird:
      rest(until: now + 3600)
      return .response(status: 429)
    case .forbidding where isThird:
      rest(until: now + 3600)
      return .response(status: 403, headers: stray)
    case .gone where turns == 5:
      rest(until: .distantFuture)
      return .response(status: 410)
    case .broken where isThird: return .response(status: 500, headers: stray, body: "oops")
    case .distrusting where isThird && sent != Given():
      given[url] = nil
      hasDisowned = true
      return .response(status: 412)
    case .lying where turns == 1:
      hasDisowned = true
      return .response(status: 304, headers: stray)
    case .cutShort where isThird:
      let head = "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\nETag: \"stray\"\r\n\r\n"
      return .raw(Array((head + text).utf8))
    case .errorPage where isThird:
      return .response(
        headers: stray + [("Content-Type", "text/html")],
        body: "<!doctype html><html><head><title>Back soon</title></head><body></body></html>")
    case .empty where isThird: return .response(headers: stray, body: "")
    // Before the first byte of an answer curl would ask again, taking the connection for an old one.
    case .hangsUp where isThird: return .raw(Array("HTTP/1.1 200 OK\r\nETag".utf8))
    default: return nil
    }
  }

  private mutating func document(_ sent: Given, at url: String, _ now: Date) -> LoopbackAnswer {
    let current = current
    let before = given[url]
    // A server that gives a new tag with each answer knows its old ones.
    let isSame = sent != Given() && (kind == .tagMovesWith304 ? sent == before : sent == current)
    given[url] = current == Given() ? nil : current
    if kind == .neither { unconditionalAllowed = turns }
    var headers: [(name: String, value: String)] = [("Set-Cookie", "id=\(turns); Path=/")]
    if let etag = current.etag { headers.append(("ETag", etag)) }
    if let date = current.date { headers.append(("Last-Modified", date)) }
    headers += demand(at: now)
    if isSame { return .response(status: 304, headers: headers) }
    let bytes = Array(text.utf8)
    switch kind {
    case .half: return .response(headers: headers, body: Array(bytes.prefix(bytes.count / 2)))
    case .packed: return .response(headers: headers, body: Gzip.stored(bytes))
    default: return .response(headers: headers, body: bytes)
    }
  }

  /// Fields that ask for patience; what the document asks for besides is kept account of here too.
  private mutating func demand(at now: Date) -> [(name: String, value: String)] {
    switch kind {
    case .fresh:
      rest(until: now + 5400)
      return [("Cache-Control", "public, max-age=5400")]
    case .adaptive:
      rest(until: now + 600)
      return [("Cache-Control", "max-age=600")]
    case .expiring:
      rest(until: now + 6000)
      return [("Date", Self.httpDate(now)), ("Expires", Self.httpDate(now + 6000))]
    case .timeToLive: rest(until: now + 7200)
    case .quietHours: wantsQuiet = true
    default: break
    }
    return []
  }

  /// A document changes with every third turn.
  private var version: Int { kind == .dateMoves || kind == .tagMovesWith304 ? 0 : turns / 3 }

  private var current: Given {
    let etag = "W/\"\(id)-\(version)\""
    let date = "Sat, 21 Nov 2026 10:0\(version % 10):00 GMT"
    return switch kind {
    case .neither: Given()
    case .oddTag: Given(etag: "un quoted, \(version)")
    case .oddDate: Given(date: "-1")
    case .etagVanishes: Given(etag: version.isMultiple(of: 2) ? etag : nil, date: date)
    case .dateMoves: Given(date: "\(turns)")
    case .tagMovesWith304: Given(etag: "\"\(turns)\"", date: date)
    default: Given(etag: etag, date: date)
    }
  }

  private var text: String {
    let more =
      switch kind {
      case .timeToLive: "<ttl>120</ttl>"
      case .quietHours:
        "<skipHours>\(Self.quietHours.map { "<hour>\($0)</hour>" }.joined())</skipHours>"
      default: ""
      }
    return kind == .paged ? page("\(home)?page=1") : Self.rss([version, version - 1], more)
  }

  /// Five of the items, twelve of which are new with each version, and where older ones are.
  private func page(_ url: String) -> String {
    let number = url.split(separator: "=").last.flatMap { Int($0) } ?? 1
    let newest = version * 12 + 12 - (number - 1) * 5
    let next =
      #"<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="\#(home)?page=\#(number + 1)"/>"#
    return Self.rss((max(0, newest - 5)..<max(0, newest)).reversed(), newest > 5 ? next : "")
  }

  private static func rss(_ items: [Int], _ more: String) -> String {
    let list = items.map {
      "<item><guid isPermaLink=\"false\">i\($0)</guid><title>Number \($0)</title></item>"
    }
    return
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>\(more)\(list.joined())</channel></rss>"
  }

  /// As RFC 9110 §5.6.7 has it.
  static func httpDate(_ moment: Date) -> String {
    let days = Int((moment.timeIntervalSince1970 / 86400).rounded(.down))
    let name = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][days % 7]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    // 2026-11-22T00:00:00Z
    let text = moment.utc
    let month = Int(text.dropFirst(5).prefix(2))!
    return "\(name), \(text.dropFirst(8).prefix(2)) \(months[month - 1]) \(text.prefix(4)) "
      + "\(text.dropFirst(11).prefix(8)) GMT"
  }
}
