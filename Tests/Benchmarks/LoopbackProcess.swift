import Glibc
import Loopback

/// A server on the loopback address in a process of its own, so that its processor time is not taken
/// for the client's. It ends when nobody holds this any more, or this process dies.
final class LoopbackProcess {
  /// The first argument that makes this program be the server.
  static let word = "--serve"

  static let body = [UInt8](repeating: UInt8(ascii: "."), count: 10_240)

  /// How long the answer to `/long` is.
  static let longBytes = 50 << 20

  private static let real = Files.sharedFolder("feeds/real") ?? [[]]

  private let child: Child
  private let address: String

  init() throws {
    child = try Child(Child.own, [Self.word])
    address = child.nextLine()
  }

  func url(_ path: String) -> String { address + path }

  /// The same by another name. Those below localhost are the loopback address: RFC 6761.
  func url(_ path: String, host: String) -> String {
    address.replacing("127.0.0.1", with: host) + path
  }

  /// Says where it listens, and answers until its input ends.
  static func serve() {
    do {
      let server = try LoopbackServer { request in
        if request.path == "/long" {
          return .stream([UInt8](repeating: UInt8(ascii: "."), count: 1 << 20), times: 50)
        }
        if request.path == "/unchanged" {
          return .response(status: 304).delayed(by: .milliseconds(200))
        }
        if request.path.hasPrefix("/real/"), let number = Int(request.path.dropFirst(6)) {
          return .response(headers: [("ETag", "\"e\"")], body: real[number % real.count])
        }
        return request.method == "GET" ? .response(body: body) : .response(status: 204)
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
