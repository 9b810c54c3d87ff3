#if LIBFUZZER
  import Fuzzing
  import Glibc

  /// The subject that the variable `SUBJECT` names; feeds without it.
  private let subject =
    getenv("SUBJECT").flatMap { Subject(rawValue: String(cString: $0)) } ?? .feed

  /// What libFuzzer calls with each document, in place of `FuzzTool`: its library has a `main`.
  @_cdecl("LLVMFuzzerTestOneInput")
  func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let faults = subject.faults(Array(UnsafeBufferPointer(start: bytes, count: count)))
    // A release build leaves out what a precondition would say.
    guard faults.isEmpty else { fatalError(faults.joined(separator: "; ")) }
    return 0
  }
#endif
