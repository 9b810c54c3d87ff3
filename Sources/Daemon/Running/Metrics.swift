import Serving

/// The daemon's figures for Prometheus and its like, in OpenMetrics.
enum Metrics {
  static func page(_ figures: Figures) -> String {
    var page = MetricsPage()
    let totals = figures.totals
    page.counter(
      "mentiond_polls", help: "Polls that ended, however they ended.", value: Double(totals.polls))
    page.counter(
      "mentiond_overruns", help: "Polls that found nothing of the one before: items may be missed.",
      value: Double(totals.overruns))
    page.counter(
      "mentiond_items", help: "Items that were not known before.", value: Double(totals.items))
    page.counter(
      "mentiond_mentions", help: "Items among them that name a brand.",
      value: Double(totals.mentions))
    page.counter(
      "mentiond_alerts", help: "Alerts that were raised.", value: Double(totals.alerts))
    page.counter(
      "mentiond_deliveries", help: "Tries to deliver an alert.", value: Double(totals.deliveries))
    page.counter(
      "mentiond_deliveries_failed", help: "Tries that failed.",
      value: Double(totals.failedDeliveries))
    page.gauge("mentiond_sources", help: "Sources that are polled.", value: Double(figures.sources))
    page.gauge(
      "mentiond_sources_blind", help: "Sources that cannot be read now.",
      value: Double(figures.blind.count))
    page.gauge(
      "mentiond_incidents_open", help: "Incidents that are open.",
      value: Double(figures.openIncidents.count))
    page.gauge(
      "mentiond_notifications_waiting", help: "Alerts on their way to a receiver.",
      value: Double(figures.waiting.values.reduce(0, +)))
    return page.text
  }
}
