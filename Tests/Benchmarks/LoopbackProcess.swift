import Glibc
import Loopback

/// A server on the loopback address in a process of its own, so that its processor time is not taken
/// for the client's. It ends when nobody holds this any more, or this process dies.
final class LoopbackProcess {
  /// The first argument that makes this program be the server.
  static let word = "--serve"

  static let body = [UInt8](repeating: UInt8(ascii: "."), count: 10_240)

  private let child: Child
  private let address: String

  init() throws {
    child = try Child(Child.own, [Self.word])
    address = child.firstLine()
  }

  func url(_ path: String) -> String { address + path }

  /// Says where it listens, and answers until its input ends.
  static func serve() {
    do {
      let server = try LoopbackServer { request in
        request.method == "GET" ? .response(body: body) : .response(status: 204)
      }
      print(server.url(""))
      fflush(nil)
      _ = getchar()
      exit(EXIT_SUCCESS)
    } catch {
      print("no server: \(error)")
      exit(EXIT_FAILURE)
    }
  }
}
