import Glibc
import Storage
import Testing

extension StateLocation {
  /// A database in a folder of its own, for those who open it twice or read it beside the desk.
  static func onDisk() throws -> StateLocation {
    var template = Array("/tmp/mentiond-state-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    return .file("\(folder)/s.db")
  }
}
