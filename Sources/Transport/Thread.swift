import CCurl
import Glibc

/// Starts a thread of our own, for work that blocks; nil where the system has none left.
///
/// All signals are blocked in it and in the threads that it starts. They are the main program's
/// business, and OpenSSL's writes to a broken connection would end the process with SIGPIPE.
func startThread(_ body: sending @escaping () -> Void) -> pthread_t? {
  final class Box {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
  var all = sigset_t()
  var before = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_SETMASK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(body))
  let code = pthread_create(
    &thread, nil,
    { argument in
      guard let argument else { return nil }
      name_this_thread("transport")
      Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
      return nil
    }, box.toOpaque())
  guard code == 0 else {
    box.release()
    return nil
  }
  return thread
}
