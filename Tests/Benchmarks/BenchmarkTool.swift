import Glibc

/// Measures the stages that are named, or all of them.
@main
struct BenchmarkTool {
  private static let help = """
    usage: Benchmarks [WORD…]

    Measures each stage whose name holds one of the words, or every stage. A line tells the name, the
    best rate of three runs, the processor time of that run for each unit, and the input.
    MB are millions of bytes. Inputs are made by a seeded generator, the same everywhere; documents
    of the wild are read from ../shared/data, seen from the repository, where that exists.

    Build with -c release; a debug build is ten times as slow and says nothing.

    stages: \(Stage.all.map(\.name).joined(separator: " "))
    """

  static func main() async {
    let words = CommandLine.arguments.dropFirst()
    if words.first == LoopbackProcess.word { return LoopbackProcess.serve() }
    if words.first == WindowProcess.word { return WindowProcess.measure() }
    if words.first == MemoryProcess.word { return MemoryProcess.measure(Array(words.dropFirst())) }
    if words.contains("--help") || words.contains("-h") { return print(help) }
    let stages = Stage.all.filter { stage in
      words.isEmpty || words.contains { stage.name.contains($0) }
    }
    guard !stages.isEmpty else {
      print("no stage has a name with \(words.joined(separator: " or ")) in it\n\n\(help)")
      exit(EX_USAGE)
    }
    Report.line("machine", Machine.description)
    var status = EXIT_SUCCESS
    for stage in stages {
      do {
        try await stage.run(stage.name)
      } catch {
        Report.line(stage.name, "failed: \(error)")
        status = EXIT_FAILURE
      }
    }
    Report.line(
      "peak resident memory",
      "\(Report.figures(Usage.peakMemory(of: getpid()) / 1e6)) MB, inputs included")
    exit(status)
  }
}
