import Model

/// Recognises items that a bridge makes of its own failures, by the exact words that it uses.
enum SourceFailure {
  /// What went wrong, without what changes from day to day; nil for a real item.
  static func message(of item: Item) -> String? {
    guard item.title.hasPrefix("Bridge returned error ") else { return nil }
    // RSS-Bridge: `Bridge returned error 404! (20414)`, with the number of the day.
    guard let code = item.title.firstMatch(of: /^Bridge returned error (-?\d+)!( \(\d+\))?$/),
      isOfBridge(item)
    else { return nil }
    return "Bridge returned error \(code.1)!"
  }

  /// Whether the bridge speaks, and not somebody who reports such an error under this title.
  private static func isOfBridge(_ item: Item) -> Bool {
    let query = (item.url ?? "").drop { $0 != "?" }
    return query.contains("action=display") && query.contains("bridge=")
      || item.text.contains("RSS-Bridge was unable to") || item.text.contains("RSS-Bridge tried")
      || item.url == nil
  }
}
