import FoundationEssentials
import Glibc

/// The program that lies beside the benchmarks, running.
final class MeasuredDaemon {
  let sources: [PolledSource]

  /// From when on the moments of its sources count.
  let start: Date
  let launched: Date
  private let child: Child
  private let folder: TemporaryFolder
  private let nameServer: MuteNameServer?

  /// What it used.
  struct Load {
    /// Of one core.
    var percent: String
    /// Resident at the end, and at most.
    var megabytes: String
  }

  init(
    configuration: String, folder: TemporaryFolder, sources: [PolledSource], start: Date,
    nameServer: MuteNameServer?
  ) throws {
    let program = Child.own.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/mentiond"
    guard access(program, X_OK) == 0 else {
      throw Child.Failure(description: "build it first: swift build -c release --product mentiond")
    }
    self.sources = sources
    self.start = start
    self.folder = folder
    self.nameServer = nameServer
    launched = Date()
    let run = #"exec "$0" run --config "$1" --state "$2" 2>"$2/log""#
    let words = [program, configuration, folder.path]
    if let nameServer, let file = try? folder.write(Array(nameServer.settings.utf8), to: "resolv") {
      child = try Child(
        "/usr/bin/unshare",
        ["-m", "sh", "-c", #"mount --bind "$3" /etc/resolv.conf; "# + run] + words + [file])
    } else {
      child = try Child("/bin/sh", ["-c", run] + words)
    }
  }

  var hasNameServer: Bool { nameServer != nil }

  /// What it uses in so many seconds, from shortly after the start on.
  func load(seconds: Double) async throws -> Load {
    try await Task.sleep(for: .seconds(2))
    let before = Usage.processorTime(of: child.pid)
    try await Task.sleep(for: .seconds(seconds))
    let used = Usage.processorTime(of: child.pid) - before
    return Load(
      percent: Report.figures(used / seconds * 100),
      megabytes: Report.figures(Usage.memory(of: child.pid) / 1e6) + " MB (at most "
        + Report.figures(Usage.peakMemory(of: child.pid) / 1e6) + ")")
  }

  func end() { child.terminate() }
}

/// A name server that takes questions and never answers, for a process in a file system of its own.
final class MuteNameServer {
  private static let address = "127.0.0.54"
  private let socket: Int32

  /// What `/etc/resolv.conf` says of it.
  var settings: String { "nameserver \(Self.address)\n" }

  /// Nil where this process may not: its port and the other's file system take rights.
  init?() {
    guard geteuid() == 0, access("/usr/bin/unshare", X_OK) == 0 else { return nil }
    socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(53).bigEndian
    inet_pton(AF_INET, Self.address, &address.sin_addr)
    let isBound = withUnsafeBytes(of: &address) {
      bind(
        socket, $0.assumingMemoryBound(to: sockaddr.self).baseAddress,
        socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
    guard isBound else {
      close(socket)
      return nil
    }
  }

  deinit { close(socket) }
}
