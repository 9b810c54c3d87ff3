import Alerting
import Model

/// Which stream of which brand, and the name by which the database knows it.
struct StreamKey: Hashable, Sendable {
  var brand: Brand.ID
  var subject: Subject

  private static let topicMark = "topic="

  init(_ brand: Brand.ID, _ subject: Subject) {
    self.brand = brand
    self.subject = subject
  }

  /// Nil where a name is none of these.
  init?(name: String) {
    guard let slash = name.firstIndex(of: "/") else { return nil }
    brand = String(name[name.index(after: slash)...])
    switch name[..<slash] {
    case "complaints": subject = .complaints
    case "all": subject = .all
    case let word where word.hasPrefix(Self.topicMark):
      guard let topic = PercentEncoding.decoded(word.dropFirst(Self.topicMark.count)) else {
        return nil
      }
      subject = .topic(topic)
    default: return nil
    }
  }

  /// `complaints/BRAND`, `all/BRAND`, `topic=NAME/BRAND`.
  var name: String {
    switch subject {
    case .complaints: "complaints/\(brand)"
    case .all: "all/\(brand)"
    case .topic(let topic): "\(Self.topicMark)\(PercentEncoding.encoded(topic))/\(brand)"
    }
  }
}
