/// A stream's state of before, as its archive: to be run again when a voice becomes known late.
struct StateCopy: Sendable {
  /// The clock of the state.
  let clock: Double
  private let bytes: [UInt8]

  init(_ state: StreamState) {
    var archive = ArchiveWriter()
    state.write(to: &archive)
    clock = state.clock
    // The writer's buffer has room to grow, up to as much again.
    var exact: [UInt8] = []
    exact.reserveCapacity(archive.bytes.count)
    exact += archive.bytes
    bytes = exact
  }

  var state: StreamState {
    var archive = ArchiveReader(bytes)
    do {
      return try StreamState(from: &archive)
    } catch {
      preconditionFailure("a state reads what a state wrote")
    }
  }
}

extension StateCopy {
  func write(to archive: inout ArchiveWriter) {
    state.write(to: &archive)
  }

  /// Reads it to the end, so that a damaged one is found now.
  init(from archive: inout ArchiveReader) throws(ArchiveError) {
    self.init(try StreamState(from: &archive))
  }
}
