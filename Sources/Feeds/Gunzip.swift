import CZlib

/// Unpacks gzip (RFC 1952) as it arrives, for documents that are packed and say so nowhere.
final class Gunzip {
  /// How a gzip file begins: its two magic bytes, and the only method there is.
  static let mark: [UInt8] = [0x1F, 0x8B, 8]

  private static let windowLength = 64 * 1024

  /// What becomes of bytes that are taken in.
  enum Verdict {
    case unpacked
    /// These or earlier ones are no gzip, or only follow it.
    case broken
    /// There is more than may be unpacked.
    case full
  }

  /// In a place of its own: zlib remembers its address.
  private let stream: UnsafeMutablePointer<z_stream>
  private let limit: Int
  private var count = 0
  private var verdict = Verdict.unpacked

  /// - Parameter limit: bytes that are unpacked at most.
  init(limit: Int) {
    self.limit = limit
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    if czlib_begin_gunzip(stream) != Z_OK { verdict = .broken }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Hands on what the next bytes unpack to, a window at a time.
  func unpack(_ packed: [UInt8], _ take: ([UInt8]) -> Void) -> Verdict {
    packed.withUnsafeBufferPointer { packed in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: packed.baseAddress)
      stream.pointee.avail_in = UInt32(packed.count)
      while verdict == .unpacked, let window = nextWindow() {
        if !window.isEmpty { take(window) }
      }
    }
    return verdict
  }

  /// Nil where there is nothing more to unpack.
  private func nextWindow() -> [UInt8]? {
    var status = Z_OK
    let length = min(Self.windowLength, limit - count + 1)
    var window = [UInt8](unsafeUninitializedCapacity: length) { window, filled in
      stream.pointee.next_out = window.baseAddress
      stream.pointee.avail_out = UInt32(length)
      status = inflate(stream, Z_NO_FLUSH)
      filled = length - Int(stream.pointee.avail_out)
    }
    count += window.count
    if count > limit {
      window.removeLast()
      verdict = .full
    }
    switch status {
    case Z_OK: return window
    case Z_STREAM_END:
      // Another file may follow, and is part of what is packed.
      if inflateReset(stream) != Z_OK { verdict = .broken }
      return window.isEmpty && stream.pointee.avail_in == 0 ? nil : window
    case Z_BUF_ERROR: return window.isEmpty ? nil : window
    default:
      verdict = .broken
      return window
    }
  }
}
