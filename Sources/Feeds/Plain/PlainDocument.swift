/// A document that is text and no more.
package enum PlainDocument {
  /// The text, whatever its encoding: by its byte order mark, the charset of its type, UTF-8, and
  /// windows-1252 for what is none of these.
  ///
  /// - Parameter contentType: The header of HTTP or of a part of a mail, whole.
  package static func text(of bytes: [UInt8], contentType: String? = nil) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      var problems = ProblemList()
      let choice = EncodingChoice(of: bytes, contentType: contentType, problems: &problems)
      let content = bytes.part(choice.markLength..<bytes.count)
      if choice.encoding == .utf8, let text = String(validating: content, as: UTF8.self) {
        return text
      }
      var decoder = TextDecoder(
        choice.encoding == .utf8 ? .singleByte("windows-1252") : choice.encoding)
      var text: [UInt8] = []
      decoder.decode(content, isLast: true, into: &text)
      return String(decoding: text, as: UTF8.self)
    }
  }
}
