/// By which keys items are known: rows of a table, or of a state that ends with the program in memory.
extension Database {
  /// The item that has a key; nil where none has.
  package func item(withKey key: UInt64) throws(StorageError) -> StoredItem.ID? {
    if let heldKeys { return heldKeys.item(key) }
    return try connection.rows("SELECT item FROM item_key WHERE key = ?", key)
      .first { row throws(StorageError) in try row.take() }
  }

  /// Gives an item a key that none has; of two equal ones the second changes nothing.
  func add(_ key: UInt64, of item: StoredItem.ID) throws(StorageError) {
    guard heldKeys == nil else {
      heldKeys?.add(key, of: item)
      return
    }
    try connection.run(
      "INSERT INTO item_key (key, item) VALUES (?, ?) ON CONFLICT DO NOTHING", key, item)
  }
}

/// The keys of items, without a table.
struct HeldKeys {
  private var items: [UInt64: StoredItem.ID] = [:]
  /// Items that were forgotten and whose keys are still here.
  private var forgotten: Set<StoredItem.ID> = []

  func item(_ key: UInt64) -> StoredItem.ID? {
    items[key].flatMap { forgotten.contains($0) ? nil : $0 }
  }

  mutating func add(_ key: UInt64, of item: StoredItem.ID) {
    // Another item may have been given the id of one that was forgotten.
    if forgotten.contains(item) { sweep() }
    if self.item(key) == nil { items[key] = item }
  }

  /// Forgets the keys of items: those of many at once, since all keys are gone through.
  mutating func forget(_ gone: [StoredItem.ID]) {
    forgotten.formUnion(gone)
    if 8 * forgotten.count > items.count { sweep() }
  }

  private mutating func sweep() {
    items = items.filter { !forgotten.contains($0.value) }
    forgotten = []
  }
}
