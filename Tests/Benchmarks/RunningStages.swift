import FoundationEssentials
import Glibc

extension Stage {
  /// The daemon itself, for some seconds of its day, against servers on the loopback address.
  static let running = [
    Stage(name: "poll-10000") { name in
      let world = try PolledWorld()
      let daemon = try world.start(
        (0..<10_000).map { PolledSource($0, .well, due: Double($0) * 0.03 - 2) })
      let load = try await daemon.load(seconds: 20)
      Report.line(
        name,
        "\(load.percent) % of a core, \(load.megabytes), first poll after "
          + "\(Report.figures(world.delays(of: daemon).first ?? .infinity)) s: 10,000 sources of as "
          + "many hosts, one poll each in 5 minutes, unchanged")
      daemon.end()
    },
    Stage(name: "poll-idle") { name in
      let world = try PolledWorld()
      let daemon = try world.start((0..<1000).map { PolledSource($0, .well, due: 3600) })
      let load = try await daemon.load(seconds: 20)
      Report.line(
        name, "\(load.percent) % of a core, \(load.megabytes): 1,000 sources, none of them due")
      daemon.end()
    },
    Stage(name: "poll-trouble") { name in
      let kinds = PolledSource.Kind.self
      let world = try PolledWorld()
      // Spread over half a minute; every fourth is in trouble.
      let sources = (0..<2000).map { number in
        let kind: PolledSource.Kind =
          switch number % 20 {
          case 3, 13: kinds.hanging
          case 7, 17: kinds.failing
          case 11: kinds.lost
          default: kinds.well
          }
        return PolledSource(number, kind, due: Double(number) * 0.015)
      }
      let daemon = try world.start(sources, withoutNames: true)
      _ = try await daemon.load(seconds: 36)
      let delays = world.delays(of: daemon).sorted()
      try Shortfall.check(
        "polls of sources that are well", delays.count, is: sources.count { $0.kind == .well })
      Report.line(
        name,
        "half within \(Report.figures(delays[delays.count / 2] * 1000)) ms, 99 % within "
          + "\(Report.figures(delays[delays.count * 99 / 100])) s: 1,500 sources beside 200 that hang, "
          + "200 that answer 500 and 100 "
          + (daemon.hasNameServer ? "that no name server answers for" : "whose names do not exist"))
      daemon.end()
    },
  ]
}
