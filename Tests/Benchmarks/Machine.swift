import Glibc

/// Where a figure was measured, without which it says little.
enum Machine {
  /// `AMD EPYC, 2 processors, load 0.31, release build`
  static var description: String {
    let load = Files.text("/proc/loadavg")?.split(separator: " ").first ?? "unknown"
    return
      "\(processor), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) processors, load \(load), \(build)"
  }

  private static var processor: String {
    let line = Files.text("/proc/cpuinfo")?.split(separator: "\n")
      .first { $0.hasPrefix("model name") }
    return line.map { String($0.drop { $0 != ":" }.dropFirst(2)) } ?? "unknown processor"
  }

  private static var build: String {
    #if DEBUG
      "DEBUG BUILD: figures say nothing"
    #else
      "release build"
    #endif
  }
}
