/// What one client, and all of them, may cost.
package struct ServingLimits: Hashable, Sendable {
  /// A longer body gets 413. A push of a few hundred items is far below.
  package var maxBodyBytes = 1 << 20

  /// Memory of a connection for request line, headers and the piece of body under way. Longer lines
  /// get 414, longer headers 431.
  package var maxHeaderBytes = 32 << 10

  /// A few scrapers, a few browsers and room to spare.
  package var maxConnections = 256

  /// So that one client cannot take all of them.
  package var maxConnectionsPerAddress = 64

  /// A connection on which nothing moves is dropped, whole seconds.
  package var idle: Duration = .seconds(15)

  /// How long `close` lets requests under way come to their answer.
  package var closing: Duration = .seconds(3)

  package init() {}
}
