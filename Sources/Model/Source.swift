/// An address that is polled.
package struct Source: Hashable, Sendable, Identifiable {
  /// The source's name in the configuration; unique there.
  package typealias ID = String

  package var id: ID

  /// An absolute http or https address, or `file:` and the path of a file or a folder.
  package var url: String

  package var rung: Rung

  /// Who publishes here. Where it is nil, each item's outlet is the host of its link.
  package var outlet: String?

  /// Time from one poll to the next. Nil leaves it to how often the source publishes.
  package var interval: Duration?

  /// Whether `interval` holds whatever rises, as one does that somebody chose for this source. That of
  /// a kind of place whose limits are known is a habit, which may be left for a time.
  package var holdsInterval = true

  /// The language of its items where they do not name one themselves: a BCP 47 tag.
  package var language: String?

  /// What its server means by some statuses. Nil leaves it to what is known of the host.
  package var statuses: StatusPolicy?

  package init(
    id: ID, url: String, rung: Rung = .customer, outlet: String? = nil,
    interval: Duration? = nil, language: String? = nil, statuses: StatusPolicy? = nil
  ) {
    self.id = id
    self.url = url
    self.rung = rung
    self.outlet = outlet
    self.interval = interval
    self.language = language
    self.statuses = statuses
  }

  /// Whether it may be polled more often while what it carries is on the rise.
  package var surges: Bool { interval == nil || !holdsInterval }

  /// Whether it is of this machine: no server is asked, and none has to be spared.
  package var isLocal: Bool { Self.isLocal(url) }

  /// The same of an address.
  package static func isLocal(_ url: String) -> Bool { url.prefix(5).lowercased() == "file:" }
}
