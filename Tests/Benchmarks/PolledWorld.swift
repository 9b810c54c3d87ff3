import FoundationEssentials
import Glibc
import Loopback
import Model
import Storage
import Synchronization

/// A source of a measured daemon, each at a host of its own.
struct PolledSource: Sendable {
  enum Kind { case well, hanging, failing, lost }

  var number: Int
  var kind: Kind

  /// Seconds after the start.
  var due: Double

  init(_ number: Int, _ kind: Kind, due: Double) {
    self.number = number
    self.kind = kind
    self.due = due
  }

  /// Names below `localhost` are looked up by no name server.
  func url(port: Int) -> String {
    kind == .lost
      ? "http://lost\(number).test/" : "http://h\(number).localhost:\(port)/\(kind)/\(number)"
  }
}

/// Servers that a daemon polls, and when they were first asked.
final class PolledWorld: Sendable {
  private let server: LoopbackServer
  private let arrivals: Arrivals

  private final class Arrivals: Sendable {
    let moments = Mutex<[Int: Date]>([:])
  }

  init() throws {
    let arrivals = Arrivals()
    self.arrivals = arrivals
    server = try LoopbackServer { request in
      let parts = request.path.split(separator: "/")
      guard parts.count == 2, let number = Int(parts[1]) else { return .response(status: 404) }
      let now = Date()
      arrivals.moments.withLock { moments in
        if moments[number] == nil { moments[number] = now }
      }
      switch parts[0] {
      case "hanging": return .silence
      case "failing": return .response(status: 500)
      default: return .response(status: 304, headers: [("ETag", "\"1\"")])
      }
    }
  }

  /// Starts a daemon that knows these sources from earlier.
  ///
  /// - Parameter withoutNames: Whether its name server takes questions and never answers, where this
  ///   process may arrange that.
  func start(_ sources: [PolledSource], withoutNames: Bool = false) throws -> MeasuredDaemon {
    let folder = try TemporaryFolder()
    let list = sources.map {
      #"{"name": "\#($0.number)", "url": "\#($0.url(port: server.port))", "interval": "5m"}"#
    }
    let configuration = try folder.write(
      Array(
        """
        {"brands": [{"name": "acme", "query": "acme"}], "sources": [\(list.joined(separator: ","))],
         "receivers": [{"name": "log", "type": "log", "path": "alerts.log"}],
         "polling": {"allowPrivateAddresses": true}}
        """.utf8), to: "config.json")
    let database = try Database(.file("\(folder.path)/mentiond.db"))
    let start = Date() + 1
    try database.transaction {
      for source in sources {
        let url = source.url(port: server.port)
        try database.save(
          PollState(
            address: url, validators: Validators(url: url, etag: "\"1\""),
            due: start + source.due, lastAttempt: start - 400, lastSuccess: start - 400),
          of: "\(source.number)")
      }
    }
    return try MeasuredDaemon(
      configuration: configuration, folder: folder, sources: sources, start: start,
      nameServer: withoutNames ? MuteNameServer() : nil)
  }

  /// How many seconds after they were due, or the daemon's start where that was later, the sources
  /// that are well were first asked; in the order of their numbers.
  func delays(of daemon: MeasuredDaemon) -> [Double] {
    let moments = arrivals.moments.withLock(\.self)
    return daemon.sources.filter { $0.kind == .well }.compactMap { source in
      moments[source.number].map {
        $0.timeIntervalSince(max(daemon.start + source.due, daemon.launched))
      }
    }
  }
}
