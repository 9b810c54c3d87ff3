import Glibc

/// Tells threads that wait for a descriptor to give up: a pipe with a byte in it that nobody takes.
///
/// Closing the writing end would not do: programs that a test starts may have inherited it.
final class StopSignal: Sendable {
  private let reader: Int32
  private let writer: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw LoopbackError.noSocket(errno: errno) }
    reader = ends[0]
    writer = ends[1]
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(reader)
    close(writer)
  }

  func raise() {
    var byte: UInt8 = 1
    _ = write(writer, &byte, 1)
  }

  /// Waits for an event of poll(2); false when the signal is raised or `limit` passes.
  func waitUntilReady(
    _ descriptor: Int32, for event: Int32, limit: Duration? = nil
  ) -> Bool {
    var polled = [
      pollfd(fd: descriptor, events: Int16(event), revents: 0),
      pollfd(fd: reader, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = limit.map {
      Int32($0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000)
    }
    while true {
      let count = poll(&polled, 2, milliseconds ?? -1)
      if count < 0, errno == EINTR { continue }
      return count > 0 && polled[1].revents == 0
    }
  }
}
