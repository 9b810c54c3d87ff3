import Alerting
import Feeds
import FoundationEssentials
import Model
import Polling
import Storage
import Transport

/// A poll to be made, with all that it takes: nothing of it is asked of the Desk again.
struct PollJob: Sendable {
  var order: PollOrder
  var mapping: Mapping?
  var headers: [HTTPHeader]
  var authorization: Authorization?
  var limits: HTTPLimits
  var listening: Listening

  /// Pages behind the document that may be asked for where nothing on it is known.
  var maxPages: Int
}

/// A notification to be delivered, with all that it takes.
struct DeliveryJob: Sendable {
  var notification: Notification
  var receiver: WatchedReceiver
  var limits: HTTPLimits
}

/// How a try to deliver ended.
struct DeliveryResult: Sendable {
  /// The status of a webhook's answer.
  var status: Int?

  /// Why it failed; nil when it was delivered.
  var problem: String?

  /// How long the receiver asks to be left alone.
  var retryAfter: Duration?

  var duration: Duration
}

extension Desk {
  /// Polls begin at multiples of this: a wake-up for each of them would cost more than the poll, and
  /// a quarter of a second is nothing against the interval.
  private static let pulse = 0.25

  /// Sources to be polled now, each taken for under way until it is received or abandoned; and when
  /// to ask again, nil where that hangs on polls under way.
  func pollsDue(at now: Date) throws -> (jobs: [PollJob], next: Date?) {
    let orders = schedule.begin(at: now, limit: configuration.polling.maxTransfers)
    if !orders.isEmpty {
      try database.transaction {
        for order in orders { try database.save(order.state, of: order.source.id) }
      }
    }
    let jobs = orders.compactMap { order in
      watchedSource(order.source.id).map { watched in
        PollJob(
          order: order, mapping: watched.mapping, headers: watched.headers,
          authorization: watched.authorization, limits: configuration.polling.limits,
          listening: listening,
          maxPages: watched.preset.map { $0.preset.policy.pages - 1 }
            ?? configuration.polling.maxPages)
      }
    }
    nextPolls = schedule.nextDue(after: now).map {
      let pulses = ($0.timeIntervalSinceReferenceDate / Self.pulse).rounded(.up)
      return max($0, Date(timeIntervalSinceReferenceDate: pulses * Self.pulse))
    }
    return (jobs, nextPolls)
  }

  /// Makes all sources due that may be asked now, and gives them and those that may not.
  func hasten(at now: Date) -> PollRound { schedule.hasten(at: now) }

  /// Why sources could not be read at their last poll; of those that could, nothing.
  func problems() throws -> [Source.ID: String] {
    try database.pollProblems().filter { watchedSource($0.key) != nil }
  }

  /// A poll that was dropped before it ended; it is due again.
  func abandon(_ source: Source.ID, at now: Date) throws {
    guard let state = schedule.abandon(source, at: now) else { return }
    try database.transaction { try database.save(state, of: source) }
  }

  /// Whether none of these items is known, though their source has been read before.
  func isNew(_ items: [ExaminedItem], from source: Source) throws -> Bool {
    guard !items.isEmpty, heardSources.contains(source.id) else { return false }
    return try items.allSatisfy { item in
      try item.keys.allSatisfy { try database.item(withKey: $0) == nil }
    }
  }

  /// A poll goes on with another request after the gap.
  func goOn(with source: Source.ID, at now: Date) { schedule.goOn(with: source, at: now) }

  /// Notifications to be delivered now, at most one for each receiver, the oldest first; and when
  /// the next is due.
  func notificationsDue(at now: Date) throws -> (jobs: [DeliveryJob], next: Date?) {
    var jobs: [DeliveryJob] = []
    for notification in try database.notificationsDue(
      at: now, limit: configuration.receivers.count)
    where !busyReceivers.contains(notification.receiver) {
      guard
        let receiver = configuration.receivers.first(where: {
          $0.receiver.id == notification.receiver
        })
      else { continue }
      busyReceivers.insert(notification.receiver)
      jobs.append(
        DeliveryJob(
          notification: notification, receiver: receiver, limits: configuration.polling.limits))
    }
    return (jobs, try database.nextDue(after: now))
  }

  /// Notifications that no receiver has taken yet.
  func waiting() throws -> Int { try database.waiting().values.reduce(0, +) }

  /// A delivery that was dropped before it ended; the notification stays due.
  func release(_ receiver: Receiver.ID) {
    busyReceivers.remove(receiver)
  }

  /// Records how a try ended; gives when the next is due, nil where there is none.
  func record(
    _ result: DeliveryResult, of job: DeliveryJob, at now: Date
  ) throws -> (delivery: Delivery, next: Date?) {
    let notification = job.notification
    let attempt = notification.attempts + 1
    let delivery = Delivery(
      notification: notification.id, alert: notification.alert, receiver: notification.receiver,
      attempt: attempt, at: now, duration: result.duration, status: result.status,
      problem: result.problem)
    let wait =
      result.problem == nil
      ? nil
      : RetryPolicy().wait(
        after: attempt, retryAfter: result.retryAfter,
        chance: RetryPolicy.chance(of: notification.id, attempt: attempt))
    let next = wait.map { now + $0.seconds }
    try database.transaction {
      try database.record(delivery, then: next.map { .retried(at: $0) } ?? .finished)
    }
    busyReceivers.remove(notification.receiver)
    totals.deliveries += 1
    totals.failedDeliveries += result.problem == nil ? 0 : 1
    return (delivery, next)
  }
}
