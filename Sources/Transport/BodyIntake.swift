/// What becomes of the body of a hop: it is gathered, or handed on as it comes.
struct BodyIntake {
  /// Bytes that came so far.
  private(set) var count = 0

  /// What was gathered.
  private(set) var bytes: [UInt8] = []

  /// Whether a piece was handed on, so that the hop cannot be done again.
  private(set) var hasPassedOn = false

  enum Verdict { case taken, tooLarge, enough }

  /// Takes in a piece of a body that is to be gathered.
  mutating func gather(_ piece: UnsafeBufferPointer<UInt8>, limit: Int) -> Verdict {
    count += piece.count
    guard count <= limit else { return .tooLarge }
    bytes.append(contentsOf: piece)
    return .taken
  }

  /// Takes in a piece of a body that is to be handed on, `pass` being the way.
  mutating func pass(
    _ piece: UnsafeBufferPointer<UInt8>, limit: Int,
    on pass: (UnsafeBufferPointer<UInt8>) -> BodyDemand
  ) -> Verdict {
    count += piece.count
    guard count <= limit else { return .tooLarge }
    hasPassedOn = true
    return pass(piece) == .more ? .taken : .enough
  }
}
