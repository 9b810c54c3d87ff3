import FoundationEssentials
import Model
import Serving

/// What the status server answers: health for a load balancer, readiness, metrics for Prometheus.
enum StatusPages {
  /// Seconds without a tick after which the daemon counts as stuck; it ticks four times a minute.
  private static let longestSilence = 120.0

  static func answer(_ request: ServingRequest, _ desk: Desk, at now: Date) async -> ServingResponse
  {
    switch request.path {
    case "/healthz":
      let silence = now.timeIntervalSince(await desk.lastTick)
      return silence < Self.longestSilence
        ? text("ok\n") : text("no progress for \(Int(silence)) s\n", status: 503)
    case "/readyz":
      do {
        return text("\(try await desk.summary(at: now))\n")
      } catch {
        return text("the database does not answer: \(error)\n", status: 503)
      }
    case "/metrics":
      do {
        return ServingResponse(
          status: 200, contentType: MetricsPage.contentType,
          body: Array(Metrics.page(try await desk.figures(at: now)).utf8))
      } catch {
        return text("the database does not answer: \(error)\n", status: 503)
      }
    default:
      return text("not here; try /healthz, /readyz or /metrics\n", status: 404)
    }
  }

  private static func text(_ text: String, status: Int = 200) -> ServingResponse {
    ServingResponse(
      status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
  }
}
