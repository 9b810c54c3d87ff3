import Glibc

/// Where the database is.
enum StateFolder {
  /// The database file's path: below what the command line names, else the configuration, else the
  /// environment. A name that ends in `.db` is the file itself.
  static func database(
    option: String?, configuration: Configuration?, environment: Environment
  ) throws(CommandError) -> String {
    guard let folder = option ?? configuration?.state ?? environment.stateFolder else {
      throw CommandError(
        status: .cannotCreate,
        message: "no folder for the state: give --state FOLDER, or set HOME or STATE_DIRECTORY")
    }
    return folder.hasSuffix(".db") ? folder : "\(folder)/mentiond.db"
  }

  /// Makes the folder of a file, readable for its owner and group alone.
  static func create(for file: String) throws(CommandError) {
    guard let slash = file.lastIndex(of: "/"), slash > file.startIndex else { return }
    let whole = file[..<slash]
    var end = whole.startIndex
    while end < whole.endIndex {
      end = whole[whole.index(after: end)...].firstIndex(of: "/") ?? whole.endIndex
      let folder = String(whole[..<end])
      guard mkdir(folder, 0o750) != 0, errno != EEXIST else { continue }
      throw CommandError(
        status: .cannotCreate,
        message:
          "cannot create \(folder): \(String(cString: strerror(errno))); make it for this user, or name "
          + "another one with --state")
    }
  }
}
