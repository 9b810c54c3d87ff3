import FoundationEssentials
import Fuzzing
import Glibc

/// One search for findings in one subject.
struct Hunt {
  private let subject: Subject
  private let seconds: Int
  private let seeds: [[UInt8]]
  private let seed: UInt64

  /// Findings of one kind are enough to look at.
  private static let mostFindings = 20

  /// Seconds of processor time; a document of 64 KB that takes longer is a finding.
  private static let patience = 0.3

  init(_ subject: Subject, _ orders: Orders) {
    self.subject = subject
    seconds = orders.seconds
    seeds = subject.seeds + orders.seeds
    seed = orders.seed
  }

  /// Returns how many findings there were.
  func run() -> Int {
    var mutator = Mutator(seeds: seeds, dice: Dice(seed: seed))
    let clock = ContinuousClock()
    let start = clock.now
    var executions = 0
    var bytes = 0
    var slowest = 0.0
    var findings: [String: Int] = [:]
    LastDocument.watch(subject)
    while start.duration(to: clock.now) < .seconds(seconds), findings.count < Self.mostFindings {
      let document = mutator.next()
      LastDocument.keep(document)
      let before = Glibc.clock()
      var faults = subject.faults(document)
      let time = Double(Glibc.clock() - before) / Double(CLOCKS_PER_SEC)
      if time > Self.patience { faults.append("took longer than \(Self.patience) s") }
      slowest = max(slowest, time)
      executions += 1
      bytes += document.count
      for fault in faults {
        if findings[fault] == nil { report(fault, document, number: executions) }
        findings[fault, default: 0] += 1
      }
    }
    print(
      "\(subject.rawValue): \(executions) documents, \(bytes / 1_000_000) MB, "
        + "\(findings.count) findings, slowest \(slowest) s")
    return findings.count
  }

  private func report(_ fault: String, _ document: [UInt8], number: Int) {
    let path = "finding-\(subject.rawValue)-\(number)"
    try? Data(document).write(to: URL(filePath: path))
    print("\(path): \(fault)")
  }
}

/// The document under work, for the case that it ends the program.
enum LastDocument {
  // Written and read by one thread; the handler runs on it, when nothing else does any more.
  nonisolated(unsafe) private static var bytes: [UInt8] = []
  nonisolated(unsafe) private static var path = ""

  static func watch(_ subject: Subject) {
    path = "finding-\(subject.rawValue)-crash"
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS] {
      signal(number) { number in
        LastDocument.save()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  static func keep(_ document: [UInt8]) { bytes = document }

  private static func save() {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
  }
}
