import Synchronization

/// A name whose lookups have different answers, as a name server gives them that wants to lead into
/// somebody's own network: what was judged is not what is asked next.
struct ChangingName {
  let name: String

  private static let answers = Mutex<[String: ArraySlice<[String]>]>([:])

  /// - Parameter answers: the addresses of each lookup; the last answer is given for ever.
  init(_ answers: [String]...) {
    name = Self.answers.withLock {
      let name = "name\($0.count).changing.test"
      $0[name] = answers[...]
      return name
    }
  }

  /// What a lookup of a name finds; nil where it is none of ours.
  static func addresses(of name: String) -> [String]? {
    answers.withLock {
      guard let left = $0[name] else { return nil }
      if left.count > 1 { $0[name] = left.dropFirst() }
      return left.first
    }
  }
}
