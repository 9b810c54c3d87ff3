import CCurl

/// The one thread that curl runs on: takes up what callers post, lets curl work, ends what is done.
final class TransferLoop {
  typealias Instant = ContinuousClock.Instant

  /// How finely limits of time are kept. Looking at a thousand transfers takes microseconds.
  private static let tickMilliseconds: Int32 = 50

  /// Without transfers there is nothing to watch over but the mailbox, which wakes us.
  private static let idleMilliseconds: Int32 = 3_600_000

  /// Idle connections that are kept. Most polls of a host lie further apart than its patience, so
  /// more of them would only hold descriptors.
  private static let maxIdleConnections = 128

  /// Handles that are kept for reuse, a few KB each.
  private static let maxSpareHandles = 64

  private let mailbox: Lock<Mailbox>
  private let multi: UnsafeMutableRawPointer
  private let setup: TransferSetup

  private var transfers: [ObjectIdentifier: Transfer] = [:]
  /// In the order of arrival. They hold no more than their callers do.
  private var waiting: ArraySlice<Exchange> = []
  /// Hops whose turn came while too many names were being looked up; at most `maxTransfers`.
  private var waitingForLookup: ArraySlice<Transfer> = []
  private var lookups = NameLookups()
  private var spareHandles: [UnsafeMutableRawPointer] = []
  private var nextTick = ContinuousClock.now

  init(_ mailbox: Lock<Mailbox>, _ options: HTTPClientOptions) {
    self.mailbox = mailbox
    guard let multi = mailbox.withLock({ $0.multi }) else {
      preconditionFailure("only the loop takes the handle out of the mailbox, when it ends")
    }
    self.multi = multi
    setup = TransferSetup(options: options)
    multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.maxIdleConnections)
  }

  /// Returns after the client was closed.
  func run() {
    while let mail = mailbox.withLock({ $0.empty() }) {
      mail.posted.forEach(takeUp)
      mail.cancelled.forEach(cancel)
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      endFinished()
      endOverdue()
      // Last, so that nothing that could start is left waiting while we sleep.
      startWaiting()
      curl_multi_poll(
        multi, nil, 0, transfers.isEmpty ? Self.idleMilliseconds : Self.tickMilliseconds, nil)
    }
    endAll()
  }

  /// The name of the transfer's host is known now, which makes room for another lookup.
  func didConnect(_ transfer: Transfer) { endLookup(of: transfer, isFound: true) }

  // MARK: Starting

  private func takeUp(_ exchange: Exchange) {
    // Its cancellation may have come before it, when nothing was known to cancel.
    if exchange.ticket.isCancelled {
      exchange.end(.failure(.cancelled))
    } else {
      waiting.append(exchange)
    }
  }

  private func startWaiting() {
    while lookups.hasRoom, let transfer = waitingForLookup.popFirst() {
      if transfers[transfer.id] === transfer { startHop(of: transfer) }
    }
    while transfers.count < setup.options.maxTransfers, let exchange = waiting.popFirst() {
      start(exchange)
    }
    // A slice keeps what was taken from its front until it is replaced.
    if waiting.isEmpty { waiting = [] }
    if waitingForLookup.isEmpty { waitingForLookup = [] }
  }

  private func start(_ exchange: Exchange) {
    guard let easy = spareHandles.popLast() ?? curl_easy_init() else {
      return exchange.end(.failure(.unreachable(reason: "out of memory")))
    }
    let transfer = Transfer(exchange, easy: easy, loop: self)
    transfers[transfer.id] = transfer
    startHop(of: transfer)
  }

  private func startHop(of transfer: Transfer) {
    if let error = transfer.judgeAddress() { return end(transfer, .failure(error)) }
    let now = ContinuousClock.now
    // A proxy looks the names up itself.
    let isDirect = setup.proxy(for: transfer.address) == nil
    switch isDirect ? lookups.admit(transfer.address, at: now) : .noLookup {
    case .full:
      waitingForLookup.append(transfer)
      return
    case .lookup: transfer.holdsLookup = true
    case .noLookup: break
    }
    transfer.begin(at: now)
    transfer.headerLines = setup.apply(to: transfer)
    let code = curl_multi_add_handle(multi, transfer.easy)
    if code != CURLM_OK {
      end(transfer, .failure(.unreachable(reason: String(cString: curl_multi_strerror(code)))))
    }
  }

  // MARK: Ending

  private func endFinished() {
    var left: Int32 = 0
    let now = ContinuousClock.now
    while let message = curl_multi_info_read(multi, &left) {
      guard
        message.pointee.msg == CURLMSG_DONE,
        let context = easy_get_private(message.pointee.easy_handle)
      else { continue }
      let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      let step = transfer.conclude(message.pointee.data.result, at: now)
      switch step {
      case .finished(let result): end(transfer, result)
      case .hop:
        leaveHop(of: transfer)
        startHop(of: transfer)
      }
    }
  }

  private func endOverdue() {
    let now = ContinuousClock.now
    guard now >= nextTick else { return }
    nextTick = now + .milliseconds(Int(Self.tickMilliseconds))
    for transfer in transfers.values {
      if let error = transfer.overdue(at: now) { end(transfer, .failure(error)) }
    }
  }

  private func cancel(_ ticket: Ticket) {
    if let transfer = transfers[ObjectIdentifier(ticket)] {
      end(transfer, .failure(.cancelled))
    } else if let place = waiting.firstIndex(where: { $0.ticket === ticket }) {
      waiting.remove(at: place).end(.failure(.cancelled))
    }
  }

  private func end(_ transfer: Transfer, _ result: Result<HTTPResponse, FetchError>) {
    leaveHop(of: transfer)
    transfers[transfer.id] = nil
    if spareHandles.count < Self.maxSpareHandles {
      spareHandles.append(transfer.easy)
    } else {
      curl_easy_cleanup(transfer.easy)
    }
    transfer.exchange.end(result)
  }

  /// Takes the handle back from curl as good as new; its connection stays with the loop.
  private func leaveHop(of transfer: Transfer) {
    curl_multi_remove_handle(multi, transfer.easy)
    curl_easy_reset(transfer.easy)
    curl_slist_free_all(transfer.headerLines)
    transfer.headerLines = nil
    endLookup(of: transfer, isFound: false)
  }

  private func endLookup(of transfer: Transfer, isFound: Bool) {
    guard transfer.holdsLookup else { return }
    transfer.holdsLookup = false
    lookups.end(transfer.address.host, isFound: isFound, at: ContinuousClock.now)
  }

  private func endAll() {
    for transfer in transfers.values { end(transfer, .failure(.cancelled)) }
    let unread = mailbox.withLock { $0.leave() }
    for exchange in waiting + unread { exchange.end(.failure(.cancelled)) }
    spareHandles.forEach(curl_easy_cleanup)
    curl_multi_cleanup(multi)
  }
}
