/// Which namespace each prefix means at the place that is being read.
struct XMLNamespaces {
  private struct Binding {
    /// Nil for names without a prefix.
    var prefix: NameHash?
    var namespace: XMLNamespace
    var depth: Int
  }

  /// The innermost last.
  private var bindings: [Binding] = []

  /// An address is looked at once; feeds of XHTML declare the same with each entry.
  private var known: [NameHash: XMLNamespace] = [:]

  /// No feed declares as many; more are not bound.
  private static let mostBindings = 64

  /// Takes in `xmlns="uri"`, or `xmlns:prefix="uri"`, of an element at a depth.
  mutating func bind(_ prefix: NameHash?, to uri: UnsafeBufferPointer<UInt8>, at depth: Int) {
    guard bindings.count < Self.mostBindings else { return }
    let hash = NameHash(uri)
    var namespace = known[hash] ?? XMLNamespace(uri: uri)
    if known.count < Self.mostBindings { known[hash] = namespace }
    // A default namespace that nobody knows is that of an RSS writer: there are dozens.
    if namespace == .other, prefix == nil { namespace = .rss }
    bindings.append(Binding(prefix: prefix, namespace: namespace, depth: depth))
  }

  /// The element at a depth has ended, and what it declared.
  @inline(__always)
  mutating func close(_ depth: Int) {
    while let last = bindings.last, last.depth >= depth { bindings.removeLast() }
  }

  /// The namespace of names with a prefix; nil where it is not declared.
  func namespace(of prefix: NameHash?) -> XMLNamespace? {
    for binding in bindings.reversed() where binding.prefix == prefix { return binding.namespace }
    return prefix == nil ? .rss : nil
  }
}
