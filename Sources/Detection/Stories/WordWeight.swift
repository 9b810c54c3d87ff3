import Glibc

/// How much a word tells, in nats: the logarithm of one over the share of texts that hold it.
///
/// As if a thousand texts had been read before the first, of which every fifth held each common word
/// and few held any short one: the first texts of a brand would make every word a rare one.
struct WordWeight {
  private static let textsBefore: Float = 1000

  /// A tag tells less than the word: people hang the same ones on many texts.
  private static let tagShare: Float = 0.4

  /// The logarithm of all texts.
  private let texts: Float

  init(texts: Int) {
    self.texts = logf(Float(texts) + Self.textsBefore)
  }

  @inline(__always)
  func of(_ word: Word, uses: UInt32) -> Float {
    let before = Self.usesBefore(word)
    let place = Int(uses)
    let uses =
      place < Self.listed
      ? Self.logarithms[before.rawValue * Self.listed + place] : logf(Float(uses) + before.uses)
    let told = max(0, texts - uses)
    return word.kind == .tag ? Self.tagShare * told : told
  }

  /// In how many of the texts before the first a word stood.
  private enum Before: Int, CaseIterable {
    case rare, short, digit, common

    var uses: Float {
      switch self {
      case .rare: 0.5
      case .short: 20
      case .digit: 100
      case .common: 200
      }
    }
  }

  @inline(__always)
  private static func usesBefore(_ word: Word) -> Before {
    if word.isCommon { return .common }
    if word.kind == .number {
      return word.length == 1 ? .digit : word.length == 2 ? .short : .rare
    }
    return word.length <= 3 ? .short : .rare
  }

  /// Of few uses, which are most, the logarithms are at hand.
  private static let listed = 256
  private static let logarithms = Before.allCases.flatMap { before in
    (0..<listed).map { logf(Float($0) + before.uses) }
  }
}
