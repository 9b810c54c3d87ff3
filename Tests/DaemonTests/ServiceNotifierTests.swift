import FoundationEssentials
import Glibc
import Testing

@testable import Daemon

@Suite struct `Service notifier` {
  @Test(arguments: ManagerSocket.Kind.allCases)
  func `reaches the manager by path and by abstract name`(kind: ManagerSocket.Kind) throws {
    let manager = try ManagerSocket(kind)
    notifier(manager).ready()
    #expect(manager.messages() == ["READY=1"])
  }

  @Test func `tells each step in a datagram of its own`() throws {
    let manager = try ManagerSocket(.path)
    let notifier = notifier(manager)
    notifier.ready()
    notifier.watchdog()
    notifier.stopping()
    #expect(manager.messages() == ["READY=1", "WATCHDOG=1", "STOPPING=1"])
  }

  @Test func `keeps a status on one line`() throws {
    let manager = try ManagerSocket(.path)
    notifier(manager).status("47 sources\nSTOPPING=1\u{1B}[2J")
    #expect(manager.messages() == ["STATUS=47 sources STOPPING=1 [2J"])
  }

  @Test func `tells the moment of a reload by the monotonic clock`() throws {
    let manager = try ManagerSocket(.path)
    let before = monotonicMicroseconds()
    notifier(manager).reloading()
    let after = monotonicMicroseconds()

    let lines = try #require(manager.messages().first).split(separator: "\n")
    #expect(lines.first == "RELOADING=1")
    let stamp = try #require(lines.last?.split(separator: "=").last.flatMap { Int64($0) })
    #expect(lines.last == "MONOTONIC_USEC=\(stamp)")
    #expect((before...after).contains(stamp))
  }

  @Test(arguments: [
    nil, "", "/", "@", "relative", "vsock:2:1234", "/nobody/listens/here",
    "/" + String(repeating: "x", count: 200),
  ])
  func `is silent where no manager can be reached`(socket: String?) {
    let notifier = ServiceNotifier { $0 == "NOTIFY_SOCKET" ? socket : nil }
    notifier.ready()
    notifier.reloading()
  }

  @Test(arguments: [
    (["WATCHDOG_USEC": "120000000"], Duration.seconds(120)),
    (["WATCHDOG_USEC": "500", "WATCHDOG_PID": "42"], .microseconds(500)),
    (["WATCHDOG_USEC": "500", "WATCHDOG_PID": "43"], nil),
    (["WATCHDOG_USEC": "0"], nil),
    (["WATCHDOG_USEC": "-5"], nil),
    (["WATCHDOG_USEC": "soon"], nil),
    ([:], nil),
  ])
  func `knows how long a silence may last`(variables: [String: String], interval: Duration?) {
    let notifier = ServiceNotifier(process: 42) { variables[$0] }
    #expect(notifier.watchdogInterval == interval)
  }

  private func notifier(_ manager: ManagerSocket) -> ServiceNotifier {
    ServiceNotifier { $0 == "NOTIFY_SOCKET" ? manager.name : nil }
  }

  private func monotonicMicroseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
  }
}
