import CMalloc

/// How the C library's allocator, whose memory all values are in, treats a program that runs for months.
enum Heap {
  /// A block of so many bytes is mapped for itself and goes back to the system when it is freed. Left
  /// alone, the allocator raises the limit with each such block, up to 32 MB, and then keeps what the
  /// start had needed: 9 MB with ten thousand sources.
  private static let mappedBytes: Int32 = 1 << 20

  /// So much free memory at the end of an arena stays, or it would go back with each document and be
  /// asked for with the next. To be set with the limit above, which fixes it otherwise at 128 KB.
  private static let keptBytes: Int32 = 4 << 20

  /// Arenas, in which threads allocate without waiting for each other; each keeps free memory of its
  /// own. There are two threads that compute much, however many processors there are.
  private static let arenas: Int32 = 2

  /// To be called before anything large is allocated.
  static func settle() {
    mallopt(M_MMAP_THRESHOLD, mappedBytes)
    mallopt(M_TRIM_THRESHOLD, keptBytes)
    mallopt(M_ARENA_MAX, arenas)
  }

  /// Gives back what is free: once the start is over, and after bursts of work.
  static func trim() { malloc_trim(0) }
}
