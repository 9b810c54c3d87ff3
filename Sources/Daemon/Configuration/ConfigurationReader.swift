import Alerting
import Detection
import Feeds
import Glibc
import JSON
import Model
import Polling
import Transport

/// Reads a configuration file, or names everything that is wrong with it.
struct ConfigurationReader {
  /// Where relative names of files with secrets are looked for.
  let files: SecretFiles
  /// Where the operator's own presets are looked for.
  private let folder: PresetFolder
  /// Those that sources may name.
  private(set) var presets = PresetShelf.builtIn
  /// Whether tokens may be fetched without TLS: where servers of one's own are asked anyway.
  private(set) var allowsPlainTokens = false
  private let lexica: LexiconFiles
  private var lexiconBytes: [UInt8] = []
  private var secrets: [SecretPlace] = []
  private var problems: [ConfigurationProblem] = []

  /// Where sources stand, which are met in the order of the file.
  var lines = JSONLineCounter()

  /// All problems of one file; never empty.
  struct Problems: Error {
    var list: [ConfigurationProblem]
  }

  private init(files: SecretFiles, folder: PresetFolder, lexica: LexiconFiles) {
    self.files = files
    self.folder = folder
    self.lexica = lexica
  }

  static func read(
    _ bytes: [UInt8], files: SecretFiles, presets folder: PresetFolder = PresetFolder(),
    lexica: LexiconFiles = LexiconFiles()
  ) throws(Problems) -> Configuration {
    let document: JSONDocument
    do {
      document = try JSONDocument(bytes)
    } catch {
      throw Problems(list: [
        ConfigurationProblem(place: "", line: nil, message: "not JSON: \(error.description)")
      ])
    }
    var reader = Self(files: files, folder: folder, lexica: lexica)
    reader.readPresets(document.root)
    var check = ShapeCheck()
    check.check(document.root, against: .configuration(reader.presets))
    var configuration = reader.configuration(document.root)
    configuration.hash = String(BodyHash.of(bytes + reader.lexiconBytes), radix: 16)
    let problems = check.problems + reader.problems
    guard problems.isEmpty else { throw Problems(list: problems) }
    return configuration
  }

  // From here on what has another shape than it should is passed over, since it is told already; what
  // is looked at is how things fit together.

  private mutating func configuration(_ root: JSONValue) -> Configuration {
    var configuration = Configuration()
    configuration.presets = presets
    allowsPlainTokens = root["polling"]?["allowPrivateAddresses"]?.bool == true
    configuration.brands = elements(root, "brands").map(brand)
    configuration.sources = enabled(root, "sources") { $0.source(from: $1, at: $2) }
    configuration.receivers = enabled(root, "receivers") { $0.receiver(from: $1, at: $2) }
    configuration.contacts = enabled(root, "contacts") { $0.contacts(from: $1, at: $2) }
    configuration.state = root["state"]?.string
    configuration.matching = matchingRules(root)
    if let polling = root["polling"] { configuration.polling = settings(polling) }
    adoptPresets(
      of: configuration.sources, saidByOperator: root["polling"]?["hosts"],
      into: &configuration.polling.pacing)
    if let alerts = root["alerts"] { configuration.rules = rules(alerts) }
    if let outlets = root["outlets"] { configuration.ladder = ladder(outlets) }
    if let names = root["lexicon"] { configuration.lexicon = lexicon(names) }
    if let status = root["status"] {
      configuration.status = StatusAddress(
        address: status["address"]?.string ?? "127.0.0.1",
        port: UInt16(clamping: status["port"]?.int ?? 0),
        itemsToken: status["itemsTokenFile"]?.string.flatMap {
          secret($0, status, "status.itemsTokenFile").map(Authorization.Secret.init)
        })
    }
    if let retention = root["retention"] {
      configuration.retention.mentions =
        retention.duration("mentions") ?? configuration.retention.mentions
      configuration.retention.identities =
        retention.duration("identities") ?? configuration.retention.identities
    }
    requireUnique(root, "brands")
    requireUniqueSources(root, configuration.sources)
    requireUnique(root, "receivers")
    requireKnownBrands(root, configuration)
    requireKnownSources(root)
    configuration.secrets = secrets
    return configuration
  }

  func elements(_ root: JSONValue, _ key: String) -> [JSONValue] {
    root[key]?.elements ?? []
  }

  private mutating func enabled<Element>(
    _ root: JSONValue, _ key: String, read: (inout Self, JSONValue, String) -> Element
  ) -> [Element] {
    var list: [Element] = []
    for (index, value) in elements(root, key).enumerated() where value["disabled"]?.bool != true {
      list.append(read(&self, value, "\(key)[\(index)]"))
    }
    return list
  }

  private mutating func settings(_ value: JSONValue) -> PollingSettings {
    var settings = PollingSettings()
    readPacing(of: value, into: &settings.pacing)
    settings.maxPages = value["maxPages"]?.int ?? settings.maxPages
    settings.userAgent = value["userAgent"]?.string ?? settings.userAgent
    settings.maxTransfers = value["maxTransfers"]?.int ?? settings.maxTransfers
    settings.limits.maxBodyBytes = value["maxBodyBytes"]?.int ?? settings.limits.maxBodyBytes
    settings.limits.total = value.duration("timeout") ?? settings.limits.total
    if value["allowPrivateAddresses"]?.bool == true { settings.limits.addresses = .any }
    settings.proxy = proxy(value)
    settings.caFile = value["caFile"]?.string
    if let file = value["caFile"], let path = file.string, access(path, R_OK) != 0 {
      add("polling.caFile", file, "cannot read \(path): \(String(cString: strerror(errno)))")
    }
    return settings
  }

  private mutating func proxy(_ value: JSONValue) -> HTTPProxy? {
    guard let url = value["proxy"]?.string else {
      for key in ["proxyUser", "proxyPasswordFile", "noProxy"] {
        refuse(key, of: value, at: "polling", because: "there is no \"proxy\"")
      }
      return nil
    }
    let password = value["proxyPasswordFile"]?.string.flatMap {
      secret($0, value, "polling.proxyPasswordFile")
    }
    for (index, exception) in (value["noProxy"]?.elements ?? []).enumerated() {
      guard let text = exception.string, text.contains("/"), NetworkBlock(text) == nil else {
        continue
      }
      add(
        "polling.noProxy[\(index)]", exception,
        "expected a host, an address, or a block such as \"10.0.0.0/8\", found \"\(text)\"")
    }
    return HTTPProxy(
      url, user: value["proxyUser"]?.string, password: password,
      exceptions: (value["noProxy"]?.elements ?? []).compactMap(\.string))
  }

  private func rules(_ value: JSONValue) -> Rules {
    var rules = Rules()
    rules.repeatInterval = value.duration("repeatInterval") ?? rules.repeatInterval
    rules.calmHold = value.duration("calmHold") ?? rules.calmHold
    rules.rest = value.duration("rest") ?? rules.rest
    rules.watchRest = value.duration("watchRest") ?? rules.watchRest
    rules.severeFrom = value["severeFrom"]?.string.flatMap(Rung.init(name:)) ?? rules.severeFrom
    let floors = rules.reachFloors
    rules.reachFloors.reactions = value["reach"]?["reactions"]?.int ?? floors.reactions
    rules.reachFloors.views = value["reach"]?["views"]?.int ?? floors.views
    rules.reachFloors.followers = value["reach"]?["followers"]?.int ?? floors.followers
    return rules
  }

  /// A bad file is told and passed over, so that the next one is looked at too.
  private mutating func lexicon(_ value: JSONValue) -> Lexicon {
    var lexicon = Lexicon.builtIn
    for (index, name) in (value.elements ?? [value]).enumerated() {
      guard let text = name.string else { continue }
      do {
        let file = try lexica.read(text)
        lexicon = try file.extending(lexicon)
        lexiconBytes += file.bytes
      } catch {
        add(value.elements == nil ? "lexicon" : "lexicon[\(index)]", name, error.message)
      }
    }
    return lexicon
  }

  private mutating func readPresets(_ root: JSONValue) {
    guard let value = root["presets"], let name = value.string else { return }
    let (own, problems) = folder.read(name)
    presets.add(own)
    for problem in problems { add("presets", value, problem) }
  }

  mutating func refuse(
    _ key: String, of value: JSONValue, at place: String, because reason: String
  ) {
    if let wrong = value[key] { add("\(place).\(key)", wrong, "does not belong here: \(reason)") }
  }

  mutating func secret(_ name: String, _ value: JSONValue, _ place: String) -> String? {
    do {
      return try secret(name, ConfigurationOrigin(place: place, line: value.line))
    } catch {
      add(place, value, error.message)
      return nil
    }
  }

  mutating func secret(
    _ name: String, _ origin: ConfigurationOrigin
  ) throws(SecretFiles.Failure) -> String {
    let secret = try files.read(name)
    if let path = secret.path, !secrets.contains(where: { $0.path == path }) {
      secrets.append(SecretPlace(path: path, origin: origin))
    }
    return secret.text
  }

  mutating func add(_ place: String, _ value: JSONValue, _ message: String) {
    problems.append(ConfigurationProblem(place: place, line: value.line, message: message))
  }
}
