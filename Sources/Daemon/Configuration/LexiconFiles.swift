import Detection

/// Files with an operator's own words of complaint.
struct LexiconFiles: Sendable {
  struct Failure: Error {
    var message: String
  }

  /// One that was read.
  struct File {
    var path: String
    var bytes: [UInt8]

    /// A lexicon with this file's words upon it.
    ///
    /// - Throws: What is wrong with it, and in which line.
    func extending(_ lexicon: Lexicon) throws(Failure) -> Lexicon {
      // Bytes that are no UTF-8 would become terms that are never found.
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure(message: "\(path): not UTF-8")
      }
      do throws(LexiconError) {
        return try Lexicon(text, extending: lexicon)
      } catch {
        throw Failure(message: "\(path): \(error)")
      }
    }
  }

  /// The folder that relative names are in; nil for that of the process.
  var folder: String?

  func read(_ name: String) throws(Failure) -> File {
    let path = name.hasPrefix("/") ? name : folder.map { "\($0)/\(name)" } ?? name
    guard let bytes = FileBytes.read(path, limit: Lexicon.sizeLimit) else {
      throw Failure(message: "cannot read \(path): \(FileBytes.lastError)")
    }
    return File(path: path, bytes: bytes)
  }
}
