import Glibc
import Synchronization
import Testing

/// The real program, started as a person would, with its output and messages read as they come.
///
/// Nothing here sleeps: waiting for a line ends with the line, with the end of the program, or with
/// the time limit that turns a program that hangs into a failed test.
final class Program: Sendable {
  let pid: pid_t
  private let reader: ProgramReader

  /// - Parameter environment: besides `PATH` and `HOME`, which is the folder.
  init(_ arguments: [String], in folder: Folder, environment: [String: String] = [:]) throws {
    // One start at a time: a program that starts between the next lines would inherit the pipe, and
    // the pipe would not end with the program that it is for.
    (pid, reader) = try Self.starting.withLock { _ in
      try Self.start(arguments, home: folder.path, environment)
    }
  }

  private static let starting = Mutex(())

  private static func start(
    _ arguments: [String], home: String, _ environment: [String: String]
  ) throws -> (pid_t, ProgramReader) {
    var pipe: [Int32] = [0, 0]
    try #require(Glibc.pipe(&pipe) == 0)
    // Only the copies below are for the program: the pipe must end when it does.
    for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO)

    // As a shell or systemd would start it: the threads of tests block signals, which is inherited.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    var variables = environment
    variables["HOME"] = home
    variables["PATH"] = "/usr/bin:/bin"
    variables["LD_LIBRARY_PATH"] = getenv("LD_LIBRARY_PATH").map { String(cString: $0) }
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let pairs = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + pairs { free(text) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, path, &actions, &attributes, words, pairs)
    close(pipe[1])
    try #require(failure == 0, "cannot start \(path)")
    return (child, ProgramReader(pid: child, output: pipe[0]))
  }

  deinit {
    reader.endWithForce()
  }

  /// The program beside the tests, which `swift test` has built as well.
  private static let path: String = {
    var candidates = [CommandLine.arguments.first ?? ""]
    if let resolved = realpath("/proc/self/exe", nil) {
      candidates.append(String(cString: resolved))
      free(resolved)
    }
    for candidate in candidates {
      let folder = candidate.split(separator: "/").dropLast().joined(separator: "/")
      let path = "/\(folder)/mentiond"
      if access(path, X_OK) == 0 { return path }
    }
    // `.build/debug` beside the sources, where `swift test` builds unless told otherwise.
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(root)/.build/debug/mentiond"
  }()

  /// Waits for a line that holds all of some texts and that no earlier call gave.
  @discardableResult
  func line(with parts: String...) async throws -> String {
    if let line = reader.takePassed(parts) { return line }
    for await line in reader.lines {
      if parts.allSatisfy(line.contains) { return line }
      reader.pass(line)
    }
    let said = reader.said
    return try #require(nil, "the program said no line with \(parts):\n\(said)")
  }

  func signal(_ number: Int32) { kill(pid, number) }

  /// Waits for the end; gives the exit status, or minus the signal that ended it, and all that was
  /// said.
  @discardableResult
  func end() async -> (status: Int32?, text: String) {
    for await _ in reader.lines {}
    return (reader.status, reader.said)
  }
}
