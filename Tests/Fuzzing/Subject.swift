import Feeds
import FoundationEssentials
import JSON

/// Something that takes bytes of strangers, and what it promises whatever they are.
package enum Subject: String, CaseIterable, Sendable {
  /// `FeedReader`, with all formats and encodings, packed or not.
  case feed
  /// `FeedReader` with a mapping.
  case mapped
  /// `HTMLText` and `FeedLinks`.
  case html
  /// `FeedDate`, with each line as a date.
  case date
  /// `JSONDocument`.
  case json
  /// `Mapping`, with each line as a path.
  case path

  /// The promises that are broken for a document; none where all hold.
  package func faults(_ document: [UInt8]) -> [String] {
    switch self {
    case .feed: FeedPromises.faults(document, mapping: nil)
    case .mapped: FeedPromises.faults(document, mapping: Seeds.mapping)
    case .html: Self.htmlFaults(document)
    case .date: Self.dateFaults(document)
    case .json: Self.jsonFaults(document)
    case .path: Self.pathFaults(document)
    }
  }

  /// Documents that its work begins with.
  package var seeds: [[UInt8]] {
    switch self {
    case .feed: Seeds.feeds
    case .mapped: Seeds.answers
    case .html: Seeds.pages
    case .date: Seeds.dates
    case .json: Seeds.answers + Seeds.feeds
    case .path: Seeds.paths
    }
  }

  private static func htmlFaults(_ document: [UInt8]) -> [String] {
    let text = String(decoding: document, as: UTF8.self)
    let plain = HTMLText.plain(text)
    var faults = PlainText.faults(plain, in: "text")
    if HTMLText.plain(text) != plain { faults.append("text: differs when read again") }
    // No reference is shorter than a third of what it stands for, and a byte that is no UTF-8 has
    // become three already.
    if plain.utf8.count > 3 * text.utf8.count { faults.append("text: grew") }
    for link in FeedLinks.found(in: document, at: "https://a.example/") where link.isEmpty {
      faults.append("link: empty")
    }
    return faults
  }

  private static func dateFaults(_ document: [UInt8]) -> [String] {
    String(decoding: document, as: UTF8.self).split(separator: "\n").flatMap { line in
      let text = String(line)
      guard let date = FeedDate.read(text) else { return [String]() }
      var faults: [String] = []
      // Year 2 to 9999, and a day for zones.
      if !(-62_104_147_200...253_402_387_200).contains(date.timeIntervalSince1970) {
        faults.append("date: \(date.timeIntervalSince1970) from \(text)")
      }
      if text.utf8.allSatisfy({ $0 < 0x80 }), FeedDate.read(text.uppercased()) != date {
        faults.append("date: capitals matter in \(text)")
      }
      if text.utf8.count < 199, FeedDate.read(" \(text) ") != date {
        faults.append("date: white space matters in \(text)")
      }
      return faults
    }
  }

  private static func jsonFaults(_ document: [UInt8]) -> [String] {
    guard let root = try? JSONDocument(document).root else { return [] }
    var waiting = [root]
    var seen = 0
    var faults: [String] = []
    while let value = waiting.popLast() {
      seen += 1
      if let text = value.string,
        !text.utf8.elementsEqual(String(decoding: Array(text.utf8), as: UTF8.self).utf8)
      {
        faults.append("string: no UTF-8")
      }
      waiting += value.elements ?? (value.members ?? []).map(\.value)
    }
    if seen > document.count { faults.append("\(seen) values in \(document.count) bytes") }
    return faults
  }

  private static func pathFaults(_ document: [UInt8]) -> [String] {
    let lines = String(decoding: document, as: UTF8.self).split(separator: "\n").map(String.init)
    var faults: [String] = []
    for line in lines.prefix(20) {
      var writer = JSONWriter()
      writer.object {
        $0.field("items", line)
        $0.field("title", line)
        $0.field("url", "https://a.example/{id}")
      }
      do {
        let mapping = try Mapping(JSONDocument(writer.bytes).root)
        for answer in Seeds.answers { faults += FeedPromises.faults(answer, mapping: mapping) }
      } catch {
        if "\(error)".isEmpty { faults.append("path: an error without words") }
      }
    }
    return faults
  }
}
