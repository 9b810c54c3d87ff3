import FoundationEssentials
import JSON

/// Reads the rows of a list of contacts: CSV (RFC 4180) with names of columns in its first line, JSON
/// Lines, one JSON list, or an object that holds one.
struct ContactList {
  /// A line that could not be used. Never tells what it holds.
  struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    var line: Int
    var reason: String

    var description: String { "line \(line): \(reason)" }
  }

  /// Problems that are told; all are counted.
  private static let mostTold = 5

  /// A row of a table that goes over more lines than this has lost a quote.
  private static let longestRow = 64 << 10

  /// A JSON text of many lines is read as a whole, and must fit into memory several times.
  private static let longestText = 64 << 20

  private let settings: ContactSettings
  private var form: Form?
  private var row: [UInt8] = []
  private var rowLine = 0

  private enum Form {
    case json
    /// A JSON text of many lines.
    case jsonText
    case table(TableColumns)
    /// A first line that names no columns of ours: no row can be read.
    case foreign
  }

  private(set) var rows = 0
  private(set) var problems: [Problem] = []

  /// Lines that could not be used, those told and all others.
  private(set) var badLines = 0

  init(_ settings: ContactSettings) { self.settings = settings }

  /// Reads a file to its end and gives each row to `body`.
  static func read(
    _ settings: ContactSettings, at path: String, _ body: (ContactRow) -> Void
  ) throws(CommandError) -> ContactList {
    var list = ContactList(settings)
    var reader = try LineReader(path: path)
    while let line = try reader.next() {
      switch line {
      case .bytes(let bytes): list.take(bytes, number: reader.number, body)
      case .tooLong: list.note("too long", at: reader.number)
      }
    }
    list.finish(body)
    return list
  }

  /// Reads what a server answered and gives each row to `body`.
  static func read(
    _ settings: ContactSettings, in bytes: [UInt8], _ body: (ContactRow) -> Void
  ) -> ContactList {
    var list = ContactList(settings)
    LineReader.Batch(bytes: bytes, first: 1).forEachLine { list.take($0, number: $1, body) }
    list.finish(body)
    return list
  }

  private mutating func take(
    _ line: ArraySlice<UInt8>, number: Int, _ body: (ContactRow) -> Void
  ) {
    switch form {
    case nil: begin(with: line, number, body)
    case .foreign: break
    case .jsonText: takePart(line, number, body)
    case .json:
      guard line.contains(where: { $0 > 0x20 }) else { return }
      takeJSON(line, number, body)
    case .table(let columns):
      if row.isEmpty { rowLine = number } else { row.append(0x0A) }
      row.append(contentsOf: line)
      if !columns.isOpen(row) {
        takeRow(of: columns, body)
      } else if row.count > Self.longestRow {
        giveUpQuote(body)
      }
    }
  }

  private mutating func finish(_ body: (ContactRow) -> Void) {
    if case .jsonText = form { return takeText(body) }
    guard case .table(let columns) = form, !row.isEmpty else { return }
    guard columns.isOpen(row) else { return takeRow(of: columns, body) }
    giveUpQuote(body)
    finish(body)
  }

  /// Leaves out the line whose quote is not closed, and reads those behind it as rows again.
  private mutating func giveUpQuote(_ body: (ContactRow) -> Void) {
    note("a quote that is not closed", at: rowLine)
    takeAgain(linesFrom: 1, body)
  }

  /// Reads the lines that are held as others, but for the first ones.
  private mutating func takeAgain(linesFrom start: Int, _ body: (ContactRow) -> Void) {
    let lines = row.split(separator: 0x0A, omittingEmptySubsequences: false).dropFirst(start)
    let first = rowLine + start
    row = []
    for (place, line) in lines.enumerated() { take(line, number: first + place, body) }
  }

  private mutating func begin(
    with line: ArraySlice<UInt8>, _ number: Int, _ body: (ContactRow) -> Void
  ) {
    let line = line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
    guard let first = line.first(where: { $0 > 0x20 }) else { return }
    if first == UInt8(ascii: "{"), (try? JSONDocument(Array(line))) != nil {
      form = .json
      return takeJSON(line, number, body)
    }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      form = .jsonText
      rowLine = number
      return takePart(line, number, body)
    }
    let columns = TableColumns(line, settings)
    guard columns.isUsable else {
      form = .foreign
      return note(
        "expected JSON Lines, or the names of columns: \(settings.column(.time)) and one of "
          + "handle, email, order, ticket, name, or say in \"columns\" how they are called",
        at: number)
    }
    form = .table(columns)
  }

  private mutating func takeRow(of columns: TableColumns, _ body: (ContactRow) -> Void) {
    defer { row.removeAll(keepingCapacity: true) }
    guard row.contains(where: { $0 > 0x20 }) else { return }
    let cells = columns.cells(of: row)
    do throws(ContactRow.Failure) {
      body(try ContactRow(settings) { columns.text(of: $0, in: cells) })
      rows += 1
    } catch {
      note(error.reason, at: rowLine)
    }
  }

  private mutating func takeJSON(
    _ line: ArraySlice<UInt8>, _ number: Int, _ body: (ContactRow) -> Void
  ) {
    guard let root = (try? JSONDocument(Array(line)))?.root, root.kind == .object else {
      return note("expected an object of JSON", at: number)
    }
    takeRows(of: root, from: number, body)
  }

  private mutating func takePart(
    _ line: ArraySlice<UInt8>, _ number: Int, _ body: (ContactRow) -> Void
  ) {
    guard row.count <= Self.longestText else {
      guard beginsWithObject else { return }
      takeAsLines(body)
      return take(line, number: number, body)
    }
    row.append(contentsOf: line)
    row.append(0x0A)
  }

  private mutating func takeText(_ body: (ContactRow) -> Void) {
    guard row.count <= Self.longestText else {
      return note("a list of more than 64 MB; write JSON Lines", at: rowLine)
    }
    guard let root = (try? JSONDocument(row))?.root else {
      return beginsWithObject ? takeAsLines(body) : note("not JSON", at: rowLine)
    }
    takeRows(of: root, from: rowLine, body)
  }

  private var beginsWithObject: Bool { row.first { $0 > 0x20 } == UInt8(ascii: "{") }

  /// It was no text of many lines, but JSON Lines whose first is of no use.
  private mutating func takeAsLines(_ body: (ContactRow) -> Void) {
    form = .json
    takeAgain(linesFrom: 0, body)
  }

  /// - Parameter line: on which the text begins that the value is the root of.
  private mutating func takeRows(
    of root: JSONValue, from line: Int, _ body: (ContactRow) -> Void
  ) {
    var lines = JSONLineCounter()
    let rows = root.elements ?? ContactObject(root, settings)?.wrapped ?? [root]
    for value in rows {
      do throws(ContactRow.Failure) {
        guard let object = ContactObject(value, settings) else {
          throw ContactRow.Failure(reason: "expected an object of JSON")
        }
        body(try object.row())
        self.rows += 1
      } catch {
        note(error.reason, at: line - 1 + lines.line(of: value))
      }
    }
  }

  private mutating func note(_ reason: String, at line: Int) {
    badLines += 1
    if problems.count < Self.mostTold { problems.append(Problem(line: line, reason: reason)) }
  }
}
