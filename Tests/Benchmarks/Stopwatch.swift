import Glibc

/// What one stage came to: of each the best of its runs, which other work on the machine disturbed
/// least.
struct Measurement {
  /// Units a second, by a clock on the wall.
  var rate: Double

  /// Seconds of processor time for a unit, of all threads together.
  var cpu: Double
}

/// Times a piece of work that can be repeated.
enum Stopwatch {
  /// A run repeats its work until so many seconds are over, so that a short one is timed too.
  private static let leastSeconds = 0.4
  private static let runs = 3

  /// Whose processor time counts.
  enum Processor {
    case own
    /// Processes that were started and waited for.
    case children

    fileprivate var seconds: Double {
      let usage = Usage.of(self == .own ? RUSAGE_SELF : RUSAGE_CHILDREN)
      return usage.ru_utime.seconds + usage.ru_stime.seconds
    }
  }

  /// - Parameter amount: how many units one call of `work` gets done.
  static func best(
    of amount: Double, cpu processor: Processor = .own, _ work: () async throws -> Void
  ) async rethrows -> Measurement {
    let clock = ContinuousClock()
    var best = Measurement(rate: 0, cpu: .infinity)
    for _ in 0..<runs {
      let start = clock.now
      let cpu = processor.seconds
      var done = 0.0
      var seconds = 0.0
      repeat {
        try await work()
        done += amount
        seconds = (clock.now - start) / .seconds(1)
      } while seconds < leastSeconds
      best.rate = max(best.rate, done / seconds)
      best.cpu = min(best.cpu, (processor.seconds - cpu) / done)
    }
    return best
  }
}

/// What the kernel says that a process has used.
enum Usage {
  /// The most memory that a process has held, in bytes; 0 where it has ended.
  static func peakMemory(of process: pid_t) -> Double { memory("VmHWM:", of: process) }

  /// The memory that a process holds now, in bytes; 0 where it has ended.
  static func memory(of process: pid_t) -> Double { memory("VmRSS:", of: process) }

  private static func memory(_ field: String, of process: pid_t) -> Double {
    let line = Files.text("/proc/\(process)/status")?.split(separator: "\n")
      .first { $0.hasPrefix(field) }
    let kilobytes = line?.split { !$0.isNumber }.first.flatMap { Double($0) }
    return (kilobytes ?? 0) * 1024
  }

  /// Seconds of processor time that a process has used, all its threads together.
  static func processorTime(of process: pid_t) -> Double {
    // The name of the program, the second field, may hold blanks.
    let fields =
      Files.text("/proc/\(process)/stat")?.split(separator: ")").last?
      .split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return 0
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  fileprivate static func of(_ who: __rusage_who) -> rusage {
    var usage = rusage()
    getrusage(who.rawValue, &usage)
    return usage
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
