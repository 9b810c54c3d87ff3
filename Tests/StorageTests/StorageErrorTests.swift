import Storage
import Testing

@Suite struct `Storage error` {
  @Test(arguments: [
    StorageError.missing(path: "/a/b"), .unopenable(path: "/a/b", reason: "x"),
    .readOnly(path: "/a/b"), .foreign(path: "/a/b"), .newer(path: "/a/b", version: 2, known: 1),
    .older(path: "/a/b", version: 1, known: 2), .inUse(path: "/a/b", pid: nil),
    .busy(path: "/a/b"), .full(path: "/a/b"), .damaged(path: "/a/b", reason: "x"),
    .failed(path: "/a/b", reason: "x"),
  ])
  func `says where`(error: StorageError) {
    #expect(error.description.hasPrefix("/a/b: "))
  }

  @Test func `names who has the state`() {
    #expect(StorageError.inUse(path: "s", pid: 12).description.contains("process 12"))
  }

  @Test(arguments: [
    (StorageError.busy(path: "s"), true), (.inUse(path: "s", pid: 1), true),
    (.full(path: "s"), false), (.foreign(path: "s"), false), (.refused(reason: "x"), false),
  ])
  func `knows what waiting can cure`(error: StorageError, isTransient: Bool) {
    #expect(error.isTransient == isTransient)
  }
}
