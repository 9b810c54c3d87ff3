import JSON

/// Recognises the answers of programming interfaces that say what went wrong, which many send with
/// the status of success.
enum APIError {
  /// What the document complains of, where it holds nothing else.
  static func message(in root: JSONValue) -> String? {
    let answer = root.kind == .array ? root[0] ?? root : root
    guard answer.kind == .object else { return nil }
    return explicitMessage(in: answer) ?? answer.text(of: ["message", "msg", "detail", "reason"])
  }

  /// What the document complains of, beside a list of items that is there and empty.
  static func explicitMessage(in root: JSONValue) -> String? {
    for (name, value) in root.members ?? [] {
      if errors.contains(name.lowercased()), let message = complaint(value) { return cut(message) }
    }
    for (name, value) in root.members ?? [] where isFailure(name.lowercased(), value) {
      return root.text(of: texts) ?? cut("\(name) is \(value.string ?? value.literal)")
    }
    return nil
  }

  private static let errors: Set<String> = [
    "error", "errors", "error_message", "errormessage", "error_msg", "errormsg",
    "error_description", "fault", "exception",
  ]

  /// What explains, in the order in which it does: `detail` and `title` are of RFC 9457.
  private static let texts = [
    "message", "msg", "detail", "error_description", "description", "reason", "title", "info",
  ]

  /// `"status": "error"`, `"status": 404`, `"success": false`, `"ok": 0`.
  private static func isFailure(_ name: String, _ value: JSONValue) -> Bool {
    switch name {
    case "status", "result", "stat", "code", "statuscode":
      ["error", "fail", "failed", "failure"].contains(value.string?.lowercased())
        || (400..<600).contains(value.int ?? 0)
    case "success", "ok": value.bool == false || value.int == 0
    default: false
    }
  }

  private static func complaint(_ value: JSONValue) -> String? {
    switch value.kind {
    case .string: value.string?.trimmed
    case .number: value.int == 0 ? nil : value.literal
    case .array: value[0].flatMap(complaint)
    case .object:
      (value.members ?? []).isEmpty
        ? nil
        : (["message", "msg", "detail", "title", "description", "error", "reason", "code"].lazy
          .compactMap { value[$0] }.compactMap(complaint).first ?? "no message")
    case .boolean: value.bool == true ? "no message" : nil
    case .null: nil
    }
  }

  static func cut(_ message: String) -> String { String(message.prefix(200)) }
}

extension JSONValue {
  /// The text of the first of some keys that has one, whatever their case.
  fileprivate func text(of names: [String]) -> String? {
    let members = members ?? []
    for name in names {
      for member in members where member.key.lowercased() == name {
        if let text = member.value.string?.trimmed { return APIError.cut(text) }
      }
    }
    return nil
  }
}
