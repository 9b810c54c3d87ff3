import Loopback
import Testing
import Transport

@Suite struct `Address policy` {
  @Test(arguments: [
    "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.255.255", "192.168.0.1",
    "0.0.0.0", "192.0.0.8", "198.19.0.1", "224.0.0.251", "255.255.255.255", "240.0.0.1",
    "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[ff02::1]", "[::ffff:8.8.8.8]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001::1]", "[2001:db8::1]",
    "2130706433", "0x7f.1", "0177.0.0.1",
  ])
  func `forbids an address that not everybody reaches`(host: String) async throws {
    let client = try HTTPClient.forTests()
    await #expect {
      try await client.send(HTTPRequest(url: "http://\(host):1/"))
    } throws: {
      if case FetchError.forbiddenAddress = $0 { true } else { false }
    }
  }

  @Test(arguments: [
    "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1",
    "223.255.255.255", "[2a00:1450:4001::1]", "[2001:4860:4860::8888]", "[64:ff9b::8.8.8.8]",
  ])
  func `allows every other`(host: String) async throws {
    // A proxy stands in for the internet.
    let proxy = try LoopbackServer([.response(status: 204)])
    let client = try HTTPClient.forTests(proxy: HTTPProxy(proxy.url()))
    #expect(try await client.send(HTTPRequest(url: "http://\(host)/")).status == 204)
  }

  @Test func `judges the address that a name stands for`() async throws {
    let server = try LoopbackServer([.response()])
    let client = try HTTPClient.forTests()
    await #expect {
      try await client.send(HTTPRequest(url: "http://localhost:\(server.port)/"))
    } throws: {
      if case FetchError.forbiddenAddress = $0 { true } else { false }
    }
    #expect(server.connections == 0)
  }

  @Test func `judges a name that has become another's since`() async throws {
    let server = try LoopbackServer([.response()])
    let name = ChangingName(["8.8.8.8"], ["127.0.0.1"])
    let request = HTTPRequest(url: "http://\(name.name):\(server.port)/")
    // What is asked is what was judged: whoever looked the name up twice would come to the server now.
    await #expect {
      try await HTTPClient.forTests().send(request)
    } throws: {
      if case FetchError.unreachable = $0 { true } else { false }
    }
    // Of another client, as this one remembers the name for some seconds.
    await #expect(throws: FetchError.forbiddenAddress("127.0.0.1")) {
      try await HTTPClient.forTests().send(request)
    }
    #expect(server.connections == 0)
  }

  @Test func `judges each address of a name that has several`() async throws {
    let server = try LoopbackServer([.response()])
    let name = ChangingName(["8.8.8.8", "127.0.0.1"])
    await #expect(throws: FetchError.forbiddenAddress("127.0.0.1")) {
      try await HTTPClient.forTests().send(
        HTTPRequest(url: "http://\(name.name):\(server.port)/"))
    }
    #expect(server.connections == 0)
  }

  @Test func `judges where a redirect leads`() async throws {
    let proxy = try LoopbackServer([.redirect(to: "http://169.254.169.254/credentials")])
    let client = try HTTPClient.forTests(proxy: HTTPProxy(proxy.url()))
    await #expect(throws: FetchError.forbiddenAddress("169.254.169.254")) {
      try await client.send(HTTPRequest(url: "http://feeds.example/"))
    }
    #expect(proxy.requests.map(\.path) == ["http://feeds.example/"])
  }

  @Test func `judges a connection that another request left open`() async throws {
    let server = try LoopbackServer([.response()])
    let client = try HTTPClient.forTests()
    var request = HTTPRequest(url: "http://localhost:\(server.port)/")
    request.limits.addresses = .any
    _ = try await client.send(request)
    request.limits.addresses = .publicOnly
    await #expect(throws: FetchError.forbiddenAddress("127.0.0.1")) {
      try await client.send(request)
    }
    #expect(server.requests.count == 1)
  }
}
