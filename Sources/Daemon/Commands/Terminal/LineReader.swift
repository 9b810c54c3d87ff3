import Glibc

/// Reads lines of bytes from a file or from standard input, however long the whole is.
struct LineReader: ~Copyable {
  /// A longer line is passed over and told; no item is a tenth of it.
  static let lineLimit = 16 << 20

  enum Line {
    /// Without its line feed and a carriage return before it.
    case bytes(ArraySlice<UInt8>)
    case tooLong
  }

  /// How many lines have been read, the last one included: its number, from 1.
  private(set) var number = 0

  private let descriptor: Int32
  private let lineLimit: Int
  private var buffer: [UInt8] = []
  /// What of the buffer has not been given yet.
  private var start = 0
  /// Up to where no line feed was found.
  private var searched = 0
  private var isAtEnd = false

  private static let chunk = 256 * 1024

  /// Reads from a path; `-` is standard input.
  init(path: String, lineLimit: Int = LineReader.lineLimit) throws(CommandError) {
    self.lineLimit = lineLimit
    guard path != "-" else {
      descriptor = dup(STDIN_FILENO)
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CommandError(
        status: .noInput, message: "\(Output.safe(path)): \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// The next line; nil at the end. The last line need not end with a line feed.
  mutating func next() throws(CommandError) -> Line? {
    var isTooLong = false
    while true {
      if let end = lineFeed() {
        let line = buffer[start..<end]
        start = end + 1
        searched = start
        number += 1
        return isTooLong || line.count > lineLimit ? .tooLong : .bytes(Self.withoutReturn(line))
      }
      if isAtEnd {
        let line = buffer[start...]
        start = buffer.count
        searched = start
        guard isTooLong || !line.isEmpty else { return nil }
        number += 1
        return isTooLong || line.count > lineLimit ? .tooLong : .bytes(Self.withoutReturn(line))
      }
      if buffer.count - start > lineLimit {
        isTooLong = true
        start = buffer.count
      }
      try fill()
    }
  }

  /// Many lines at once.
  struct Batch: Sendable {
    /// With their line feeds.
    var bytes: [UInt8]
    /// The number of the first, from 1.
    var first: Int
    /// Whether it stands for one line, of which nothing is left.
    var isTooLong = false

    /// Gives each line with its number.
    func forEachLine(_ body: (_ line: ArraySlice<UInt8>, _ number: Int) -> Void) {
      var start = 0
      var number = first
      while start < bytes.count {
        let end = LineReader.lineFeed(in: bytes, from: start) ?? bytes.count
        body(LineReader.withoutReturn(bytes[start..<end]), number)
        start = end + 1
        number += 1
      }
    }
  }

  /// The next line and all behind it that are at hand as a whole; nil at the end.
  mutating func nextBatch() throws(CommandError) -> Batch? {
    let begin: Int
    switch try next() {
    case nil: return nil
    case .tooLong: return Batch(bytes: [], first: number, isTooLong: true)
    case .bytes(let line): begin = line.startIndex
    }
    let first = number
    while let end = lineFeed() {
      start = end + 1
      searched = start
      number += 1
    }
    return Batch(bytes: Array(buffer[begin..<start]), first: first)
  }

  /// Whether more can be read without waiting, or the end.
  var isReady: Bool {
    var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&asked, 1, 0) != 0
  }

  private mutating func lineFeed() -> Int? {
    let found = Self.lineFeed(in: buffer, from: searched)
    searched = found ?? buffer.count
    return found
  }

  fileprivate static func lineFeed(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let place = memchr(base + start, 0x0A, bytes.count - start)
      else { return nil }
      return base.distance(to: UnsafeRawPointer(place))
    }
  }

  private mutating func fill() throws(CommandError) {
    buffer.removeSubrange(..<start)
    searched -= start
    start = 0
    let kept = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
    var count: Int
    repeat {
      count = buffer.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress! + kept, Self.chunk)  // A chunk was just added.
      }
    } while count < 0 && errno == EINTR
    let failure = errno
    buffer.removeSubrange((kept + max(count, 0))...)
    guard count >= 0 else {
      throw CommandError(
        status: .inputOutput, message: "reading: \(String(cString: strerror(failure)))")
    }
    isAtEnd = count == 0
  }

  fileprivate static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == 0x0D ? line.dropLast() : line
  }

  /// Gives each line with its number, from 1, to `body`; a line that is too long ends the reading.
  static func forEachLine(
    of path: String, _ body: (_ line: ArraySlice<UInt8>, _ number: Int) throws -> Void
  ) throws {
    var reader = try LineReader(path: path)
    while let line = try reader.next() {
      guard case .bytes(let bytes) = line else {
        throw CommandError(
          status: .badData,
          message: "\(Output.safe(path)):\(reader.number): longer than \(lineLimit) bytes")
      }
      try body(bytes, reader.number)
    }
  }
}
