package import FoundationEssentials
import Model

/// What a reply says about when to come back.
extension PollReply {
  /// Retry-After (RFC 9110 §10.2.3): seconds, or a moment. Any status may carry it.
  package func retryMoment(at now: Date) -> Date? {
    guard let text = header("retry-after") else { return nil }
    if let seconds = Double(text), seconds.isFinite { return now.addingTimeInterval(seconds) }
    return HTTPDate.moment(text, at: now)
  }

  /// When a spent allowance is filled again: `x-ratelimit-reset`, in seconds from now or, where the
  /// number is that large, since 1970. Nil while something of the allowance is left, unless this
  /// very reply is a refusal.
  func allowanceMoment(at now: Date) -> Date? {
    let left = header("x-ratelimit-remaining") ?? header("ratelimit-remaining")
    guard status == 429 || status == 403 || left.flatMap({ Double($0) }) == 0,
      let text = header("x-ratelimit-reset") ?? header("ratelimit-reset"),
      let seconds = Double(text), seconds.isFinite
    else { return nil }
    return seconds > 1_000_000_000
      ? Date(timeIntervalSince1970: seconds) : now.addingTimeInterval(seconds)
  }

  /// How long the document stays fresh from now on; 0 where nothing is said.
  ///
  /// RFC 9111 §4.2.1: max-age before Expires; §4.2.3: less the Age that it had in a cache.
  func freshness(at now: Date) -> Duration {
    let directives = list("cache-control").lowercased().split(separator: ",").map(\.trimmed)
    // §5.2.2.4, §5.2.2.5: these ask to be asked each time.
    if directives.contains("no-cache") || directives.contains("no-store") { return .zero }
    let lifetime: Double
    // §4.2.1: of two values the first counts.
    if let directive = directives.first(where: { $0.hasPrefix("max-age=") }) {
      lifetime = Double(directive.dropFirst(8).filter { $0 != "\"" }) ?? 0
    } else if let text = header("expires") {
      // §5.3: an invalid date, `0` above all, means already expired.
      guard let expiry = HTTPDate.moment(text, at: now) else { return .zero }
      let sent = header("date").flatMap { HTTPDate.moment($0, at: now) } ?? now
      lifetime = expiry.timeIntervalSince(sent)
    } else {
      return .zero
    }
    let age = header("age").flatMap { Double($0) } ?? 0
    let rest = lifetime - max(age, 0)
    // A century is enough for every clamp that follows, and fits into a Duration.
    return rest.isFinite ? .seconds(min(max(rest, 0), 3.2e9)) : .zero
  }

  /// The validators of this reply (RFC 9110 §8.8); nil where it has none.
  var validators: Validators? {
    let etag = header("etag")
    let lastModified = header("last-modified")
    guard etag != nil || lastModified != nil else { return nil }
    return Validators(url: url, etag: etag, lastModified: lastModified)
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}

extension Date {
  static func + (moment: Date, length: Duration) -> Date {
    moment.addingTimeInterval(length.seconds)
  }

  static func - (later: Date, earlier: Date) -> Duration {
    .seconds(later.timeIntervalSince(earlier))
  }
}
