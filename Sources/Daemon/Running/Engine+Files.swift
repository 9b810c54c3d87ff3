import FoundationEssentials
import Model
import Polling
import Transport

extension Engine {
  /// Looks at a file or a folder of this machine as at a source that is polled: it is due, it may be
  /// missing, its first answer is history, and where it was read to is recorded with what was read.
  func readFiles(at path: String, for job: PollJob) async throws {
    let source = job.order.source
    let reading: LocalFiles.Reading
    do {
      reading = try await localFiles.read(
        path, from: job.order.validators?.etag, mapping: job.mapping,
        limit: job.limits.maxBodyBytes, at: clock.now)
    } catch {
      return try await finish(job, items: []) { _ in .failed(reason: "\(error)") }
    }
    let reply = PollReply(
      status: 200, url: source.url,
      headers: reading.position.map { [(name: "ETag", value: $0)] } ?? [])
    let items = job.listening.examine(reading.items, from: source)
    try await finish(job, items: items, loss: reading.problems.first) { _ in
      // Nothing is missed when all is new: a file keeps what was appended.
      .feed(reply, FeedHabits(items: 0, newItems: 0))
    }
  }
}
