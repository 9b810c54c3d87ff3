package import FoundationEssentials
package import Model

/// One try to deliver a notification.
package struct Delivery: Hashable, Sendable {
  package var notification: Notification.ID
  package var alert: Alert.ID
  package var receiver: Receiver.ID

  /// From 1.
  package var attempt: Int

  package var at: Date
  package var duration: Duration

  /// What the receiver's server answered, where it answered.
  package var status: Int?

  /// Why it failed; nil where it was delivered.
  package var problem: String?

  package init(
    notification: Notification.ID, alert: Alert.ID, receiver: Receiver.ID, attempt: Int, at: Date,
    duration: Duration = .zero, status: Int? = nil, problem: String? = nil
  ) {
    self.notification = notification
    self.alert = alert
    self.receiver = receiver
    self.attempt = attempt
    self.at = at
    self.duration = duration
    self.status = status
    self.problem = problem
  }

  /// What becomes of the notification after a try.
  package enum Consequence: Hashable, Sendable {
    /// Never tried again: it was delivered, or given up.
    case finished
    case retried(at: Date)
  }
}

extension Database {
  /// Puts a notification into the outbox, to be on the disk when the transaction ends.
  ///
  /// There is one for each alert and receiver; a second is refused. Where `Limits.waiting` wait for
  /// the receiver already, the oldest of them is given up, which the log of deliveries tells.
  package func enqueue(_ notification: Notification) throws(StorageError) {
    try atomically { () throws(StorageError) in
      requireDisk()
      try connection.run(
        """
        INSERT INTO notification (id, alert, receiver, payload, attempts, due)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        notification.id, notification.alert, notification.receiver, notification.payload,
        notification.attempts, notification.due)
      try giveUpSurplus(for: notification.receiver, at: notification.due)
    }
  }

  /// Notifications to deliver now, the longest due first, at most one for each receiver, so that
  /// one that is down does not hold up the others. A try that failed makes room for the next.
  package func notificationsDue(
    at now: Date, limit: Int
  ) throws(StorageError) -> [Notification] {
    try connection.rows(
      """
      SELECT id, alert, receiver, payload, attempts, due FROM (
        SELECT *, row_number() OVER (PARTITION BY receiver ORDER BY due, place) AS turn
        FROM notification WHERE finished IS NULL AND due <= ?
      ) WHERE turn = 1 ORDER BY due, place LIMIT ?
      """, now, limit
    ).all(Notification.init(reading:))
  }

  /// When the next notification is due that is not due yet; nil where there is none.
  package func nextDue(after now: Date) throws(StorageError) -> Date? {
    try connection.rows(
      "SELECT min(due) FROM notification WHERE finished IS NULL AND due > ?", now
    )
    .first { row throws(StorageError) in try row.take(Date?.self) } ?? nil
  }

  /// Makes all notifications that wait due at a moment at the latest: after the clock was set back,
  /// what was to be tried again in a minute would else wait for as long as that.
  package func makeDue(by moment: Date) throws(StorageError) {
    try connection.run(
      "UPDATE notification SET due = ? WHERE finished IS NULL AND due > ?", moment, moment)
  }

  /// Writes a try to the log and settles what becomes of its notification, to be on the disk when
  /// the transaction ends.
  package func record(
    _ delivery: Delivery, then consequence: Delivery.Consequence
  ) throws(StorageError) {
    try atomically { () throws(StorageError) in
      requireDisk()
      switch consequence {
      case .finished: try finish(delivery)
      case .retried(let due):
        try connection.run(
          "UPDATE notification SET attempts = ?, due = ? WHERE id = ? AND finished IS NULL",
          delivery.attempt, due, delivery.notification)
      }
      try log(delivery)
    }
  }

  /// How many notifications wait for each receiver; receivers without any are left out.
  package func waiting() throws(StorageError) -> [Receiver.ID: Int] {
    let rows = try connection.rows(
      "SELECT receiver, count(*) FROM notification WHERE finished IS NULL GROUP BY receiver"
    ).all { row throws(StorageError) in
      (receiver: try row.take(String.self), count: try row.take(Int.self))
    }
    return Dictionary(rows.map { ($0.receiver, $0.count) }, uniquingKeysWith: +)
  }

  /// Drops what waits for a receiver that left the configuration; returns how many there were.
  package func dropNotifications(to receiver: Receiver.ID) throws(StorageError) -> Int {
    try connection.run(
      "DELETE FROM notification WHERE receiver = ? AND finished IS NULL", receiver)
    return connection.changes
  }

  /// The log of all tries, the newest first.
  package func deliveries(limit: Int) throws(StorageError) -> [Delivery] {
    try connection.rows(
      """
      SELECT notification, alert, receiver, attempt, at, duration, status, problem FROM delivery
      ORDER BY id DESC LIMIT ?
      """, limit
    ).all(Delivery.init(reading:))
  }

  /// Who was told of an alert, and how it went; the first try first.
  package func deliveries(of alert: Alert.ID) throws(StorageError) -> [Delivery] {
    try connection.rows(
      """
      SELECT notification, alert, receiver, attempt, at, duration, status, problem FROM delivery
      WHERE alert = ? ORDER BY id
      """, alert
    ).all(Delivery.init(reading:))
  }

  private func giveUpSurplus(for receiver: Receiver.ID, at now: Date) throws(StorageError) {
    let surplus = try connection.rows(
      """
      SELECT id, alert, receiver, payload, attempts, due FROM notification
      WHERE receiver = ? AND finished IS NULL ORDER BY place DESC LIMIT -1 OFFSET ?
      """, receiver, limits.waiting
    ).all(Notification.init(reading:))
    for notification in surplus {
      let delivery = Delivery(
        notification: notification.id, alert: notification.alert, receiver: receiver,
        attempt: notification.attempts, at: now,
        problem: "given up: more than \(limits.waiting) were waiting")
      try finish(delivery)
      try log(delivery)
    }
  }

  private func finish(_ delivery: Delivery) throws(StorageError) {
    try connection.run(
      "UPDATE notification SET attempts = ?, finished = ? WHERE id = ? AND finished IS NULL",
      delivery.attempt, delivery.at, delivery.notification)
    try connection.run(
      """
      DELETE FROM notification WHERE place IN (
        SELECT place FROM notification WHERE finished IS NOT NULL
        ORDER BY finished DESC, place DESC LIMIT -1 OFFSET ?)
      """, limits.finished)
  }

  private func log(_ delivery: Delivery) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO delivery (notification, alert, receiver, attempt, at, duration, status, problem)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      delivery.notification, delivery.alert, delivery.receiver, delivery.attempt, delivery.at,
      delivery.duration, delivery.status, delivery.problem)
    try connection.run(
      "DELETE FROM delivery WHERE id <= ?", connection.lastInsertedID - Int64(limits.deliveries))
  }
}

extension Notification {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      id: try row.take(), alert: try row.take(), receiver: try row.take(),
      payload: try row.take(), attempts: try row.take(), due: try row.take())
  }
}

extension Delivery {
  fileprivate init(reading row: inout Rows) throws(StorageError) {
    self.init(
      notification: try row.take(), alert: try row.take(), receiver: try row.take(),
      attempt: try row.take(), at: try row.take(), duration: try row.take(),
      status: try row.take(), problem: try row.take())
  }
}
