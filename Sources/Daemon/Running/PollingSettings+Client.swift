import Transport

extension PollingSettings {
  /// What asks as these settings say.
  func client() throws(CommandError) -> HTTPClient {
    do {
      return try HTTPClient(
        HTTPClientOptions(
          // As many again may hang, see `Schedule.begin`.
          userAgent: userAgent, maxTransfers: 2 * maxTransfers, certificateFile: caFile,
          proxy: proxy))
    } catch {
      throw CommandError(status: .badConfiguration, message: error.description)
    }
  }
}
