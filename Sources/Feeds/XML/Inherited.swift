/// A value that an element hands down to those within: `xml:base`, `xml:lang`.
struct Inherited {
  private var values: [(value: String, depth: Int)] = []

  /// What holds for the innermost element.
  var value: String? { values.last?.value }

  /// What holds for the innermost element and was said below the root.
  var valueWithin: String? { values.last.flatMap { $0.depth > 1 ? $0.value : nil } }

  mutating func push(_ value: String, _ depth: Int) { values.append((value, depth)) }

  mutating func pop(_ depth: Int) {
    if values.last?.depth == depth { values.removeLast() }
  }
}
