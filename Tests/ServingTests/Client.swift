import Dispatch
import Glibc

/// One connection to a server on the loopback address: sends bytes, reads what comes back.
///
/// Reading waits for at most ten minutes, longer than all tests beside it take on a slow machine, on a queue of its own: the server's handlers need the threads
/// of the pool. `received` is touched on that queue alone.
final class Client: @unchecked Sendable {
  private let descriptor: Int32
  private let reading = DispatchQueue(label: "client")
  private var received: [UInt8] = []

  init?(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 600, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { return nil }
  }

  deinit { close(descriptor) }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Stops where the server does not listen any more.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// The next answer; nil where the server hangs up first.
  ///
  /// - Parameter hasBody: False for the answer to HEAD, whose length is that of no body.
  func answer(hasBody: Bool = true) async -> Answer? {
    await withCheckedContinuation { done in
      reading.async { done.resume(returning: self.readAnswer(hasBody: hasBody)) }
    }
  }

  /// Whether the server hangs up, with nothing more to say.
  var isClosed: Bool {
    get async {
      await withCheckedContinuation { done in
        reading.async { done.resume(returning: self.received.isEmpty && !self.receive()) }
      }
    }
  }

  private func readAnswer(hasBody: Bool) -> Answer? {
    var answer: Answer?
    while answer == nil {
      if let end = headerEnd {
        answer = Answer(head: received[..<end])
        received.removeFirst(end + 4)
      } else if !receive() {
        return nil
      }
    }
    let length = hasBody ? Int(answer?.headers["content-length"] ?? "") ?? 0 : 0
    while received.count < length, receive() {}
    answer?.body = String(decoding: received.prefix(length), as: UTF8.self)
    received.removeFirst(min(length, received.count))
    return answer
  }

  private var headerEnd: Int? {
    guard received.count >= 4 else { return nil }
    return (0...received.count - 4).first { received[$0..<$0 + 4].elementsEqual([13, 10, 13, 10]) }
  }

  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    received += buffer.prefix(count)
    return true
  }
}

struct Answer {
  var status: Int
  /// Names in lower case.
  var headers: [String: String] = [:]
  var body = ""

  init?(head: ArraySlice<UInt8>) {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first?.split(separator: " "), first.count >= 2,
      let status = Int(first[1])
    else { return nil }
    self.status = status
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
  }
}
