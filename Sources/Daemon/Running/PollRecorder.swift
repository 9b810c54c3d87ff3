/// Has polls that end while others are being recorded recorded together, in one transaction.
///
/// What a transaction costs does not hang on how much is in it: the pages that all touch are written
/// once. A poll that ends alone waits for nobody, unless the recorder gathers.
actor PollRecorder {
  /// How long a poll that ends alone waits for others: nothing where an alert may hang on it.
  private let gathering: Duration

  init(gatheringFor gathering: Duration = .zero) {
    self.gathering = gathering
  }

  /// Polls in one transaction, so that an alert of the first does not wait for long.
  private static let most = 32

  private struct Waiting {
    var poll: EndedPoll
    var continuation: CheckedContinuation<Report, any Error>
  }

  /// No more than there are polls under way.
  private var waiting: [Waiting] = []
  private var isRecording = false

  /// Records how a poll ended; gives what came of it.
  ///
  /// - Throws: Where the transaction failed, to each whose poll was in it.
  func record(_ poll: EndedPoll, on desk: Desk, _ clock: Clock) async throws -> Report {
    try await withCheckedThrowingContinuation { continuation in
      waiting.append(Waiting(poll: poll, continuation: continuation))
      guard !isRecording else { return }
      isRecording = true
      // A task of its own: it records for all who wait, and none of them is to wait until it is over.
      Task { await recordAll(on: desk, clock) }
    }
  }

  private func recordAll(on desk: Desk, _ clock: Clock) async {
    while !waiting.isEmpty {
      // Whoever ends the program wants what there is recorded at once.
      if gathering > .zero, waiting.count < Self.most { try? await clock.sleep(gathering) }
      let batch = Array(waiting.prefix(Self.most))
      waiting.removeFirst(batch.count)
      do {
        let reports = try await desk.receive(batch.map(\.poll), at: clock.now)
        for (waiting, report) in zip(batch, reports) {
          waiting.continuation.resume(returning: report)
        }
      } catch {
        for waiting in batch { waiting.continuation.resume(throwing: error) }
      }
    }
    isRecording = false
  }
}
