import Feeds
import FoundationEssentials
import Model
import Polling
import Transport

/// A list of contacts at an address: what its last good answer held, and when it is asked again.
///
/// Rows are kept as hashes, never the answer itself.
struct AskedContacts: Sendable {
  private(set) var rows: [ContactRow] = []
  private(set) var report: ContactLists.Report

  /// How many answers held another list than the one before.
  private(set) var version = 0

  /// Since when the list could not be had, and why; nil where it can.
  private(set) var trouble: ContactTrouble?

  private var validators: Validators?
  private var hash: UInt64?
  private var due = Date.distantPast
  private var lastAsked = Date.distantPast
  private var isUnderWay = false

  /// What people should hear of an answer.
  enum Turn: Equatable {
    case failed(reason: String)
    case recovered(since: Date)
  }

  /// - Parameter trouble: of an earlier run, which lasts until an answer ends it.
  init(_ list: ContactSettings, in trouble: ContactTrouble?) {
    report = ContactLists.Report(name: list.name)
    self.trouble = trouble
  }

  /// Has it asked at once.
  mutating func hasten() { due = .distantPast }

  /// Begins to ask, where it is time; the validators to ask with. Nil where it is not.
  mutating func begin(at now: Date) -> [Validators]? {
    // A clock that was set back must not put it off.
    guard !isUnderWay, due <= now || now < lastAsked else { return nil }
    isUnderWay = true
    lastAsked = now
    due = .distantFuture
    return version > 0 ? [validators].compactMap(\.self) : []
  }

  /// Nobody waited for the answer.
  mutating func abandon() {
    isUnderWay = false
    due = .distantPast
  }

  /// Takes in an answer; one that is no list keeps the rows of before.
  ///
  /// - Parameter interval: after which it is asked again, unless the server wants more rest.
  mutating func end(
    _ answer: Result<HTTPResponse, FetchError>, of list: ContactSettings, interval: Duration,
    at now: Date
  ) -> Turn? {
    isUnderWay = false
    // Who asked for haste meanwhile wants another answer than this.
    if due == .distantFuture { due = Self.next(after: answer, interval, at: now) }
    do throws(ContactRow.Failure) {
      try take(answer, of: list)
    } catch {
      let isNew = trouble == nil
      trouble = ContactTrouble(
        name: list.name, since: trouble?.since ?? now, reason: error.reason)
      return isNew ? .failed(reason: error.reason) : nil
    }
    defer { trouble = nil }
    return trouble.map { .recovered(since: $0.since) }
  }

  private static func next(
    after answer: Result<HTTPResponse, FetchError>, _ interval: Duration, at now: Date
  ) -> Date {
    let usual = now + interval.seconds
    guard case .success(let response) = answer else { return usual }
    let reply = PollReply(
      status: response.status, url: response.url,
      headers: response.headers.map { (name: $0.name, value: $0.value) })
    let latest = now + Pacing().retryAfterCeiling.seconds
    return max(usual, min(reply.retryMoment(at: now) ?? usual, latest))
  }

  private mutating func take(
    _ answer: Result<HTTPResponse, FetchError>, of list: ContactSettings
  ) throws(ContactRow.Failure) {
    let response: HTTPResponse
    do { response = try answer.get() } catch {
      throw ContactRow.Failure(reason: error.advice)
    }
    if response.status == 304, version > 0 { return }
    guard response.status == 200 else {
      throw ContactRow.Failure(reason: "status \(response.status)")
    }
    let hash = BodyHash.of(response.body)
    if hash != self.hash { try read(response, of: list) }
    self.hash = hash
    validators = Validators(
      url: response.url, etag: response.header("ETag"),
      lastModified: response.header("Last-Modified"))
  }

  private mutating func read(
    _ response: HTTPResponse, of list: ContactSettings
  ) throws(ContactRow.Failure) {
    guard response.body.contains(where: { $0 > 0x20 }) else {
      throw ContactRow.Failure(reason: "an empty answer")
    }
    var rows: [ContactRow] = []
    let read = ContactList.read(list, in: response.body) { rows.append($0) }
    if read.rows == 0, let problem = read.problems.first {
      let type = response.header("Content-Type").map { " (\($0))" } ?? ""
      throw ContactRow.Failure(reason: "no list of contacts\(type): \(problem)")
    }
    self.rows = rows
    report.take(read)
    report.isFirst = version == 0
    version += 1
  }
}

/// That a list of contacts at an address cannot be had.
struct ContactTrouble: Hashable, Sendable {
  var name: String
  var since: Date
  var reason: String
}
