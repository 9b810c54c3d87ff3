import JSON

/// A text that `score` is asked about.
struct ScoreQuestion: Equatable {
  /// What the answer is known by.
  var id: ID
  var text: String
  var language: String?

  enum ID: Equatable {
    case text(String)
    /// JSON that is no string: a number, null.
    case literal(String)
  }

  /// Why a line is no question.
  struct Fault: Error, Equatable {
    var reason: String
  }

  /// What some editors put before the first line.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Reads a line: a JSON object, or the text itself, which is known by the line's number.
  ///
  /// - Returns: nil for a line without anything.
  static func read(_ line: ArraySlice<UInt8>, number: Int) throws(Fault) -> ScoreQuestion? {
    let hasMark = number == 1 && line.starts(with: byteOrderMark)
    let line = hasMark ? line.dropFirst(byteOrderMark.count) : line
    guard let first = line.first(where: { $0 > 0x20 }) else { return nil }
    guard first == UInt8(ascii: "{") else {
      return ScoreQuestion(id: .text("\(number)"), text: String(decoding: line, as: UTF8.self))
    }
    let row: JSONValue
    do throws(JSONError) {
      row = try JSONDocument(Array(line)).root
    } catch {
      throw Fault(reason: "column \(error.column): \(error.reason)")
    }
    guard let text = row["text"]?.string else { throw Fault(reason: "expected \"text\", a string") }
    let id = row["id"]
    return ScoreQuestion(
      id: id?.string.map { .text($0) } ?? .literal(id?.literal ?? "null"), text: text,
      language: row["language"]?.string)
  }
}
