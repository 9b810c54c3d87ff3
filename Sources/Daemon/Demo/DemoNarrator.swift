import Alerting
import FoundationEssentials
import JSON
import Model
import Storage

/// Explains, line by line, what the chain does in the demonstration.
actor DemoNarrator {
  private let start: Date
  private let print: @Sendable (String) -> Void
  private var seenSources: Set<Source.ID> = []
  private var voices: Set<UInt64> = []
  private var complaints = 0
  private var hasExplainedDelivery = false

  /// Finishes when an alert has been raised and the webhook has received it.
  let ending: AsyncStream<Void>
  private let finish: AsyncStream<Void>.Continuation

  init(start: Date, print: @escaping @Sendable (String) -> Void) {
    self.start = start
    self.print = print
    (ending, finish) = AsyncStream.makeStream()
  }

  func note(_ observation: Observation, at now: Date) {
    switch observation {
    case .polled(let source, let items, _) where seenSources.insert(source).inserted:
      say(
        now,
        "polled \(source): \(items) items. A source's first answer is history: it teaches what "
          + "is usual and alarms nobody.")
    case .mention(let mention) where mention.at > start: tell(mention, now)
    case .alert(let alert): tell(alert, now)
    case .delivered(let delivery): tell(delivery, now)
    case .polled, .turned, .mention: break
    }
  }

  func noteWebhook(id: String, body: String, isSigned: Bool, at now: Date) {
    let type = (try? JSONDocument(body))?.root["type"]?.string ?? "?"
    say(
      now,
      "webhook received \(type), \(body.utf8.count) bytes, id \(id), signature "
        + (isSigned ? "right" : "WRONG"))
    finish.yield()
  }

  private func tell(_ mention: Mention, _ now: Date) {
    let isNewVoice = voices.insert(mention.voice).inserted
    if mention.complaint.isComplaint { complaints += 1 }
    // Cut, not rounded: no text is a complaint beyond doubt.
    let score = "\((mention.complaint.score * 100).rounded(.down) / 100)"
    let topic = mention.complaint.topics.first.map { ", about \($0)" } ?? ""
    let author =
      mention.author.map { SafeText.author($0, limit: 24) }
      ?? SafeText.line(mention.outlet, limit: 24)
    switch voices.count {
    case 1 where isNewVoice:
      say(now, "first mention: \(author) in \(mention.source): “\(quote(mention))”")
      say(
        now,
        "  complaint score \(score)\(topic); the words that say so: "
          + mention.complaint.terms.prefix(5).joined(separator: ", "))
    case _ where isNewVoice:
      say(
        now,
        "voice \(voices.count): \(author) in \(mention.source), score \(score)\(topic): "
          + "“\(quote(mention))”")
    default: break
    }
  }

  private func tell(_ alert: Alert, _ now: Date) {
    let velocity = alert.velocity
    let window = Words.duration(velocity.window.seconds)
    say(now, "ALERT: \(alert.cause)")
    say(
      now,
      "  within \(window) \(velocity.observed) voices, where the past week predicts "
        + "\(Words.number(velocity.expected)): \(Words.chance(everyHours: velocity.returnHours))")
    if let growth = velocity.growth {
      say(
        now,
        "  each voice brings \(Words.number(growth.branching)) more"
          + (alert.isViral ? ": it feeds itself, it is going viral" : ""))
    }
    say(now, "  on-call staff read this line:")
    print("    \(AlertLine.text(alert))")
  }

  private func tell(_ delivery: Delivery, _ now: Date) {
    guard let problem = delivery.problem else {
      say(
        now,
        "delivered to \(delivery.receiver) at the \(ordinal(delivery.attempt)) try"
          + (delivery.status.map { ", HTTP \($0)" } ?? ""))
      return
    }
    say(now, "not delivered to \(delivery.receiver): \(problem); it stays in the outbox")
  }

  /// A line with the demonstration's own time in front: hours and minutes since it began.
  private func say(_ now: Date, _ text: String) {
    let minutes = Int(max(0, now.timeIntervalSince(start)) / 60)
    let digits = "\(minutes % 60)"
    print("\(minutes / 60):\(digits.count == 1 ? "0" : "")\(digits)  \(text)")
  }

  private func quote(_ mention: Mention) -> String { SafeText.line(mention.headline, limit: 60) }

  private func ordinal(_ number: Int) -> String {
    switch number {
    case 1: "first"
    case 2: "second"
    case 3: "third"
    default: "\(number)th"
    }
  }
}
