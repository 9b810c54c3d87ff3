import Model
import Polling
import Testing

/// POLLING 1–9.
@Suite struct `Conditional requests` {
  private var one = OneSource()

  @Test mutating func `begin with one that is unconditional`() throws {
    let first = try one.order()
    #expect(first.validators == nil)
  }

  @Test(arguments: [
    [("ETag", "W/\"a b\"")], [("Last-Modified", "-1")],
    [("etag", "unquoted"), ("LAST-MODIFIED", "Thu, 1 Jan 1970 00:00:00 +0000")],
  ])
  func `send validators back byte for byte`(headers: [(name: String, value: String)]) throws {
    var one = OneSource()
    try one.poll(.feed(PollReply(status: 200, url: one.source.url, headers: headers)))
    let order = try one.order()
    #expect(order.validators?.conditions.map(\.value) == headers.map(\.value))
  }

  @Test mutating func `are kept across restarts`() throws {
    let state = try one.poll(.feed(.ok(("ETag", "\"1\"")))).state
    one.schedule = Schedule(
      [one.source], states: ["a": state], hosts: [:], pacing: Pacing(), at: one.now)
    #expect(try one.order().validators?.etag == "\"1\"")
  }

  @Test mutating func `take both validators anew from a body that is the same`() throws {
    try one.poll(.feed(.ok(("ETag", "1"), ("Last-Modified", "x"))))
    try one.poll(.unchanged(.ok(("ETag", "2"), ("Last-Modified", "y"))))
    #expect(
      try one.order().validators
        == Validators(url: one.source.url, etag: "2", lastModified: "y"))
  }

  @Test mutating func `take an entity tag anew where the date stays`() throws {
    try one.poll(.feed(.ok(("ETag", "1"), ("Last-Modified", "x"))))
    try one.poll(.feed(.ok(("ETag", "2"), ("Last-Modified", "x"))))
    #expect(try one.order().validators?.etag == "2")
  }

  @Test mutating func `take from a 304 what it carries and keep the rest`() throws {
    try one.poll(.feed(.ok(("ETag", "1"), ("Last-Modified", "x"))))
    try one.poll(.unchanged(.status(304, ("ETag", "2"))))
    #expect(
      try one.order().validators
        == Validators(url: one.source.url, etag: "2", lastModified: "x"))
  }

  @Test mutating func `drop a validator that a document no longer has`() throws {
    try one.poll(.feed(.ok(("ETag", "1"), ("Last-Modified", "x"))))
    try one.poll(.feed(.ok(("Last-Modified", "x"))))
    #expect(
      try one.order().validators == Validators(url: one.source.url, lastModified: "x"))
  }

  @Test mutating func `belong to the address that a redirect led to`() throws {
    try one.poll(.feed(.ok(("ETag", "1"), url: "http://b.test/feed")))
    let order = try one.order()
    #expect(order.url == one.source.url)
    #expect(order.validators == Validators(url: "http://b.test/feed", etag: "1"))
  }

  @Test mutating func `start anew where the configuration changes the address`() throws {
    try one.poll(.feed(.ok(("ETag", "1"))))
    one.schedule.replace([.at("http://a.test/other")], pacing: Pacing(), at: one.now)
    #expect(try one.order().validators == nil)
  }

  @Test mutating func `count an unchanged document as a success`() throws {
    try one.poll(.feed(.ok(("ETag", "1"))))
    try one.poll(.failed(reason: "no route"))
    let update = try one.poll(.unchanged(.status(304)))
    #expect(update.state.failures == 0)
    #expect(update.state.blindSince == nil)
  }

  @Test(arguments: [PollOutcome.unchanged(.status(304)), .refused(.status(304))])
  func `take a 304 that nobody asked for as a failure`(outcome: PollOutcome) throws {
    var one = OneSource()
    let update = try one.poll(outcome)
    #expect(update.state.problem == "304 to an unconditional request")
  }

  @Test mutating func `take a 304 of another address as a failure`() throws {
    try one.poll(.feed(.ok(("ETag", "1"), url: "http://b.test/feed")))
    let update = try one.poll(.unchanged(.status(304, url: "http://c.test/feed")))
    #expect(update.state.failures == 1)
    #expect(try one.order().validators == nil)
  }

  @Test mutating func `follow a 412 by an unconditional one at the usual moment`() throws {
    try one.poll(.feed(.ok(("ETag", "1"))))
    try one.poll(.refused(.status(412)))
    let wait = try one.wait
    #expect((3600...3960).contains(wait))
    #expect(try one.order().validators == nil)
  }

  @Test mutating func `keep the validators of the last feed when a page of errors comes`() throws {
    try one.poll(.feed(.ok(("ETag", "1"))))
    try one.poll(.notAFeed(.ok(("ETag", "error page")), reason: "HTML"))
    #expect(try one.order().validators?.etag == "1")
  }

  @Test mutating func `keep the validators of the last whole body when another breaks off`() throws
  {
    try one.poll(.feed(.ok(("ETag", "1"))))
    var part = PollReply.ok(("ETag", "2"))
    part.isPart = true
    try one.poll(.feed(part))
    #expect(try one.order().validators?.etag == "1")
  }
}
