import FoundationEssentials
import Model
import Polling
import Storage
import Transport

extension Engine {
  func deliverNotifications() async throws {
    var alarm = Alarm()
    try await withThrowingDiscardingTaskGroup { deliveries in
      for await _ in deliveryBell.rings {
        let (jobs, next) = try await desk.notificationsDue(at: clock.now)
        if let next, alarm.isNeeded(at: next, now: clock.now) {
          deliveries.addTask { await ring(deliveryBell, at: next) }
        }
        for job in jobs {
          deliveries.addTask {
            await endingOnFailure { try await finish(job) }
            deliveryBell.ring()
          }
        }
      }
    }
  }

  /// Brings one notification to its receiver and records how that went.
  func finish(_ job: DeliveryJob) async throws {
    guard let result = await deliver(job) else {
      return await desk.release(job.receiver.receiver.id)
    }
    let (delivery, next) = try await desk.record(result, of: job, at: clock.now)
    tell(delivery, next: next)
  }

  /// Brings one notification to its receiver; nil when the program ends meanwhile.
  private func deliver(_ job: DeliveryJob) async -> DeliveryResult? {
    let start = ContinuousClock.now
    switch job.receiver.receiver.kind {
    case .log(let path):
      let problem = await files.append(job.notification.payload, to: path)
      return DeliveryResult(problem: problem, duration: start.duration(to: .now))
    case .webhook(let url):
      do {
        let response = try await client.send(request(for: job, to: url))
        return result(of: response)
      } catch {
        if error == .cancelled { return nil }
        return DeliveryResult(problem: error.description, duration: start.duration(to: .now))
      }
    }
  }

  /// A POST by Standard Webhooks 1.0: the id stays, time and signature belong to the try.
  private func request(for job: DeliveryJob, to url: String) -> HTTPRequest {
    let notification = job.notification
    let body = Array(notification.payload.utf8)
    let timestamp = Int(clock.now.timeIntervalSince1970)
    var request = HTTPRequest(method: .post, url: url, limits: job.limits)
    request.limits.maxRedirects = 0
    request.body = body
    request.headers = [
      HTTPHeader("Content-Type", "application/json"),
      HTTPHeader("webhook-id", notification.id),
      HTTPHeader("webhook-timestamp", "\(timestamp)"),
    ]
    if let secret = job.receiver.secret {
      request.headers.append(
        HTTPHeader(
          "webhook-signature",
          WebhookSignature.header(
            id: notification.id, timestamp: timestamp, body: body, secrets: [secret])))
    }
    return request
  }

  /// 2xx is success; everything else, redirects included, is not.
  private func result(of response: HTTPResponse) -> DeliveryResult {
    guard !(200..<300).contains(response.status) else {
      return DeliveryResult(status: response.status, duration: response.duration)
    }
    let reply = PollReply(
      status: response.status, url: response.url,
      headers: response.headers.map { (name: $0.name, value: $0.value) })
    let wait = reply.retryMoment(at: clock.now).map { $0.timeIntervalSince(clock.now) }
    return DeliveryResult(
      status: response.status, problem: "the receiver answered \(response.status)",
      retryAfter: wait.map { .seconds(max(0, $0)) }, duration: response.duration)
  }

  private func tell(_ delivery: Delivery, next: Date?) {
    observe(.delivered(delivery))
    let facts: KeyValuePairs<String, String?> = [
      "receiver": delivery.receiver, "id": delivery.notification,
      "attempt": "\(delivery.attempt)", "status": delivery.status.map { "\($0)" },
      "ms": "\(Int(delivery.duration.seconds * 1000))", "problem": delivery.problem,
    ]
    switch (delivery.problem, next) {
    case (nil, _): log.event(.info, "alert delivered", facts)
    case (_?, let next?):
      log.event(.warning, "alert not delivered, next try \(next.utc)", facts)
    case (_?, nil): log.event(.error, "alert not delivered, given up", facts)
    }
  }
}
