import FoundationEssentials
import Glibc
import Model
import Storage
import Testing

@Suite struct `State file` {
  private let scratch: Scratch
  private var path: String { scratch.path }

  init() throws {
    scratch = try Scratch()
  }

  private func open(_ access: Database.Access = .readWrite) throws -> Database {
    try Database(.file(path), access: access)
  }

  @Test func `holds what was committed when it is opened again`() throws {
    let mention = try open().saveMention(key: 1)
    #expect(try open().mentions(ofItem: 1) == [mention])
    #expect(try open(.readOnly).mentions(ofItem: 1) == [mention])
  }

  @Test func `can be read while another writes`() throws {
    let writer = try open()
    try writer.save("before", as: .lastTick)
    let reader = try open(.readOnly)
    try writer.transaction {
      try writer.save("after", as: .lastTick)
      #expect(try reader.fact(.lastTick) == "before")
    }
    #expect(try reader.fact(.lastTick) == "after")
  }

  @Test func `is written by two in turn`() throws {
    let daemon = try open()
    let command = try open()
    let first = try daemon.saveMention(key: 1)
    let second = try command.saveMention(key: 2)
    let third = try daemon.saveMention(key: 3)
    #expect([first.id, second.id, third.id] == [1, 2, 3])
  }

  @Test func `shows a reader one moment within a transaction`() throws {
    let writer = try open()
    try writer.save("before", as: .lastTick)
    let reader = try open(.readOnly)
    try reader.transaction {
      #expect(try reader.fact(.lastTick) == "before")
      try writer.save("after", as: .lastTick)
      #expect(try reader.fact(.lastTick) == "before")
    }
  }

  @Test func `is not written by a reader`() throws {
    _ = try open()
    let reader = try open(.readOnly)
    #expect(throws: StorageError.readOnly(path: path)) {
      try reader.save("x", as: .lastTick)
    }
  }

  @Test func `has all or nothing of a transaction`() throws {
    let database = try open()
    #expect(throws: Interruption()) {
      try database.transaction {
        try database.save("lost", as: .started)
        throw Interruption()
      }
    }
    #expect(try database.fact(.started) == nil)
    try database.transaction { try database.save("kept", as: .started) }
    #expect(try database.fact(.started) == "kept")
  }

  @Test func `has after a crash all that was committed and nothing else`() throws {
    let database = try open()
    let (_, alerts) = try database.saveAlerts(1)
    try database.enqueue(.sample("kept", alert: alerts[0]))
    let large = [UInt8](repeating: 7, count: 1 << 20)
    var copy = ""
    try database.transaction {
      // More than the cache holds, so that a part of it is in the log already.
      for place in 0..<20 { try database.saveStream(large, named: "\(place)") }
      copy = try scratch.copyAfterCrash()
    }
    let survivor = try Database(.file(copy))
    #expect(try survivor.notificationsDue(at: noon, limit: 9).map(\.id) == ["kept"])
    #expect(try survivor.streams().isEmpty)
    #expect(try survivor.problems() == [])
  }

  @Test(arguments: 0...Migrations.latest)
  func `is brought up to date from every version`(version: Int) throws {
    if version == 0 {
      try scratch.write([], to: path)
    } else {
      _ = try Database(.file(path), version: version)
    }
    let mention = try open().saveMention(key: 1)
    #expect(try open(.readOnly).mentions(ofItem: 1) == [mention])
  }

  @Test func `of a later version is left alone`() throws {
    _ = try open()
    // The format of SQLite's files has `user_version` at byte 60, the highest byte first.
    try scratch.write([0, 0, 0, 99], at: 60, to: path)
    let error = StorageError.newer(path: path, version: 99, known: Migrations.latest)
    #expect(throws: error) { try open() }
    #expect(throws: error) { try open(.readOnly) }
  }

  @Test func `of another program is left alone`() throws {
    _ = try open()
    // And `application_id` at byte 68.
    try scratch.write([1, 2, 3, 4], at: 68, to: path)
    #expect(throws: StorageError.foreign(path: path)) { try open() }
  }

  @Test(arguments: [Database.Access.readWrite, .readOnly])
  func `that is none is left alone`(access: Database.Access) throws {
    let garbage = [UInt8](repeating: 0x61, count: 5000)
    try scratch.write(garbage, to: path)
    #expect(throws: StorageError.foreign(path: path)) { try open(access) }
    #expect(FileManager.default.contents(atPath: path) == Data(garbage))
  }

  @Test func `that is missing is told to a reader, and not made`() throws {
    #expect(throws: StorageError.missing(path: path)) { try open(.readOnly) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `without a schema is no state to a reader`() throws {
    try scratch.write([], to: path)
    #expect(throws: StorageError.foreign(path: path)) { try open(.readOnly) }
  }

  @Test(arguments: ["/missing/state.db", "/sys/state.db"])
  func `cannot be made where nothing can`(place: String) throws {
    let path = place.hasPrefix("/sys") ? place : scratch.directory + place
    #expect {
      try Database(.file(path))
    } throws: { error in
      guard case StorageError.unopenable(path, _) = error else { return false }
      return true
    }
  }

  @Test func `that is damaged tells so`() throws {
    let database = try open()
    try database.saveMention(key: 1)
    #expect(try database.problems() == [])
    _ = consume database
    // All but the first page, which tells what the file is.
    try scratch.write([UInt8](repeating: 0xFF, count: 60_000), at: 4096, to: path)
    let damaged = try open(.readOnly)
    #expect {
      _ = try damaged.mentions(ofItem: 1)
    } throws: { error in
      guard case StorageError.damaged = error else { return false }
      return true
    }
  }

  @Test func `that is full refuses more and keeps what it has`() throws {
    var limits = Database.Limits()
    limits.bytes = 1 << 20
    let database = try Database(.file(path), limits: limits)
    let large = [UInt8](repeating: 7, count: 400_000)
    #expect(throws: StorageError.full(path: path)) {
      for place in 0..<9 {
        try database.transaction { try database.saveStream(large, named: "\(place)") }
      }
    }
    #expect(try database.streams().count == 2)
    #expect(try database.byteCount <= 1 << 20)
    try database.transaction { try database.saveStream([], named: "0") }
    try database.transaction { try database.saveStream(large, named: "again") }
    #expect(try database.streams().keys.sorted() == ["0", "1", "again"])
  }
}

@Suite struct `State lock` {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  @Test func `is held by one, who is told to the next`() throws {
    let lock = try StateLock(besides: scratch.path)
    #expect(throws: StorageError.inUse(path: scratch.path, pid: getpid())) {
      try StateLock(besides: scratch.path)
    }
    withExtendedLifetime(lock) {}
  }

  @Test func `is free when its holder is gone`() throws {
    _ = try StateLock(besides: scratch.path)
    _ = try StateLock(besides: scratch.path)
  }

  @Test func `cannot be taken where no file can be made`() throws {
    #expect(throws: StorageError.self) { try StateLock(besides: "/sys/state.db") }
  }
}
