import Feeds
import FoundationEssentials
import Model
import Polling
import Transport

extension Engine {
  func pollSources() async {
    await withDiscardingTaskGroup { polls in
      for await _ in pollBell.rings {
        for job in await desk.pollsDue(at: clock.now) {
          polls.addTask {
            await endingOnFailure { try await poll(job) }
            pollBell.ring()
          }
        }
      }
    }
  }

  /// Asks one source, reads the answer, and hands it to the Desk.
  func poll(_ job: PollJob) async throws {
    let source = job.order.source
    if let path = LocalFiles.path(of: source.url) { return try await readFiles(at: path, for: job) }
    let response: HTTPResponse
    do {
      response = try await tokens.send(
        request(for: job), by: client, as: job.authorization)
    } catch {
      if error == .cancelled { return await desk.abandon(source.id, at: clock.now) }
      return try await finish(job, items: []) { _ in .failed(reason: error.description) }
    }
    let bodyHash = response.status == 200 ? BodyHash.of(response.body) : nil
    let reply = PollReply(
      status: response.status, url: response.url,
      headers: response.headers.map { (name: $0.name, value: $0.value) }, bodyHash: bodyHash,
      permanentlyAt: response.permanentlyAt)
    if response.status == 304 || bodyHash != nil && bodyHash == job.order.bodyHash {
      return try await finish(job, items: []) { _ in .unchanged(reply) }
    }
    guard (200..<300).contains(response.status) else {
      return try await finish(job, items: []) { _ in .refused(reply) }
    }
    try await read(response, reply, for: job)
  }

  private func read(_ response: HTTPResponse, _ reply: PollReply, for job: PollJob) async throws {
    let source = job.order.source
    do {
      let feed = try FeedReader.read(
        response.body, from: response.url, contentType: response.header("Content-Type"),
        mapping: job.mapping)
      await tell(feed.problems, of: source)
      let items = job.listening.examine(feed.items, from: source)
      try await finish(job, items: items) { newItems in
        .feed(
          reply,
          FeedHabits(
            items: items.count, newItems: newItems, minimumInterval: feed.minimumInterval))
      }
    } catch let error as FeedError {
      try await finish(job, items: []) { _ in .notAFeed(reply, reason: error.description) }
    }
  }

  func finish(
    _ job: PollJob, items: [ExaminedItem], outcome: @escaping @Sendable (Int) -> PollOutcome
  ) async throws {
    let source = job.order.source
    let report = try await desk.receive(items, of: source, at: clock.now, outcome: outcome)
    for event in report.pollEvents { tell(event, of: source) }
    if report.newItems > 0 {
      log.event(
        .info, "feed read",
        [
          "source": source.id, "items": "\(items.count)", "new": "\(report.newItems)",
          "mentions": report.mentions.isEmpty ? nil : "\(report.mentions.count)",
        ])
    }
    observe(.polled(source.id, items: items.count, new: report.newItems))
    tell(report)
  }

  /// Tells what was lost of a document, once until something else is lost or nothing any more.
  private func tell(_ problems: [FeedProblem], of source: Source) async {
    for problem in problems.prefix(3) where !problem.isLoss {
      log.event(.debug, "feed mended", ["source": source.id, "problem": "\(problem)"])
    }
    let loss = problems.first(where: \.isLoss).map(\.description)
    guard await desk.isNew(loss: loss, of: source.id), let loss else { return }
    log.event(.warning, "feed read in part", ["source": source.id, "reason": loss])
  }

  private func tell(_ event: PollEvent, of source: Source) {
    switch event {
    case .failed(let reason):
      log.event(.warning, "source not read", ["source": source.id, "reason": reason])
    case .blind(let reason, let since, let failures):
      log.event(
        .error, "source is blind",
        [
          "source": source.id, "since": since.utc, "failures": "\(failures)", "reason": reason,
        ])
    case .recovered(let since, let failures):
      log.event(
        .notice, "source is read again",
        ["source": source.id, "since": since.utc, "failures": "\(failures)"])
    case .gone:
      log.event(
        .error, "source is gone for good (410); take it out of the configuration",
        ["source": source.id])
    case .moved(let url):
      log.event(
        .warning, "source has moved; change its address in the configuration",
        ["source": source.id, "url": url])
    case .overrun(let items):
      log.event(
        .warning, "items may have been missed: none of the last poll is left; poll more often",
        ["source": source.id, "items": "\(items)"])
    }
  }

  private func request(for job: PollJob) -> HTTPRequest {
    var request = HTTPRequest(url: job.order.url, limits: job.limits)
    request.headers = job.headers
    for condition in job.order.conditions(for: job.order.url) {
      request.headers.append(HTTPHeader(condition.name, condition.value))
    }
    return request
  }
}
