import Glibc

/// A server that comes with the system, for what the tests' own does not speak: TLS and HTTP/2. It
/// ends with its owner.
final class ServerProgram {
  let folder: String
  let port: Int
  private let pid: pid_t

  /// Whether the shell would find a program.
  static func exists(_ name: String) -> Bool { path(of: name) != nil }

  private static func path(of name: String) -> String? {
    ["/usr/bin", "/usr/sbin", "/bin", "/usr/local/bin"].map { "\($0)/\(name)" }
      .first { access($0, X_OK) == 0 }
  }

  struct Failure: Error {
    var what: String
  }

  /// Starts a program in a folder with `cert.pem` and `key.pem`, made for localhost and valid for a
  /// day, and the files that are given. Returns when it listens.
  init(_ words: (_ port: Int) -> [String], files: [String: String]) throws {
    var template = Array("/tmp/mentiond-tls-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failure(what: "no folder") }
    folder = String(cString: made)
    for (name, text) in files {
      let file = fopen("\(folder)/\(name)", "w")
      fputs(text, file)
      fclose(file)
    }
    let certificate = try Self.spawn(
      [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "1", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost",
      ], in: folder)
    guard Self.wait(for: certificate) == 0 else { throw Failure(what: "no certificate") }
    port = try Self.freePort()
    pid = try Self.spawn(words(port), in: folder)
    guard Self.answers(at: port) else {
      Self.end(pid, folder)
      throw Failure(what: "\(words(port)) does not listen")
    }
  }

  deinit { Self.end(pid, folder) }

  private static func end(_ pid: pid_t, _ folder: String) {
    kill(pid, SIGKILL)
    _ = wait(for: pid)
    if let removal = try? spawn(["rm", "-r", folder], in: "/") { _ = wait(for: removal) }
  }

  private static func spawn(_ words: [String], in folder: String) throws -> pid_t {
    guard let path = path(of: words[0]) else { throw Failure(what: "no \(words[0])") }
    let words = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder, path] + words.dropFirst()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    let arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, "/bin/sh", &actions, nil, arguments, environ) == 0 else {
      throw Failure(what: "\(path) does not start")
    }
    return pid
  }

  private static func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }

  /// A port that nobody has; somebody else may take it before the program does, which then fails.
  private static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutableBytes(of: &address) {
      let raw = $0.assumingMemoryBound(to: sockaddr.self).baseAddress
      return bind(socket, raw, length) == 0 && getsockname(socket, raw, &length) == 0
    }
    guard isBound else { throw Failure(what: "no port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Tries to connect until somebody listens, some seconds at most.
  private static func answers(at port: Int) -> Bool {
    for _ in 0..<1000 {
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(socket) }
      var address = loopback(port: port)
      let isConnected = withUnsafeBytes(of: &address) {
        connect(
          socket, $0.assumingMemoryBound(to: sockaddr.self).baseAddress,
          socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
      if isConnected { return true }
      usleep(10_000)
    }
    return false
  }

  private static func loopback(port: Int) -> sockaddr_in {
    sockaddr_in(
      sin_family: sa_family_t(AF_INET), sin_port: UInt16(port).bigEndian,
      sin_addr: in_addr(s_addr: UInt32(0x7F00_0001).bigEndian), sin_zero: (0, 0, 0, 0, 0, 0, 0, 0))
  }
}
