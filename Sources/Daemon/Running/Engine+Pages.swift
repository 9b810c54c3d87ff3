import Feeds
import FoundationEssentials
import Model
import Polling
import Transport

extension Engine {
  /// The items of a document and, where none of them is known, of the pages behind it: as far as one
  /// that is known, so that nothing is missed, or as the limit allows.
  ///
  /// Pages are asked for like any request to their host: the gap between, and to the same server
  /// alone, since a stranger wrote the address.
  func withOlderPages(
    _ items: [ExaminedItem], of feed: Feed, from url: String, for job: PollJob
  ) async throws -> [ExaminedItem] {
    var all = items
    var page = (items: items, next: feed.nextPage)
    var seen = Set(items.map { $0.keys[0] })
    for number in 0..<job.maxPages {
      guard let next = page.next, Self.isSameServer(next, as: url),
        try await desk.isNew(page.items, from: job.order.source)
      else { break }
      guard let read = await readPage(next, for: job) else { break }
      let fresh = read.items.filter { seen.insert($0.keys[0]).inserted }
      log.event(
        .debug, "older page read",
        [
          "source": job.order.source.id, "page": "\(number + 2)", "items": "\(read.items.count)",
          "new": "\(fresh.count)",
        ])
      // A server that does not know pages sends the first one again.
      guard !fresh.isEmpty else { break }
      all = fresh + all
      page = (fresh, read.next)
    }
    return all
  }

  private static func isSameServer(_ next: String, as url: String) -> Bool {
    guard let next = try? WebAddress(next), let url = try? WebAddress(url) else { return false }
    return next.isSameOrigin(as: url)
  }

  /// Nil where there is nothing to go on with: what was read so far is worth having.
  private func readPage(
    _ url: String, for job: PollJob
  ) async -> (items: [ExaminedItem], next: String?)? {
    let source = job.order.source
    await desk.goOn(with: source.id, at: clock.now)
    guard (try? await clock.sleep(job.order.gap)) != nil else { return nil }
    var request = HTTPRequest(url: url, headers: job.headers, limits: job.limits)
    request.home = source.url
    do {
      let response = try await tokens.send(request, by: client, as: job.authorization)
      guard response.status == 200 else { return nil }
      let feed = try FeedReader.read(
        response.body, from: response.url, contentType: response.header("Content-Type"),
        mapping: job.mapping)
      return (job.listening.examine(feed.items, from: source), feed.nextPage ?? response.nextPage)
    } catch {
      log.event(.debug, "older page not read", ["source": source.id, "reason": "\(error)"])
      return nil
    }
  }
}

extension HTTPResponse {
  /// Where older items are, as its header tells.
  var nextPage: String? {
    LinkField.next(in: headers.filter { $0.name.lowercased() == "link" }.map(\.value), from: url)
  }
}
