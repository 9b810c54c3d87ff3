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
  if let node { BlackHole.fall(String(cString: node)) }
  let isOurs = node.map { String(cString: $0).hasSuffix(loopbackNames) } ?? false
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
  return isOurs
    ? function("127.0.0.1", service, hints, result) : function(node, service, hints, result)
}
