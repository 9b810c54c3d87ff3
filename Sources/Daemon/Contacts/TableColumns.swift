/// The columns of a CSV file (RFC 4180), whose first line names them. Cells are divided by what divides
/// the first line best: comma, semicolon (where the comma is in numbers) or tab.
struct TableColumns {
  private let separator: UInt8
  private var places: [ContactSettings.Field: Int] = [:]

  init(_ head: ArraySlice<UInt8>, _ settings: ContactSettings) {
    let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let counts = separators.map { separator in head.count { $0 == separator } }
    separator = zip(separators, counts).max { $0.1 < $1.1 }?.0 ?? separators[0]
    let names = cells(of: Array(head)).map { $0.lowercased() }
    for field in ContactSettings.Field.allCases {
      places[field] = names.firstIndex(of: settings.column(field).lowercased())
    }
  }

  /// Whether rows can be made of them: a moment, and something to know somebody by.
  var isUsable: Bool {
    let persons: [ContactSettings.Field] = [.handle, .email, .order, .ticket, .name]
    return places[.time] != nil && persons.contains { places[$0] != nil }
  }

  /// Whether a row ends within quotes, and goes on in the next line.
  func isOpen(_ row: [UInt8]) -> Bool { row.count { $0 == UInt8(ascii: "\"") } % 2 == 1 }

  /// The cells of a whole row; two quotes within quotes are one.
  func cells(of row: [UInt8]) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var place = 0
    while place < row.count {
      let byte = row[place]
      place += 1
      if byte == UInt8(ascii: "\"") {
        if isQuoted, place < row.count, row[place] == byte {
          cell.append(byte)
          place += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == separator, !isQuoted {
        cells.append(Self.trimmed(String(decoding: cell, as: UTF8.self)))
        cell.removeAll(keepingCapacity: true)
      } else {
        cell.append(byte)
      }
    }
    return cells + [Self.trimmed(String(decoding: cell, as: UTF8.self))]
  }

  /// What a row has in the column of a field; nil where there is no such column.
  func text(of field: ContactSettings.Field, in cells: [String]) -> String? {
    places[field].map { $0 < cells.count ? cells[$0] : "" }
  }

  static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }
}
