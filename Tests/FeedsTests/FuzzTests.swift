import Feeds
import Fuzzing
import Model
import Testing

/// Broken documents by the thousand, the same each time; `Fuzz` looks for more.
@Suite struct `Mutated documents` {
  @Test(arguments: Fuzzing.Subject.allCases)
  func `break no promise`(subject: Fuzzing.Subject) {
    #expect(Self.faults(of: subject).isEmpty)
  }

  /// The broken promises, each once, with the number of the document that breaks it.
  private static func faults(of subject: Fuzzing.Subject) -> [(fault: String, document: Int)] {
    var mutator = Mutator(seeds: subject.seeds, dice: Dice(seed: 2026))
    var faults: [String: Int] = [:]
    for number in 0..<250 {
      for fault in subject.faults(mutator.next()) where faults[fault] == nil {
        faults[fault] = number
      }
    }
    return faults.map { ($0.key, $0.value) }
  }

  @Test(arguments: Seeds.feeds.indices)
  func `that break off hold the items before the break`(place: Int) throws {
    let document = Seeds.feeds[place]
    let whole = try FeedReader.read(document).items
    for count in stride(from: 0, to: document.count, by: 17) {
      guard let part = try? FeedReader.read(Array(document[..<count])).items else { continue }
      // The last one may be incomplete.
      #expect(part.dropLast() == whole.prefix(max(0, part.count - 1)), "after \(count) bytes")
      #expect(part.count <= whole.count, "after \(count) bytes")
    }
  }
}
