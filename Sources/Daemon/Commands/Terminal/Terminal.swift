import Glibc

/// What the terminal can show that standard output goes to.
struct Terminal: Sendable {
  /// Columns of a line.
  var width: Int

  var hasColours = false

  /// Where nobody tells another width.
  private static let usualWidth = 80

  /// Lines that are longer are harder to read, and shorter ones hold nothing.
  private static let widths = 40...200

  /// As wide as the terminal says, or `COLUMNS` where there is none; in colour where it is one, unless
  /// `NO_COLOR` (no-color.org) or `TERM=dumb` asks otherwise.
  static var standardOutput: Terminal {
    let environment = Environment.process
    var size = winsize()
    let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let width =
      hasSize ? Int(size.ws_col) : environment["COLUMNS"].flatMap { Int($0) } ?? usualWidth
    return Terminal(
      width: min(max(width, widths.lowerBound), widths.upperBound),
      hasColours: Output.isTerminal && environment["NO_COLOR"] == nil
        && environment["TERM"] != "dumb")
  }

  /// How a text stands out.
  enum Style: String {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case yellow = "33"
  }

  func styled(_ text: String, _ style: Style) -> String {
    hasColours && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
