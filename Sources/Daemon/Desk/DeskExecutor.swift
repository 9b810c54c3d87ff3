import Dispatch

/// A serial queue of its own for the Desk, so that waiting for the disk never holds up a thread of
/// the shared pool.
final class DeskExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "desk")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
