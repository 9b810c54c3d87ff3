/// A named character reference of HTML.
struct HTMLEntity {
  /// No name is longer: `CounterClockwiseContourIntegral`.
  static let longestName = 32

  var text: String

  /// Whether it also works without a semicolon.
  var worksBare: Bool

  static let table: NameTable<HTMLEntity> = {
    let entries = HTMLEntityTable.text.split(whereSeparator: { $0 == " " || $0 == "\n" })
    return NameTable(
      entries.map { entry in
        let parts = entry.split(separator: "=")
        let isBare = parts[0].hasSuffix("*")
        var text = String.UnicodeScalarView()
        for code in parts[1].split(separator: ",") {
          if let scalar = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) {
            text.append(scalar)
          }
        }
        let name = isBare ? parts[0].dropLast() : parts[0]
        return (NameHash(name.utf8), HTMLEntity(text: String(text), worksBare: isBare))
      })
  }()

  /// What `&name;` stands for.
  static func text(of name: UnsafeBufferPointer<UInt8>) -> String? { table[NameHash(name)]?.text }
}
