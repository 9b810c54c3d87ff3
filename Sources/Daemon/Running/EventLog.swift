import Alerting
import FoundationEssentials
import Glibc
import Model

/// What happens, one line for each event, on standard error.
///
/// A fixed sentence, then facts as `name=value`. Under systemd a line begins with its priority and
/// the journal adds the time; elsewhere it begins with the time, and a terminal gets colour.
struct EventLog: Sendable {
  /// The priorities of syslog(3) that are used here.
  enum Level: Int, Sendable {
    case error = 3
    case warning = 4
    case notice = 5
    case info = 6
    case debug = 7
  }

  enum Form: Sendable {
    case journal, plain, colour

    /// The form that fits where standard error leads.
    static func forStandardError(environment: (String) -> String?) -> Form {
      // systemd sets JOURNAL_STREAM to the device and inode of the stream that it listens at.
      if environment("JOURNAL_STREAM") != nil, isatty(STDERR_FILENO) == 0 { return .journal }
      let wantsNone = environment("NO_COLOR").map { !$0.isEmpty } ?? false
      return isatty(STDERR_FILENO) == 1 && !wantsNone ? .colour : .plain
    }
  }

  let form: Form
  let clock: Clock

  /// Events that matter less are left out; nil leaves out all.
  var threshold: Level? = .info

  /// Writes an event. Facts whose value is nil are left out.
  func event(_ level: Level, _ sentence: String, _ facts: KeyValuePairs<String, String?> = [:]) {
    guard isTold(level) else { return }
    var line = sentence
    for (name, value) in facts {
      guard let value else { continue }
      line += " \(name)=\(Self.fact(value))"
    }
    write(level, line)
  }

  /// Writes an alert as people read it.
  func alert(_ alert: Alert) {
    let level: Level =
      switch (alert.reason, alert.severity) {
      case (.resolved, _), (_, .watch): .notice
      case (_, .warning): .warning
      case (_, .critical): .error
      }
    if isTold(level) { write(level, AlertLine.withoutMoment(alert)) }
  }

  private func isTold(_ level: Level) -> Bool {
    threshold.map { level.rawValue <= $0.rawValue } ?? false
  }

  private func write(_ level: Level, _ line: String) {
    let head =
      switch form {
      case .journal: "<\(level.rawValue)>"
      case .plain: "\(clock.now.utc) "
      case .colour: "\u{1B}[2m\(clock.now.utc)\u{1B}[0m \(Self.colour(level))"
      }
    // One write for one line, so that lines of several threads never mix.
    Output.message(head + line + (form == .colour ? "\u{1B}[0m" : ""))
  }

  private static func colour(_ level: Level) -> String {
    switch level {
    case .error: "\u{1B}[1;31m"
    case .warning: "\u{1B}[33m"
    case .notice: "\u{1B}[1m"
    case .info: ""
    case .debug: "\u{1B}[2m"
    }
  }

  /// A value that stays one word, in quotes where it has spaces.
  private static func fact(_ value: String) -> String {
    let safe = SafeText.line(value)
    guard safe.isEmpty || safe.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else {
      return safe
    }
    return "\"\(safe.replacing("\"", with: "'"))\""
  }
}
