#if LIBFUZZER
  import Fuzzing
  import Glibc

  /// Hands the search over to libFuzzer, which finds its way by what a document makes run.
  enum LibFuzzer {
    static func run() {
      var count = CommandLine.argc
      var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
      exit(
        runDriver(&count, &arguments) { bytes, count in
          let faults = LibFuzzer.subject.faults(
            Array(UnsafeBufferPointer(start: bytes, count: count)))
          precondition(faults.isEmpty, faults.joined(separator: "; "))
          return 0
        })
    }

    /// Named by the variable `SUBJECT`; feeds without it.
    private static let subject =
      getenv("SUBJECT").flatMap { Subject(rawValue: String(cString: $0)) } ?? .feed
  }

  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<
      UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    >,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  ) -> CInt
#endif
