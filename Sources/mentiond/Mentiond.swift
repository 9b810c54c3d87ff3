import Daemon

/// Arguments in, exit status out.
@main
struct Mentiond {
  static func main() async {
    await CommandLineTool.runAndExit()
  }
}
