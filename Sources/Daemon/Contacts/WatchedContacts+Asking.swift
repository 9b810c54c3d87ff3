import Model
import Polling
import Transport

/// How an address is asked for its list.
extension WatchedContacts {
  /// Gives the answer as it came; `ContactLists.end` judges it.
  func ask(
    _ validators: [Validators], by client: HTTPClient, as tokens: TokenKeeper, _ limits: HTTPLimits
  ) async -> Result<HTTPResponse, FetchError> {
    guard case .address(let url) = list.place else { return .failure(.cancelled) }
    var request = HTTPRequest(url: url, headers: headers, limits: limits)
    if !headers.contains(where: { $0.name.lowercased() == "accept" }) {
      request.headers.append(
        HTTPHeader("Accept", "application/json, application/x-ndjson, text/csv, */*;q=0.1"))
    }
    request.conditions = validators.first.map { validators in
      HTTPConditions(
        url: validators.url,
        headers: validators.conditions.map { HTTPHeader($0.name, $0.value) })
    }
    do throws(FetchError) {
      return .success(try await tokens.send(request, by: client, as: authorization))
    } catch {
      return .failure(error)
    }
  }

  /// How often it is asked: no more often than any source.
  func interval(within pacing: Pacing) -> Duration { max(interval, pacing.minimumInterval) }
}

extension FetchError {
  /// Why nothing came, with what to do where that is not plain.
  var advice: String {
    guard case .forbiddenAddress = self else { return description }
    return "\(self); polling.allowPrivateAddresses would let it"
  }
}
