import Alerting
import FoundationEssentials
import JSON
import Model
import Serving

/// Takes items that programs post to `/v1/items`: surveys, calls, mails, chats.
struct PushedItems: Sendable {
  static let path = "/v1/items"

  /// Who has it may post, as the configuration stands now; nil where nobody may.
  let token: @Sendable () async -> Authorization.Secret?

  /// Takes in what was posted; given so that an alert is told and sent as one of a poll.
  let receive: @Sendable (_ items: [Item], _ source: Source) async throws -> Report

  /// What is known of a source that a program names, as the configuration stands now.
  let source: @Sendable (_ name: String) async -> WatchedSource?

  /// The time, by which the moments of items are judged.
  let now: @Sendable () -> Date

  private let gate = PostGate()

  /// What a source is called that nobody named.
  private static let standardSource = "pushed"
  private static let longestName = 100

  /// Answers 202 with counts and what was read otherwise than it may have been meant, 401 without the
  /// token, 405, 415, 422 with the line that is wrong, or 503 where too many post at once. Nothing of a
  /// document is taken of which a part is wrong, so that it can be mended and sent again.
  func answer(_ request: ServingRequest) async -> ServingResponse {
    guard let token = await token() else {
      return text("no items are taken: the configuration has no status.itemsTokenFile\n", 404)
    }
    guard isAuthorized(request, token) else {
      return text(
        "expected the header Authorization: Bearer TOKEN\n", 401,
        [(name: "WWW-Authenticate", value: "Bearer")])
    }
    guard request.method == "POST" else {
      return text("items are posted\n", 405, [(name: "Allow", value: "POST")])
    }
    let name = request.query.first { $0.name == "source" }?.value ?? Self.standardSource
    guard !name.isEmpty, name.count <= Self.longestName, SafeText.line(name) == name else {
      return text("source: expected a name of at most \(Self.longestName) characters\n", 422)
    }
    let coding = request.header("Content-Encoding")?.lowercased() ?? "identity"
    guard coding == "identity" else {
      return text(
        "expected a body without Content-Encoding, found \(SafeText.line(coding))\n", 415,
        [(name: "Accept-Encoding", value: "identity")])
    }
    guard let kind = ItemDocument.Kind(ofType: request.header("Content-Type")) else {
      return text(
        "expected JSON, JSON Lines, a feed, a table, a mail or plain text\n", 415,
        [(name: "Accept-Post", value: Self.types)])
    }
    guard gate.enter() else {
      return text("too many post at once\n", 503, [(name: "Retry-After", value: "1")])
    }
    defer { gate.leave() }
    return await take(request.body, kind, for: name)
  }

  /// RFC 5789 has the field for PATCH, the Linked Data Platform section 7.1 for POST.
  private static let types =
    "application/json, application/x-ndjson, application/feed+json, application/rss+xml, "
    + "application/atom+xml, text/csv, message/rfc822, text/plain"

  private func take(
    _ body: [UInt8], _ kind: ItemDocument.Kind, for name: String
  ) async -> ServingResponse {
    let watched = await source(name)
    let reading = ItemDocument.read(body, as: kind, mapping: watched?.mapping)
    if let problem = reading.problems.first { return refusal(of: problem) }
    guard !reading.items.isEmpty else {
      return refusal(of: ItemDocument.Problem(reason: "expected an item, found none"))
    }
    let known = watched?.source ?? Source(id: name, url: "")
    do {
      return accepted(reading, try await receive(reading.items, known))
    } catch {
      return text("not recorded: \(error)\n", 503, [(name: "Retry-After", value: "30")])
    }
  }

  /// The time it takes does not tell how many letters were right.
  private func isAuthorized(_ request: ServingRequest, _ token: Authorization.Secret) -> Bool {
    let given = Array((request.header("Authorization") ?? "").utf8)
    let wanted = Array("Bearer \(token.text)".utf8)
    var difference: UInt8 = given.count == wanted.count ? 0 : 1
    for (place, byte) in wanted.enumerated() {
      difference |= byte ^ (place < given.count ? given[place] : 0)
    }
    return difference == 0
  }

  private func accepted(_ reading: ItemDocument.Reading, _ report: Report) -> ServingResponse {
    let warnings = reading.warnings + oddMoments(of: reading)
    return json(202) {
      $0.field("items", reading.items.count)
      $0.field("new", report.newItems)
      $0.field("mentions", report.mentions.count)
      guard !warnings.isEmpty else { return }
      $0.array("warnings") {
        for warning in warnings.prefix(Self.mostWarnings) { $0.object { write(warning, &$0) } }
      }
    }
  }

  private static let mostWarnings = 20

  /// What the rules make of moments: an item counts when it was published, but never later than it
  /// came, and what is a day late alarms nobody.
  private func oddMoments(of reading: ItemDocument.Reading) -> [ItemDocument.Problem] {
    let now = now()
    return zip(reading.items, reading.lines).compactMap { item, line in
      guard let moment = item.moment else { return nil }
      let age = now.timeIntervalSince(moment)
      // Clocks differ by a little.
      if age < -60 {
        return ItemDocument.Problem(
          line: line, reason: "published in the future; it counts from when it came")
      }
      guard age > Desk.lateness.seconds else { return nil }
      return ItemDocument.Problem(
        line: line,
        reason: "published more than a day ago; it teaches what is usual and alarms nobody")
    }
  }

  private func write(_ problem: ItemDocument.Problem, _ writer: inout JSONWriter) {
    writer.field("line", problem.line)
    writer.field("problem", problem.reason)
  }

  private func refusal(of problem: ItemDocument.Problem) -> ServingResponse {
    json(422) { write(problem, &$0) }
  }

  private func json(_ status: Int, _ body: (inout JSONWriter) -> Void) -> ServingResponse {
    var writer = JSONWriter()
    writer.object(body)
    return ServingResponse(
      status: status, contentType: "application/json", body: writer.bytes + [0x0A])
  }

  private func text(
    _ text: String, _ status: Int, _ headers: [(name: String, value: String)] = []
  ) -> ServingResponse {
    var response = ServingResponse(status: status, text: text)
    response.headers = headers
    return response
  }
}
