import Alerting
import FoundationEssentials
import JSON
import Model
import Serving

/// Takes items that programs post to `/v1/items`: surveys, calls, mails, chats.
struct PushedItems: Sendable {
  static let path = "/v1/items"

  /// Who has it may post.
  let token: Authorization.Secret?

  /// Takes in what was posted; given so that an alert is told and sent as one of a poll.
  let receive: @Sendable (_ items: [Item], _ source: Source) async throws -> Report

  /// What is known of a source that a program names, as the configuration stands now.
  let source: @Sendable (_ name: String) async -> Source?

  /// What a source is called that nobody named.
  private static let standardSource = "pushed"
  private static let longestName = 100

  /// Answers 202 with counts, 401 without the token, 405, or 422 with the line that is wrong. Nothing
  /// of a document is taken of which a part is wrong, so that it can be mended and sent again.
  func answer(_ request: ServingRequest) async -> ServingResponse {
    guard let token else {
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
    let reading = ItemDocument.read(request.body, mapping: nil)
    if let problem = reading.problems.first { return refusal(of: problem) }
    guard !reading.items.isEmpty else {
      return refusal(of: ItemDocument.Problem(reason: "expected an item, found none"))
    }
    let known = await source(name) ?? Source(id: name, url: "")
    do {
      return accepted(reading.items.count, try await receive(reading.items, known))
    } catch {
      return text("not recorded: \(error)\n", 503)
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

  private func accepted(_ count: Int, _ report: Report) -> ServingResponse {
    json(202) {
      $0.field("items", count)
      $0.field("new", report.newItems)
      $0.field("mentions", report.mentions.count)
    }
  }

  private func refusal(of problem: ItemDocument.Problem) -> ServingResponse {
    json(422) {
      $0.field("line", problem.line)
      $0.field("problem", problem.reason)
    }
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
