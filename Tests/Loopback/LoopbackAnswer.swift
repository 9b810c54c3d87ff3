/// What the server does about a request: some bytes in some manner.
package struct LoopbackAnswer: Sendable {
  enum Step: Sendable {
    case send([UInt8])
    /// The same bytes over and over; without end where there is no count.
    case `repeat`([UInt8], count: Int?)
    case pause(Duration)
    /// Nothing until the client goes away.
    case hang
    case close
  }

  var steps: [Step]

  package typealias Headers = [(name: String, value: String)]

  /// A whole response; `Content-Length` is added unless it is given.
  package static func response(
    status: Int = 200, headers: Headers = [], body: [UInt8] = []
  ) -> LoopbackAnswer {
    var headers = headers
    if !headers.contains(where: { $0.name.lowercased() == "content-length" }) {
      headers.append(("Content-Length", "\(body.count)"))
    }
    let sendsBody = ![204, 304].contains(status)
    return LoopbackAnswer(steps: [.send(head(status, headers) + (sendsBody ? body : []))])
  }

  package static func response(
    status: Int = 200, headers: Headers = [], body: String
  ) -> LoopbackAnswer {
    response(status: status, headers: headers, body: Array(body.utf8))
  }

  package static func redirect(to location: String, status: Int = 302) -> LoopbackAnswer {
    response(status: status, headers: [("Location", location)])
  }

  /// Takes the request and never answers.
  package static var silence: LoopbackAnswer { LoopbackAnswer(steps: [.hang]) }

  /// Announces the whole body, then sends it byte by byte.
  package static func drip(_ body: [UInt8], every pause: Duration) -> LoopbackAnswer {
    let length = ("Content-Length", "\(body.count)")
    return LoopbackAnswer(
      steps: [.send(head(200, [length]))] + body.flatMap { [.pause(pause), .send([$0])] })
  }

  /// The same bytes as body, so many times, without the whole being held in memory.
  package static func stream(_ bytes: [UInt8], times: Int) -> LoopbackAnswer {
    let length = ("Content-Length", "\(bytes.count * times)")
    return LoopbackAnswer(steps: [.send(head(200, [length])), .repeat(bytes, count: times)])
  }

  /// A body without announced length that goes on until the client hangs up.
  package static func endless(_ bytes: [UInt8]) -> LoopbackAnswer {
    LoopbackAnswer(steps: [.send(head(200, [])), .repeat(bytes, count: nil)])
  }

  /// A header that goes on until the client hangs up.
  package static var endlessHeader: LoopbackAnswer {
    LoopbackAnswer(
      steps: [
        .send(Array("HTTP/1.1 200 OK\r\n".utf8)),
        .repeat(Array("X-More: of the same\r\n".utf8), count: nil),
      ])
  }

  /// Closes the connection when only a part of the announced body is sent.
  package static func cutShort(_ body: [UInt8], announced: Int) -> LoopbackAnswer {
    let length = ("Content-Length", "\(announced)")
    return LoopbackAnswer(steps: [.send(head(200, [length]) + body), .close])
  }

  /// Bytes as they are, then the end of the connection.
  package static func raw(_ bytes: [UInt8]) -> LoopbackAnswer {
    LoopbackAnswer(steps: [.send(bytes), .close])
  }

  /// The same answer after a while.
  package func delayed(by pause: Duration) -> LoopbackAnswer {
    LoopbackAnswer(steps: [.pause(pause)] + steps)
  }

  private static func head(_ status: Int, _ headers: Headers) -> [UInt8] {
    let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    return Array("HTTP/1.1 \(status) Loopback\r\n\(lines)\r\n".utf8)
  }
}
