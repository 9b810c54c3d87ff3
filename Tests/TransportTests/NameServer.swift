import Glibc

/// Names below it are looked up, and stand for the loopback address.
let loopbackNames = ".loopback.test"

/// Takes the place of the C library's function for this process and all libraries in it: the one way
/// to have a name server without answers that needs no rights and no network.
@_cdecl("getaddrinfo")
func lookUp(
  _ node: UnsafePointer<CChar>?, _ service: UnsafePointer<CChar>?,
  _ hints: UnsafePointer<addrinfo>?,
  _ result: UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
) -> Int32 {
  let name = node.map { String(cString: $0) } ?? ""
  BlackHole.fall(name)
  typealias Function =
    @convention(c) (
      UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<addrinfo>?,
      UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
    ) -> Int32
  // RTLD_NEXT, whose macro Swift does not see: the next library that has it, which is the C library.
  guard let next = dlsym(UnsafeMutableRawPointer(bitPattern: -1), "getaddrinfo") else {
    return EAI_SYSTEM
  }
  let function = unsafeBitCast(next, to: Function.self)
  let addresses = name.hasSuffix(loopbackNames) ? ["127.0.0.1"] : ChangingName.addresses(of: name)
  guard let addresses else { return function(node, service, hints, result) }
  // One list of all; whoever frees it goes from one to the next.
  var end = result
  for address in addresses {
    let code = function(address, service, hints, end)
    guard code == 0 else { return code }
    while let entry = end?.pointee {
      let field = UnsafeMutableRawPointer(entry) + MemoryLayout.offset(of: \addrinfo.ai_next)!
      end = field.assumingMemoryBound(to: UnsafeMutablePointer<addrinfo>?.self)
    }
  }
  return 0
}
