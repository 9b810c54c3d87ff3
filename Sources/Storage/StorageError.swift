import CSQLite

/// Why the state could not be read or written.
package enum StorageError: Error, Hashable {
  /// There is no file to read.
  case missing(path: String)

  /// The file could not be opened or made.
  case unopenable(path: String, reason: String)

  /// The file may be read, but not written.
  case readOnly(path: String)

  /// The file is a database of another program, or none.
  case foreign(path: String)

  /// The file was written by a later version of this program.
  case newer(path: String, version: Int, known: Int)

  /// The file was written by an earlier version, and a reader may not bring it up to date.
  case older(path: String, version: Int, known: Int)

  /// Another process holds the lock of the state.
  case inUse(path: String, pid: Int32?)

  /// Another process was writing for longer than the time we wait.
  case busy(path: String)

  /// The disk is full, or the database reached `Database.Limits.bytes`.
  case full(path: String)

  /// What is in the file cannot be.
  case damaged(path: String, reason: String)

  /// The database refused what we wrote: a fault of this program.
  case refused(reason: String)

  /// The disk or the operating system failed.
  case failed(path: String, reason: String)

  /// Whether the same call can succeed later, without anybody's help.
  package var isTransient: Bool {
    switch self {
    case .busy, .inUse: true
    default: false
    }
  }
}

extension StorageError: CustomStringConvertible {
  /// What was wrong, where, and what to do.
  package var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no state yet; start mentiond run, or name another file"
    case .unopenable(let path, let reason):
      "\(path): cannot be opened (\(reason)); see that its directory exists and may be written"
    case .readOnly(let path):
      "\(path): may not be written; give the file and its directory to the user of mentiond"
    case .foreign(let path):
      "\(path): is not a state of mentiond; name another file, it was left as it is"
    case .newer(let path, let version, let known):
      "\(path): has schema \(version), this mentiond knows up to \(known); install the later one"
    case .older(let path, let version, let known):
      "\(path): has schema \(version), expected \(known); mentiond run brings it up to date"
    case .inUse(let path, let pid):
      "\(path): is in use by process \(pid.map { String($0) } ?? "unknown"); stop that one first"
    case .busy(let path):
      "\(path): another process is writing to it for too long; try again"
    case .full(let path):
      "\(path): the disk or the limit of the state is full; make room, or keep fewer days"
    case .damaged(let path, let reason):
      "\(path): is damaged (\(reason)); move it away or restore it from a backup"
    case .refused(let reason):
      "the database refused a row (\(reason)); this is a fault of mentiond, please report it"
    case .failed(let path, let reason):
      "\(path): reading or writing failed (\(reason)); look at the disk and the system's log"
    }
  }
}

extension StorageError {
  /// The error that a result code of SQLite stands for.
  init(code: Int32, reason: String, path: String) {
    // The low byte is the kind; the rest of an extended code tells which call it was.
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(path: path)
    case SQLITE_FULL: self = .full(path: path)
    case SQLITE_READONLY, SQLITE_PERM: self = .readOnly(path: path)
    case SQLITE_CANTOPEN: self = .unopenable(path: path, reason: reason)
    case SQLITE_NOTADB: self = .foreign(path: path)
    case SQLITE_CORRUPT: self = .damaged(path: path, reason: reason)
    case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH, SQLITE_RANGE, SQLITE_ERROR:
      self = .refused(reason: reason)
    default: self = .failed(path: path, reason: "\(reason), code \(code)")
    }
  }
}
