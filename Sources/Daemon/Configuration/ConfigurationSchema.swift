import Feeds
import JSON

/// The configuration's shape as JSON Schema, draft 2020-12, for editors and other programs.
enum ConfigurationSchema {
  static var text: String {
    var writer = JSONWriter(.indented)
    writer.object {
      $0.field("$schema", "https://json-schema.org/draft/2020-12/schema")
      $0.field("title", "Configuration of mentiond")
      write(.configuration(.builtIn), into: &$0)
    }
    return writer.text
  }

  private static func write(_ shape: Shape, into writer: inout JSONWriter) {
    switch shape {
    case .text:
      writer.field("type", "string")
      writer.field("pattern", "\\S")
    case .query, .rule, .phrase:
      writer.field("type", "string")
      writer.field("minLength", 1)
    case .choice(let words):
      writer.field("enum", words)
    case .url:
      writer.field("type", "string")
      writer.field("format", "uri")
      writer.field("pattern", "^[Hh][Tt][Tt][Pp][Ss]?://")
    case .place:
      writer.field("type", "string")
      writer.field("pattern", "^([Hh][Tt][Tt][Pp][Ss]?://|[Ff][Ii][Ll][Ee]:)")
    case .flag:
      writer.field("type", "boolean")
    case .integer(let range):
      writer.field("type", "integer")
      writer.field("minimum", range.lowerBound)
      writer.field("maximum", range.upperBound)
    case .number(let range):
      writer.field("type", "number")
      writer.field("minimum", range.lowerBound)
      writer.field("maximum", range.upperBound)
    case .duration:
      writer.field("type", "string")
      writer.field("pattern", "^[0-9]+(\\.[0-9]+)?[smhd]$")
    case .list(let shape):
      writer.field("type", "array")
      writer.object("items") { write(shape, into: &$0) }
    case .oneOrMore(let shape):
      writer.array("anyOf") {
        for shape in [shape, .list(of: shape)] { $0.object { write(shape, into: &$0) } }
      }
    case .dictionary(let shape):
      writer.field("type", "object")
      writer.object("additionalProperties") { write(shape, into: &$0) }
    case .record(let keys):
      write(keys, into: &writer)
    case .variant(let keys, _):
      write(keys, into: &writer, andOthers: true)
    case .words:
      writer.field("type", ["string", "number", "array"])
    case .mapping:
      writer.field("type", "object")
      writer.object("properties") {
        for key in Mapping.keys + [Shape.remark] {
          $0.object(key) {
            $0.field("description", key == Shape.remark ? "a remark" : "the path of \(key)")
            $0.field("type", "string")
          }
        }
      }
      writer.field("required", ["items"])
      writer.field("additionalProperties", false)
    }
  }

  private static func write(
    _ keys: [Shape.Key], into writer: inout JSONWriter, andOthers isOpen: Bool = false
  ) {
    writer.field("type", "object")
    writer.object("properties") {
      for key in keys {
        $0.object(key.name) {
          $0.field("description", key.summary)
          write(key.shape, into: &$0)
        }
      }
      $0.object(Shape.remark) { $0.field("description", "a remark") }
    }
    let required = keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { writer.field("required", required) }
    writer.field("additionalProperties", isOpen)
  }
}
