import Alerting
import Detection
import Feeds
import Model
import Polling
import Transport

/// What the operator asks for, checked and complete.
struct Configuration: Sendable {
  var brands: [WatchedBrand] = []
  var sources: [WatchedSource] = []

  /// What sources could name, the operator's own included.
  var presets = PresetShelf.builtIn
  var receivers: [WatchedReceiver] = []

  /// Lists of those who told the brands before.
  var contacts: [WatchedContacts] = []

  var matching = MatchingRules()
  var polling = PollingSettings()
  var rules = Rules()
  var status: StatusAddress?
  var retention = RetentionSettings()

  /// The words of complaint with the operator's own; nil where those do that come with the program.
  var lexicon: Lexicon?

  /// Where outlets stand, the operator's own list before the one that comes with the program.
  var ladder = Ladder.builtIn

  /// The folder for the database, where the file names one.
  var state: String?

  /// The files whose secrets went into it, each once.
  var secrets: [SecretPlace] = []

  /// Hash of the file's bytes and of the lexica that it names: which configuration an alert was raised under.
  var hash = ""
}

/// A brand with those who speak for it.
struct WatchedBrand: Sendable {
  var brand: Brand

  var own = OwnVoices()
}

/// A source with what it takes to ask it and to read the answer.
struct WatchedSource: Sendable {
  var source: Source

  /// Where it stands in the file.
  var origin = ConfigurationOrigin()
  var mapping: Mapping?
  var headers: [HTTPHeader] = []
  var authorization: Authorization?

  /// How the place is listened to that it stands for, where it names one.
  var preset: FilledPreset?
}

/// A receiver with what it takes to reach it.
struct WatchedReceiver: Sendable {
  var receiver: Receiver

  /// Where it stands in the file.
  var origin = ConfigurationOrigin()

  /// Signs the bodies of a webhook.
  var secret: WebhookSecret?
}

struct PollingSettings: Sendable {
  var pacing = Pacing()
  var userAgent = "mentiond/\(CommandLineTool.version)"
  var maxTransfers = 200

  /// Pages behind a document that are asked for where nothing on it is known.
  var maxPages = 5

  var limits = HTTPLimits()
  var proxy: HTTPProxy?
  var caFile: String?
}

struct StatusAddress: Hashable, Sendable {
  var address = "127.0.0.1"
  var port: UInt16

  /// By which programs may post items; nil where nobody may.
  var itemsToken: Authorization.Secret?

  /// Where it is, which is settled at the start.
  var place: String { "\(address):\(port)" }
}

struct RetentionSettings: Hashable, Sendable {
  var mentions = Duration.hours(24 * 90)
  var identities = Duration.hours(24 * 180)
}
