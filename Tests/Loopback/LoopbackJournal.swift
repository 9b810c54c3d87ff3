import Dispatch

/// What was asked, and who waits for more to be asked.
final class LoopbackJournal: @unchecked Sendable {
  // All that changes is touched on `queue` only.
  private let queue = DispatchQueue(label: "loopback.journal")
  private var recorded: [LoopbackRequest] = []
  private var waiters: [Int: (count: Int, continuation: Continuation)] = [:]
  private var lastWaiter = 0

  private typealias Continuation = CheckedContinuation<[LoopbackRequest], any Error>

  var requests: [LoopbackRequest] { queue.sync { recorded } }

  /// Numbers a request and writes it down.
  func record(_ request: LoopbackRequest) -> LoopbackRequest {
    queue.sync {
      var request = request
      request.number = recorded.count
      recorded.append(request)
      for (waiter, (count, continuation)) in waiters where recorded.count >= count {
        waiters[waiter] = nil
        continuation.resume(returning: recorded)
      }
      return request
    }
  }

  func wait(for count: Int, within limit: Duration) async throws -> [LoopbackRequest] {
    try await withCheckedThrowingContinuation { continuation in
      queue.sync { enter(count, limit, continuation) }
    }
  }

  private func enter(_ count: Int, _ limit: Duration, _ continuation: Continuation) {
    guard recorded.count < count else { return continuation.resume(returning: recorded) }
    lastWaiter += 1
    let waiter = lastWaiter
    waiters[waiter] = (count, continuation)
    queue.asyncAfter(deadline: .now() + .seconds(Int(limit.components.seconds))) {
      guard let late = self.waiters.removeValue(forKey: waiter) else { return }
      late.continuation.resume(
        throwing: LoopbackError.tooFewRequests(self.recorded.count, wanted: late.count))
    }
  }
}
