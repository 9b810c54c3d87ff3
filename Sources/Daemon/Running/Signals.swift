import Dispatch
import Glibc
import Synchronization

/// Signals as a sequence of events instead of interruptions.
///
/// A handler writes each into a pipe that the program reads, which works whatever signals the threads
/// of libraries block. (Dispatch's own sources want them blocked or ignored, which a program that is
/// started from here would inherit.)
struct Signals: Sendable {
  enum Signal: Sendable {
    /// SIGTERM or SIGINT: end.
    case end
    /// SIGHUP: read the configuration again.
    case reload
    /// SIGUSR1: open the log files again, after logrotate has moved them.
    case reopen

    init?(number: Int32) {
      switch number {
      case SIGTERM, SIGINT: self = .end
      case SIGHUP: self = .reload
      case SIGUSR1: self = .reopen
      default: return nil
      }
    }
  }

  let received: AsyncStream<Signal>

  /// From here on the process handles the signals itself. Called once.
  init() {
    // A receiver that hangs up must not end the daemon.
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no descriptors are left at the start")
    let (reading, writing) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    signalPipe.store(writing, ordering: .releasing)
    for number in [SIGTERM, SIGINT, SIGHUP, SIGUSR1] { signal(number, passOn) }

    received = AsyncStream { continuation in
      let source = DispatchSource.makeReadSource(fileDescriptor: reading)
      source.setEventHandler {
        var number: UInt8 = 0
        while read(reading, &number, 1) == 1 {
          if let signal = Signal(number: Int32(number)) { continuation.yield(signal) }
        }
      }
      source.resume()
      // Nobody touches it again but to cancel it once, which any thread may do.
      nonisolated(unsafe) let watched = source
      continuation.onTermination = { _ in watched.cancel() }
    }
  }
}

/// Where the handler writes; -1 before anybody listens.
private let signalPipe = Atomic<Int32>(-1)

/// The handler: it may do no more than write, since it interrupts whatever is going on.
private func passOn(_ number: Int32) {
  let reason = errno
  var byte = UInt8(truncatingIfNeeded: number)
  _ = write(signalPipe.load(ordering: .acquiring), &byte, 1)
  errno = reason
}
