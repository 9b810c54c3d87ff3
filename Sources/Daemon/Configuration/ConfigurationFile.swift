import Model

/// A configuration file on disk.
struct ConfigurationFile: Sendable {
  let path: String

  /// Where the program is told the folders of systemd; given, so that nothing else reads them.
  let environment: Environment

  static let maxBytes = 16 * 1024 * 1024

  /// Reads and checks it, or says what is wrong: one line for each problem, the file's name first.
  func load() throws(CommandError) -> Configuration {
    guard let bytes = FileBytes.read(path, limit: Self.maxBytes) else {
      throw CommandError(
        status: .badConfiguration, message: "\(path): \(FileBytes.lastError)")
    }
    do {
      var configuration = try ConfigurationReader.read(
        bytes,
        files: SecretFiles(
          credentials: environment.credentialsDirectory, folder: folder),
        presets: PresetFolder(besides: folder), lexica: LexiconFiles(folder: folder))
      for place in configuration.sources.indices {
        configuration.sources[place].source.url = absolute(configuration.sources[place].source.url)
      }
      for index in configuration.contacts.indices {
        guard case .file(let path) = configuration.contacts[index].list.place,
          !path.hasPrefix("/")
        else { continue }
        configuration.contacts[index].list.place = .file("\(folder)/\(path)")
      }
      return configuration
    } catch {
      throw CommandError(
        status: .badConfiguration,
        message: error.list.map { "\(name): \($0)" }.joined(separator: "\n"))
    }
  }

  /// A `file:` source with a relative path lies beside the configuration.
  private func absolute(_ url: String) -> String {
    guard let path = LocalFiles.path(of: url), !path.hasPrefix("/") else { return url }
    return "file:\(folder)/\(path)"
  }

  /// Without its folder.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
