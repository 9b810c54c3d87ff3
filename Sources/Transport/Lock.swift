import Glibc

/// State that threads share, reached by one of them at a time.
///
/// A pthread mutex, because ThreadSanitizer reports false races for `Synchronization.Mutex`.
final class Lock<State>: @unchecked Sendable {
  // `state` is touched only in `withLock`, between lock and unlock.
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init(_ state: sending State) {
    self.state = state
    mutex = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func withLock<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&state)
  }
}
