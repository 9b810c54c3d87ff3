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
      reading = try await settled(at: path, for: job)
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

  /// What is new there. Who drops a file and looks at once should see it: where nothing else is new
  /// than what may still be written, that is waited for, once.
  private func settled(at path: String, for job: PollJob) async throws -> LocalFiles.Reading {
    let reading = try await look(at: path, for: job)
    guard reading.isSettling, reading.items.isEmpty else { return reading }
    guard (try? await clock.sleep(.nanoseconds(LocalFolder.settling))) != nil else {
      return reading
    }
    return try await look(at: path, for: job)
  }

  private func look(at path: String, for job: PollJob) async throws -> LocalFiles.Reading {
    try await localFiles.read(
      path, from: job.order.validators?.etag, mapping: job.mapping,
      limit: job.limits.maxBodyBytes, at: clock.now)
  }
}
