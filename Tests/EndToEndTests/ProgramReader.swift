import Glibc
import Synchronization

/// Reads what a program says on a thread of its own, so that a waiting test holds up no other, and
/// then waits for its end.
final class ProgramReader: Sendable {
  /// Each line once, over all that ask; ends with the program, or when it says nothing for too long.
  let lines: AsyncStream<String>

  private let pid: pid_t
  private let state = Mutex(State())

  private struct State {
    var lines: [String] = []
    /// Lines that nobody has asked for yet.
    var passed: [String] = []
    var status: Int32?
  }

  /// The most that a test waits for a line: the threads are those of a thousand other tests too.
  private static let patienceMilliseconds: Int32 = 600_000

  init(pid: pid_t, output: Int32) {
    self.pid = pid
    let (lines, continuation) = AsyncStream.makeStream(of: String.self)
    self.lines = lines
    startThread { [self] in
      read(output, continuation)
      close(output)
      reap()
      continuation.finish()
    }
  }

  /// All that was said so far.
  var said: String { state.withLock { $0.lines.joined(separator: "\n") } }

  /// The exit status, or minus the signal; nil while it runs.
  var status: Int32? { state.withLock { $0.status } }

  func pass(_ line: String) { state.withLock { $0.passed.append(line) } }

  /// A line that was passed over, with all of some texts; it is given once.
  func takePassed(_ parts: [String]) -> String? {
    state.withLock { state in
      state.passed.firstIndex { parts.allSatisfy($0.contains) }.map { state.passed.remove(at: $0) }
    }
  }

  func endWithForce() {
    // Once it is reaped, the number may belong to another process.
    state.withLock { if $0.status == nil { kill(pid, SIGKILL) } }
  }

  private func read(_ output: Int32, _ continuation: AsyncStream<String>.Continuation) {
    var pending: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      var poll = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&poll, 1, Self.patienceMilliseconds) > 0 else { return endWithForce() }
      let count = Glibc.read(output, &chunk, chunk.count)
      guard count > 0 else { return }
      pending += chunk.prefix(count)
      while let end = pending.firstIndex(of: 0x0A) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        state.withLock { $0.lines.append(line) }
        continuation.yield(line)
      }
    }
  }

  private func reap() {
    // Waited for without being reaped, so that `endWithForce` never meets a stranger.
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    state.withLock {
      var raw: Int32 = 0
      _ = waitpid(pid, &raw, 0)
      $0.status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
    }
  }

  private func startThread(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Body(run: body))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { argument in
        Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue().run()  // It was passed below.
        return nil
      }, box.toOpaque())
    precondition(failure == 0, "no thread left")
    pthread_detach(thread)
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }
}
