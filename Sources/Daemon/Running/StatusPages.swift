import FoundationEssentials
import Model
import Serving

/// What the status server answers: health for a load balancer, readiness, the state for people, metrics
/// for Prometheus.
enum StatusPages {
  /// Seconds without a tick after which the daemon counts as stuck; it ticks four times a minute.
  private static let longestSilence = 120.0

  static func answer(_ request: ServingRequest, _ desk: Desk, at now: Date) async -> ServingResponse
  {
    guard ["GET", "HEAD"].contains(request.method) else {
      return ServingResponse(
        status: 405, headers: [(name: "Allow", value: "GET, HEAD")],
        body: Array("this is only looked at\n".utf8))
    }
    do {
      switch request.path {
      case "/healthz":
        let silence = now.timeIntervalSince(await desk.lastTick)
        return silence < Self.longestSilence
          ? text("ok\n") : text("no progress for \(Int(silence)) s\n", status: 503)
      case "/readyz": return text("\(try await desk.summary(at: now))\n")
      case "/status": return text("\(try await desk.statusText(at: now))\n")
      case "/metrics":
        return ServingResponse(
          status: 200, contentType: MetricsPage.contentType,
          body: Array(Metrics.page(try await desk.figures(at: now)).utf8))
      default:
        return text("not here; try /status, /healthz, /readyz or /metrics\n", status: 404)
      }
    } catch {
      return text("the database does not answer: \(error)\n", status: 503)
    }
  }

  private static func text(_ text: String, status: Int = 200) -> ServingResponse {
    ServingResponse(status: status, text: text)
  }
}
