import FoundationEssentials
import Glibc
import Testing

@testable import Daemon

@Suite struct `Log file` {
  private let path: String

  init() throws {
    var template = Array("/tmp/mentiond-log-XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) }) + "/alerts.log"
  }

  private var text: String {
    String(decoding: FileBytes.read(path, limit: 1 << 20) ?? [], as: UTF8.self)
  }

  @Test func `gets a line for each alert`() {
    let file = LogFile(path: path)
    #expect(file.append("one") == nil)
    #expect(file.append("two") == nil)
    #expect(text == "one\ntwo\n")
  }

  @Test func `gets a line once, when a crash came between writing and recording it`() {
    #expect(LogFile(path: path).append("one") == nil)
    #expect(LogFile(path: path).append("one") == nil)
    #expect(text == "one\n")
  }

  @Test func `keeps a torn line apart from the next`() throws {
    let stream = try #require(fopen(path, "w"))
    fputs("half a li", stream)
    fclose(stream)
    #expect(LogFile(path: path).append("whole") == nil)
    #expect(text == "half a li\nwhole\n")
  }

  @Test func `that is a pipe without a reader is a failure, not a wait`() {
    mkfifo(path, 0o600)
    #expect(LogFile(path: path).append("one")?.contains("No such device") == true)
  }

  @Test func `that cannot be opened says why`() {
    #expect(
      LogFile(path: "/proc/none/x").append("one")
        == "cannot open /proc/none/x: No such file or directory")
  }
}
