import Alerting
import Model

/// Which stream of which brand, and the name by which the database knows it.
struct StreamKey: Hashable, Sendable {
  var brand: Brand.ID
  var subject: Subject

  init(_ brand: Brand.ID, _ subject: Subject) {
    self.brand = brand
    self.subject = subject
  }

  /// Nil where a name is none of these.
  init?(name: String) {
    guard let slash = name.firstIndex(of: "/"), let subject = Subject(name: name[..<slash]) else {
      return nil
    }
    self.init(String(name[name.index(after: slash)...]), subject)
  }

  /// `complaints/BRAND`, `all/BRAND`, `topic=NAME/BRAND`.
  var name: String { "\(subject.name)/\(brand)" }
}
