import Feeds
import FoundationEssentials
import Model
import Polling
import Transport

extension Engine {
  func pollSources() async {
    var alarm = Alarm()
    await endingOnFailure {
      while try await desk.restoreSomeStories(), !Task.isCancelled {}
    }
    await withDiscardingTaskGroup { polls in
      for await _ in pollBell.rings {
        var due: (jobs: [PollJob], next: Date?) = ([], nil)
        await endingOnFailure { due = try await desk.pollsDue(at: clock.now) }
        for job in due.jobs {
          polls.addTask {
            await endingOnFailure { try await poll(job) }
          }
        }
        if let next = due.next, alarm.isNeeded(at: next, now: clock.now) {
          polls.addTask { await ring(pollBell, at: next) }
        }
      }
    }
  }

  /// Asks one source, reads the answer, and hands it to the Desk.
  func poll(_ job: PollJob) async throws {
    let source = job.order.source
    if let path = LocalFiles.path(of: source.url) { return try await readFiles(at: path, for: job) }
    let arriving = ArrivingFeed { [mapping = job.mapping] head in
      FeedStream(from: head.url, contentType: head.header("Content-Type"), mapping: mapping)
    }
    let response: HTTPResponse
    do {
      response = try await tokens.send(
        request(for: job), by: client, as: job.authorization, passingBodyTo: arriving.take)
    } catch {
      if error == .cancelled { return try await desk.abandon(source.id, at: clock.now) }
      guard let part = arriving.part(endedBy: error) else {
        return try await finish(job, items: []) { _ in .failed(reason: error.advice) }
      }
      return try await read(part.feed, Self.reply(part.head, isPart: error.isTransient), for: job)
    }
    let bodyHash = response.status == 200 ? arriving.bodyHash : nil
    let reply = Self.reply(response, bodyHash: bodyHash)
    if response.status == 304 || bodyHash != nil && bodyHash == job.order.bodyHash {
      return try await finish(job, items: []) { _ in .unchanged(reply) }
    }
    guard (200..<300).contains(response.status) else {
      return try await finish(job, items: []) { _ in .refused(reply) }
    }
    var feed: Feed
    do {
      feed = try arriving.finish()
      feed.nextPage = feed.nextPage ?? response.nextPage
    } catch {
      return try await finish(job, items: []) { _ in
        .notAFeed(reply, reason: error.description)
      }
    }
    try await read(feed, reply, for: job)
  }

  /// - Parameter isPart: Whether the rest of the body may come the next time. Beyond a limit it would be
  ///   cut off again.
  private static func reply(
    _ response: HTTPResponse, bodyHash: UInt64? = nil, isPart: Bool = false
  ) -> PollReply {
    PollReply(
      status: response.status, url: response.url,
      headers: response.headers.map { (name: $0.name, value: $0.value) }, bodyHash: bodyHash,
      permanentlyAt: response.permanentlyAt, isPart: isPart)
  }

  private func read(_ feed: Feed, _ reply: PollReply, for job: PollJob) async throws {
    let loss = tell(feed.problems, of: job.order.source)
    let items = try await withOlderPages(
      job.listening.examine(feed.items, from: job.order.source), of: feed, from: reply.url,
      for: job)
    try await finish(job, items: items, loss: loss) { newItems in
      .feed(
        reply,
        FeedHabits(
          items: Set(items.map { $0.keys[0] }).count, newItems: newItems,
          firstPage: feed.items.count,
          moments: items.compactMap { $0.item.moment }, minimumInterval: feed.minimumInterval,
          quietTimes: feed.quietTimes))
    }
  }

  func finish(
    _ job: PollJob, items: [ExaminedItem], loss: String? = nil,
    outcome: @escaping @Sendable (Int) -> PollOutcome
  ) async throws {
    let source = job.order.source
    let report = try await recorder.record(
      EndedPoll(source: source, items: items, loss: loss, outcome: outcome), on: desk, clock)
    if let loss = report.loss {
      log.event(.warning, "feed read in part", ["source": source.id, "reason": loss])
    }
    for event in report.pollEvents { tell(event, of: source) }
    if report.newItems > 0 {
      log.event(
        .info, "feed read",
        [
          "source": source.id, "items": "\(items.count)", "new": "\(report.newItems)",
          "mentions": report.mentions.isEmpty ? nil : "\(report.mentions.count)",
          // It teaches what is usual and alarms nobody, which is worth knowing of a file.
          "as": report.isFirstAnswer ? "history" : nil,
        ])
    }
    observe(.polled(source.id, items: items.count, new: report.newItems))
    tell(report)
  }

  private func request(for job: PollJob) -> HTTPRequest {
    var request = HTTPRequest(url: job.order.url, limits: job.limits)
    request.headers = job.headers
    request.home = job.order.source.url
    if let validators = job.order.validators {
      request.conditions = HTTPConditions(
        url: validators.url,
        headers: validators.conditions.map { HTTPHeader($0.name, $0.value) })
    }
    return request
  }
}
