import CCurl
import Glibc

// What curl calls while a transfer is under way, on the loop's thread. The context is always the
// transfer, which outlives its handle's stay in the loop.

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
  context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private func bytes(
  _ start: UnsafeMutablePointer<CChar>?, _ count: Int
) -> UnsafeBufferPointer<UInt8> {
  let raw = UnsafeRawBufferPointer(start: start, count: count)
  return raw.assumingMemoryBound(to: UInt8.self)
}

/// Returning fewer bytes than were given breaks the transfer off.
private let brokenOff = 0

func takeHeader(
  _ start: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let transfer = transfer(context) else { return brokenOff }
  transfer.header.take(bytes(start, size * count))
  let limit = transfer.limits.maxHeaderBytes
  guard transfer.header.count <= limit else {
    transfer.failure = .headersTooLarge(limit: limit)
    return brokenOff
  }
  return size * count
}

func takeBody(
  _ start: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let transfer = transfer(context) else { return brokenOff }
  return transfer.take(body: bytes(start, size * count)) ? size * count : brokenOff
}

/// Opens the socket, if the policy allows the address: no packet goes to a forbidden one.
func openSocket(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
  _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let transfer = transfer(context), let address else { return -1 }
  // The field is declared as the 16 bytes that all kinds share, and holds the whole of its kind.
  guard
    let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr),
    let target = NetworkAddress(
      family: address.pointee.family, socketAddress: UnsafeRawPointer(address) + offset)
  else { return -1 }
  guard target.isPublic else {
    transfer.forbidden = target
    return -1
  }
  return socket(
    address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
    address.pointee.protocol)
}

/// Called when the connection stands, new or kept from before, and nothing is sent yet.
func beforeRequest(
  _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?,
  _ own: UnsafeMutablePointer<CChar>?, _ peerPort: Int32, _ ownPort: Int32
) -> Int32 {
  guard let transfer = transfer(context) else { return CURL_PREREQFUNC_ABORT }
  transfer.isConnected = true
  transfer.loop.didConnect(transfer)
  // A kept connection may have been opened for a request that was allowed more.
  if transfer.judgesPeers, let peer {
    let address = NetworkAddress(String(cString: peer))
    guard let address, address.isPublic else {
      transfer.forbidden = address
      return CURL_PREREQFUNC_ABORT
    }
  }
  return CURL_PREREQFUNC_OK
}
