import FoundationEssentials
import Model
import Polling
import Testing

/// POLLING 10–13, 18, 19 and 22: how long one source waits.
@Suite struct `Waiting` {
  private var one = OneSource()

  /// Seconds a source with this interval waits after a first success with these headers.
  private func wait(
    every interval: Duration?, after headers: [(name: String, value: String)],
    asking minimum: Duration? = nil
  ) throws -> Double {
    var one = OneSource(.at("http://a.test/feed", every: interval))
    let reply = PollReply(
      status: 200, url: one.source.url, headers: headers + [("ETag", "1")], bodyHash: 1)
    try one.poll(.feed(reply, FeedHabits(items: 9, newItems: 9, minimumInterval: minimum)))
    return try one.wait
  }

  @Test mutating func `is never shorter than the interval`() throws {
    for _ in 0..<100 {
      try one.poll(.feed(.ok(("ETag", "1"))))
      #expect((3600...3960).contains(try one.wait))
    }
  }

  @Test(
    arguments: [
      ([("Cache-Control", "public, max-age=1200")], 1200.0),
      ([("Cache-Control", "Max-Age=\"1200\", max-age=3000")], 1200),
      ([("Cache-Control", "max-age=1200"), ("Age", "400")], 800),
      ([("Cache-Control", "max-age=1200"), ("Expires", "0")], 1200),
      ([("Cache-Control", "no-cache, max-age=1200")], 300),
      ([("Cache-Control", "s-maxage=1200")], 300),
      ([("Cache-Control", "max-age=129600")], 3600),
      ([("Cache-Control", "max-age=junk")], 300),
      ([("Expires", "Sun, 22 Nov 2026 00:20:00 GMT")], 1200),
      (
        [("Expires", "Sun, 22 Nov 2026 00:20:00 GMT"), ("Date", "Sun, 22 Nov 2026 00:10:00 GMT")],
        600
      ),
      ([("Expires", "Sunday, 22-Nov-26 00:20:00 GMT")], 1200),
      ([("Expires", "Sun Nov 22 00:20:00 2026")], 1200),
      ([("Expires", "0")], 300), ([("Expires", "-1")], 300),
      ([("Expires", "Thu, 01 Jan 1970 00:00:00 GMT")], 300),
    ] as [([(name: String, value: String)], Double)])
  func `lasts as long as the document is fresh, up to the ceiling`(
    headers: [(name: String, value: String)], seconds: Double
  ) throws {
    let wait = try wait(every: nil, after: headers)
    #expect((seconds...seconds * 1.1).contains(wait))
  }

  @Test(arguments: [(Duration.minutes(20), 1200.0), (.seconds(10), 300), (.hours(48), 3600)])
  func `lasts as long as the document asks`(minimum: Duration, seconds: Double) throws {
    let wait = try wait(every: nil, after: [], asking: minimum)
    #expect((seconds...seconds * 1.1).contains(wait))
  }

  @Test mutating func `keeps to what the document asked when it is unchanged`() throws {
    one = OneSource(.at("http://a.test/feed", every: .minutes(1)))
    let habits = FeedHabits(items: 1, newItems: 1, minimumInterval: .minutes(30))
    try one.poll(.feed(.ok(("ETag", "1")), habits))
    try one.poll(.unchanged(.status(304)))
    #expect((1800...1980).contains(try one.wait))
  }

  @Test func `is at least a minute whatever is configured`() throws {
    #expect((60...66).contains(try wait(every: .seconds(1), after: [])))
  }

  @Test(arguments: [
    (429, "7200", 7200.0), (503, "7200", 7200), (403, "7200", 7200), (500, "7200", 7200),
    (429, "Sun, 22 Nov 2026 03:00:00 GMT", 10800), (503, "Sun Nov 22 03:00:00 2026", 10800),
    (429, "172800", 172_800), (503, "99999999", 604_800), (429, "1e300", 604_800),
  ])
  func `lasts until the moment that a refusal names`(
    status: Int, retryAfter: String, seconds: Double
  ) throws {
    var one = OneSource()
    try one.poll(.refused(.status(status, ("Retry-After", retryAfter))))
    #expect((seconds...seconds + 360).contains(try one.wait))
  }

  @Test(arguments: [429, 503])
  func `grows though a refusal names a moment that proves too soon`(status: Int) throws {
    var one = OneSource(.at("http://a.test/feed", every: .minutes(5)))
    let reply = PollReply.status(status, ("Retry-After", "1"))
    for minutes in [5.0, 5, 10, 20, 40] {
      try one.poll(.refused(reply))
      #expect((minutes * 60...minutes * 66).contains(try one.wait))
    }
  }

  @Test mutating func `lasts until the moment that a success names`() throws {
    try one.poll(.feed(.ok(("Retry-After", "86400"))))
    #expect((86400...86760).contains(try one.wait))
  }

  @Test(arguments: [
    ("x-ratelimit-reset", "9000"), ("X-RateLimit-Reset", "1795314600"), ("RateLimit-Reset", "9000"),
  ])
  func `lasts until the allowance is filled again`(name: String, value: String) throws {
    var one = OneSource()
    try one.poll(.refused(.status(429, (name, value))))
    #expect((9000...9360).contains(try one.wait))
  }

  @Test mutating func `minds a spent allowance before the refusal`() throws {
    try one.poll(.feed(.ok(("x-ratelimit-remaining", "0.0"), ("x-ratelimit-reset", "9000"))))
    #expect((9000...9360).contains(try one.wait))
  }

  @Test(arguments: [429, 403])
  func `doubles from an hour to a day when a refusal names no moment`(status: Int) throws {
    var one = OneSource(.at("http://a.test/feed", every: .minutes(5)))
    for hours in [1.0, 2, 4, 8, 16] {
      try one.poll(.refused(.status(status)))
      #expect((hours * 3600...hours * 3960).contains(try one.wait))
    }
    for _ in 0..<40 {
      try one.poll(.refused(.status(status)))
      #expect((20 * 3600...24 * 3600).contains(try one.wait))
    }
  }

  @Test mutating func `is four times as long without validators`() throws {
    one = OneSource(.at("http://a.test/feed", every: nil))
    try one.poll(.feed(.ok()))
    #expect((1200...1320).contains(try one.wait))
  }

  @Test mutating func `is as configured without validators`() throws {
    one = OneSource(.at("http://a.test/feed", every: .minutes(5)))
    try one.poll(.feed(.ok()))
    #expect((300...330).contains(try one.wait))
  }

  @Test(
    arguments: [
      // Midnight is the begin of a Sunday.
      (QuietTimes(hours: [0, 1]), 3600.0), (QuietTimes(hours: [0]), 3600),
      (QuietTimes(hours: [1]), 300), (QuietTimes(weekdays: [0]), 3600),
      (QuietTimes(weekdays: [1]), 300),
      (QuietTimes(hours: Set(0..<24)), 300), (QuietTimes(hours: [99], weekdays: [-1]), 300),
    ] as [(QuietTimes, Double)])
  func `passes over the hours that the document wants quiet, up to the ceiling`(
    quiet: QuietTimes, seconds: Double
  ) throws {
    var one = OneSource(.at("http://a.test/feed", every: .minutes(5)))
    let habits = FeedHabits(items: 1, newItems: 1, quietTimes: quiet)
    try one.poll(.feed(.ok(("ETag", "1")), habits))
    #expect((seconds...seconds * 1.1).contains(try one.wait))
    try one.poll(.unchanged(.status(304)))
    #expect(one.schedule.nextDue(after: one.now) != nil)
  }

  @Test mutating func `is not put off into quiet hours for the sake of an even load`() throws {
    one = OneSource(.at("http://a.test/feed", every: .minutes(55)))
    let habits = FeedHabits(items: 1, newItems: 1, quietTimes: QuietTimes(hours: [1]))
    try one.poll(.feed(.ok(("ETag", "1")), habits))
    #expect(try one.wait == 3300)
  }

  @Test mutating func `ends with the quiet hours where they end sooner`() throws {
    one = OneSource(.at("http://a.test/feed", every: .minutes(5)))
    one.now = midnight + 1800
    let habits = FeedHabits(items: 1, newItems: 1, quietTimes: QuietTimes(hours: [0]))
    try one.poll(.feed(.ok(("ETag", "1")), habits))
    #expect((1800...1830).contains(try one.wait))
  }
}
