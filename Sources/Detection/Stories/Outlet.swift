package import Model

/// Who published an item.
package enum Outlet {
  /// The name set for the source, else what the item itself names, else the host of its link
  /// without `www.` and its like, else the source.
  package static func of(_ item: Item, source: Source) -> String {
    if let outlet = source.outlet, !outlet.isEmpty { return outlet }
    if let outlet = item.outlet, !outlet.isEmpty { return host(of: outlet) ?? outlet }
    return item.url.flatMap(host) ?? source.id
  }

  /// The host of a page, behind any redirect.
  private static func host(of url: String) -> String? {
    CanonicalURL.of(url).flatMap(URLParts.init)?.host
  }
}
