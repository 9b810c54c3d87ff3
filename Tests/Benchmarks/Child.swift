import FoundationEssentials
import Glibc

/// A program that is started, with a pipe to its input and one from its output.
final class Child {
  let pid: pid_t
  private var input: Int32
  private let output: Int32
  private var hasEnded = false

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// What becomes of its standard error.
  enum Messages { case shown, hidden }

  init(_ path: String, _ arguments: [String], messages: Messages = .shown) throws {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else {
      throw Failure(description: "no pipe: \(String(cString: strerror(errno)))")
    }
    // Only the copies below are for the child: a pipe must end when its other side does.
    for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
    if messages == .hidden {
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, path, &actions, nil, words, environ)
    close(toChild[0])
    close(fromChild[1])
    (pid, input, output) = (child, toChild[1], fromChild[0])
    guard code == 0 else {
      hasEnded = true
      throw Failure(description: "\(path): \(String(cString: strerror(code)))")
    }
  }

  deinit {
    if !hasEnded { _ = try? finish() }
    close(output)
  }

  /// The next line that it prints, without the line feed; empty at the end.
  func nextLine() -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  /// Ends its input, and waits until it has ended too.
  ///
  /// The peak of its memory is the last that was seen, at most 50 ms before its end. What `wait4`
  /// tells would hold the peak of this process as well, which Linux hands on with `vfork`.
  ///
  /// - Throws: where its exit status is none of `statuses`.
  @discardableResult
  func finish(
    with statuses: [Int32] = [EXIT_SUCCESS]
  ) throws -> (output: String, peakMemory: Double) {
    close(input)
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    var peakMemory = 0.0
    var polled = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    while true {
      if poll(&polled, 1, 50) != 0 {
        let count = read(output, &chunk, chunk.count)
        guard count > 0 else { break }
        text += chunk[..<count]
      }
      peakMemory = max(peakMemory, Usage.peakMemory(of: pid))
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    hasEnded = true
    // Its exit status stands in the second byte.
    guard statuses.contains(status >> 8), status & 0xFF == 0 else {
      throw Failure(description: "a program ended with status \(status)")
    }
    return (String(decoding: text, as: UTF8.self), peakMemory)
  }

  /// Asks it to end, and waits until it has.
  func terminate() {
    guard !hasEnded else { return }
    kill(pid, SIGTERM)
    _ = try? finish()
  }

  /// The program that lies beside this one, where it was built.
  static var mentiond: String? {
    let program = own.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/mentiond"
    return access(program, X_OK) == 0 ? program : nil
  }

  static let mentiondIsMissing =
    "skipped: build it first, swift build -c release --product mentiond"

  /// This program's own file, whatever it was started as.
  static var own: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  }

  /// Where the shell would find a program.
  static func find(_ name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
