import FoundationEssentials
import Model
import Storage
import Testing

@testable import Daemon

@Suite struct `Status report` {
  private let noon = Date(utc: "2026-11-22T12:00:00Z")!
  private let database: Database

  init() throws { database = try Database(.memory) }

  private func line(of source: Source.ID, _ state: PollState) throws -> String? {
    try database.save(state, of: source)
    return try StatusReport(database, isRunning: true, at: noon).text.split(separator: "\n")
      .first { $0.hasPrefix("source \(source):") }.map(String.init)
  }

  private func read(at moment: Date) -> PollState {
    PollState(due: noon + 60, lastAttempt: moment, lastSuccess: moment)
  }

  @Test func `claims nothing of the time before a source was first read`() throws {
    try database.insert(Gap(before: noon - 600, of: "forum"))
    #expect(
      try line(of: "forum", read(at: noon))
        == "source forum: read 0 s ago; observed 100 % since its first answer 10 min ago; "
        + "that one is history")
  }

  @Test func `counts what was missed since then`() throws {
    try database.insert(Gap(before: noon - 1000, of: "forum"))
    try database.insert(
      Gap(
        source: "forum", began: noon - 500, ended: noon - 250, cause: "status 500",
        isMadeGood: true))
    let line = try #require(try line(of: "forum", read(at: noon)))
    #expect(line.contains("observed 75 % since"))
  }

  @Test func `speaks of the last day once a source is known for longer`() throws {
    try database.insert(Gap(before: noon - 90_000, of: "forum"))
    #expect(
      try line(of: "forum", read(at: noon))?.hasSuffix("observed 100 % of the last day") == true)
  }

  @Test func `claims nothing of a source that was never read`() throws {
    let line = try line(
      of: "forum",
      PollState(
        due: noon + 60, lastAttempt: noon, failures: 1, problem: "no route", blindSince: noon))
    #expect(line == "source forum: blind for 0 s, never read; no route, next try in 60 s")
  }
}
