import FoundationEssentials
import Glibc

/// The service manager's end of `NOTIFY_SOCKET`.
final class ManagerSocket {
  enum Kind: CaseIterable { case path, abstract }

  /// As the manager puts it into the environment.
  let name: String

  private let descriptor: Int32
  private let folder: URL

  init(_ kind: Kind) throws {
    let unique = UUID().uuidString
    folder = URL(filePath: "/tmp/mentiond-tests-\(unique)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    name = kind == .path ? folder.path + "/notify" : "@mentiond-tests-\(unique)"

    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = kind == .path ? Array(name.utf8) + [0] : [0] + Array(name.utf8.dropFirst())
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let bound = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    guard bound == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit {
    close(descriptor)
    try? FileManager.default.removeItem(at: folder)
  }

  /// What has come in since the last call, oldest first. A datagram is there as soon as it was
  /// sent, so nothing is waited for.
  func messages() -> [String] {
    var messages: [String] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      guard count >= 0 else { return messages }
      messages.append(String(decoding: buffer[..<count], as: UTF8.self))
    }
  }
}
