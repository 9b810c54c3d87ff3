/// Wakes a loop: however often it is rung while the loop works, the loop runs once more.
struct Bell: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func ring() { continuation.yield() }

  /// Each turn is one or more rings; ends when the task is cancelled. For one loop only.
  var rings: AsyncStream<Void> { stream }
}
