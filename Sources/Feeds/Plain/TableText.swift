import JSON

/// Tables as spreadsheets and survey tools export them: RFC 4180, with commas, semicolons or tabs.
package enum TableText {
  /// A row as a JSON object.
  package struct Row: Sendable {
    /// The names of the first row as keys, as they stand and in lower case; what is empty is left out.
    package var object: [UInt8]

    /// From 1, as an editor counts them.
    package var line: Int
  }

  /// The rows below the first one, which has the names of the columns.
  package static func rows(of bytes: [UInt8]) -> [Row] {
    var reader = TableReader(PlainDocument.text(of: bytes))
    guard let names = reader.next()?.fields.map({ $0.trimmed ?? "" }) else { return [] }
    var rows: [Row] = []
    while let (fields, line) = reader.next() {
      rows.append(Row(object: object(names, fields), line: line))
    }
    return rows
  }

  private static func object(_ names: [String], _ fields: [String]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      for (name, field) in zip(names, fields) where !name.isEmpty && field.trimmed != nil {
        $0.field(name, field)
        let lower = name.lowercased()
        if !names.contains(lower) { $0.field(lower, field) }
      }
    }
    return writer.bytes
  }
}

/// Goes through a table row by row; rows without any field that holds something are passed over.
private struct TableReader {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var at = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    separator = Self.separator(of: bytes)
  }

  /// The one that is most frequent in the first row, outside of quotes.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == 0x0A, !isQuoted { break }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let known = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return known.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? known[0]
  }

  mutating func next() -> (fields: [String], line: Int)? {
    while at < bytes.count {
      let first = line
      let fields = row()
      if fields.contains(where: { $0.trimmed != nil }) { return (fields, first) }
    }
    return nil
  }

  private mutating func row() -> [String] {
    var fields: [String] = []
    while true {
      fields.append(field())
      guard at < bytes.count, bytes[at] == separator else { break }
      at += 1
    }
    if at < bytes.count {
      at += 1
      line += 1
    }
    return fields
  }

  /// Reads up to a separator or the end of the row. Quotes within quotes are doubled; what stands behind
  /// the closing one belongs to the field all the same.
  private mutating func field() -> String {
    var field: [UInt8] = []
    var isQuoted = false
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\""), isQuoted || at == start {
        if isQuoted, at + 1 < bytes.count, bytes[at + 1] == byte {
          field.append(byte)
          at += 1
        } else {
          isQuoted.toggle()
        }
      } else if !isQuoted, byte == separator || byte == 0x0A {
        break
      } else {
        if byte == 0x0A { line += 1 }
        field.append(byte)
      }
      at += 1
    }
    if field.last == 0x0D { field.removeLast() }
    return String(decoding: field, as: UTF8.self)
  }
}
