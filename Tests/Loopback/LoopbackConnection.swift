import Glibc

/// One client's connection: reads its requests in turn, sends what is to be sent.
struct LoopbackConnection {
  let socket: Int32
  let stopSignal: StopSignal
  private var unread: [UInt8] = []

  init(socket: Int32, stopSignal: StopSignal) {
    self.socket = socket
    self.stopSignal = stopSignal
  }

  /// The next request; nil when the client is gone, the server stops, or it is no HTTP.
  mutating func readRequest() -> LoopbackRequest? {
    let end = Array("\r\n\r\n".utf8)
    var searched = 0
    while true {
      let found = unread.indices.dropFirst(searched).first { unread[$0...].starts(with: end) }
      if let found {
        let head = String(decoding: unread[..<found], as: UTF8.self)
        unread.removeSubrange(..<(found + end.count))
        return readBody(of: head)
      }
      searched = max(0, unread.count - 3)
      guard readMore() else { return nil }
    }
  }

  private mutating func readBody(of head: String) -> LoopbackRequest? {
    var lines = head.split(separator: "\r\n")
    guard !lines.isEmpty else { return nil }
    let words = lines.removeFirst().split(separator: " ")
    guard words.count == 3 else { return nil }
    var request = LoopbackRequest(
      method: String(words[0]), path: String(words[1]), headers: [], body: [])
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      request.headers.append((String(line[..<colon]), String(value)))
    }
    let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
    while unread.count < length {
      guard readMore() else { return nil }
    }
    request.body = Array(unread.prefix(length))
    unread.removeFirst(length)
    return request
  }

  private mutating func readMore() -> Bool {
    guard stopSignal.waitUntilReady(socket, for: POLLIN) else { return false }
    return withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 1) { buffer in
      let count = recv(socket, buffer.baseAddress, buffer.count, 0)
      guard count > 0 else { return false }
      unread.append(contentsOf: buffer.prefix(count))
      return true
    }
  }

  /// False when the connection is not to be used again.
  func perform(_ answer: LoopbackAnswer) -> Bool {
    for step in answer.steps {
      switch step {
      case .send(let bytes):
        guard send(bytes) else { return false }
      case .repeat(let bytes, let count):
        for _ in 0..<(count ?? .max) {
          guard send(bytes) else { return false }
        }
      case .pause(let duration):
        // Readable means that the client has hung up: it sends nothing while it waits for an answer.
        if stopSignal.waitUntilReady(socket, for: POLLIN, limit: duration) { return false }
      case .hang:
        _ = stopSignal.waitUntilReady(socket, for: POLLIN)
        return false
      case .close: return false
      }
    }
    return true
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        guard stopSignal.waitUntilReady(socket, for: POLLOUT) else { return false }
        let slice = UnsafeRawBufferPointer(rebasing: rest)
        let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
        let count = Glibc.send(socket, slice.baseAddress, slice.count, flags)
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }
}
