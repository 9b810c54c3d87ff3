import FoundationEssentials
import Fuzzing
import Glibc

/// Looks for documents that break a reader, by making broken documents for as long as it is let.
#if !LIBFUZZER
  @main
#endif
struct FuzzTool {
  private static let help = """
    usage: Fuzz [SUBJECT…] [--seconds N] [--seed N] [FOLDER]

    Mutates own documents, and those in a folder, and tells which of them break a promise of the
    readers. A document that does is written to finding-SUBJECT-NUMBER; so is one that crashes.
    Seconds are for each subject, 60 unless told. Ends with 1 when something was found.

    subjects: \(Subject.allCases.map(\.rawValue).joined(separator: " "))

    Built with libFuzzer, as Tests/README.md tells, its own options hold instead, and the variable
    SUBJECT names one subject.
    """

  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard let orders = Orders(words) else {
      print(help)
      exit(words.contains("--help") ? EXIT_SUCCESS : EX_USAGE)
    }
    var findings = 0
    for subject in orders.subjects { findings += Hunt(subject, orders).run() }
    exit(findings > 0 ? EXIT_FAILURE : EXIT_SUCCESS)
  }
}

/// What the command line asks for.
struct Orders {
  private(set) var subjects: [Subject] = []
  private(set) var seconds = 60
  private(set) var seed: UInt64 = 1
  private(set) var seeds: [[UInt8]] = []

  /// Nil where a word means nothing.
  init?(_ words: [String]) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--seconds":
        guard let value = rest.popFirst().flatMap({ Int($0) }) else { return nil }
        seconds = value
      case "--seed":
        guard let value = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
        seed = value
      default:
        if let subject = Subject(rawValue: word) {
          subjects.append(subject)
        } else if let names = try? FileManager.default.contentsOfDirectory(atPath: word) {
          seeds += names.sorted().compactMap {
            (try? Data(contentsOf: URL(filePath: "\(word)/\($0)"))).map { Array($0) }
          }
        } else {
          return nil
        }
      }
    }
    if subjects.isEmpty { subjects = Subject.allCases }
  }
}
