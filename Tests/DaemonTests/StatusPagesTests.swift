import FoundationEssentials
import Model
import Serving
import Storage
import Testing

@testable import Daemon

@Suite struct `Status pages` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!
  private let desk: Desk

  init() throws {
    desk = try Desk(
      ConfigurationReader.read(
        Array(#"{"brands": [], "sources": []}"#.utf8), files: SecretFiles(values: [:])),
      database: Database(.memory), at: noon)
  }

  private func answer(
    _ path: String, method: String = "GET", after seconds: Double = 1
  ) async -> (status: Int, text: String, response: ServingResponse) {
    let response = await StatusPages.answer(
      ServingRequest(method: method, path: path), desk, at: noon + seconds)
    return (response.status, String(decoding: response.body, as: UTF8.self), response)
  }

  @Test func `tell of a daemon that gets nothing done`() async {
    #expect(await answer("/healthz").status == 200)
    let stuck = await answer("/healthz", after: 180)
    #expect(stuck.status == 503)
    #expect(stuck.text == "no progress for 180 s\n")
  }

  @Test func `sum up`() async {
    #expect(await answer("/readyz").text == "0 sources; 0 open incidents; 0 alerts waiting\n")
  }

  @Test func `tell what the verb tells`() async {
    #expect(await answer("/status").text.contains("no open incidents"))
  }

  @Test func `name each other where there is none`() async {
    let lost = await answer("/")
    #expect(lost.status == 404)
    #expect(lost.text.contains("/status"))
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS"])
  func `are only looked at`(method: String) async {
    let refused = await answer("/healthz", method: method)
    #expect(refused.status == 405)
    #expect(refused.response.headers.contains { $0.name == "Allow" && $0.value == "GET, HEAD" })
  }
}
