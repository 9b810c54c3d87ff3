import CCurl

/// libcurl's multi interface alone: the time below which no client that is built on it can go.
///
/// This is why the benchmarks may import `CCurl`, as with `CXML`.
enum BareCurl {
  /// Asks all addresses at once with one header, on new connections, and gives how many answered 304.
  static func unchanged(_ urls: [String], header: String) -> Int {
    guard let multi = curl_multi_init() else { preconditionFailure("no memory for curl") }
    defer { curl_multi_cleanup(multi) }
    let headers = curl_slist_append(nil, header)
    defer { curl_slist_free_all(headers) }
    for url in urls {
      let easy = curl_easy_init()
      easy_set_text(easy, CURLOPT_URL, url)
      easy_set_pointer(easy, CURLOPT_HTTPHEADER, headers)
      easy_set_text(easy, CURLOPT_ACCEPT_ENCODING, "")
      easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
      easy_set_receiver(easy, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
      curl_multi_add_handle(multi, easy)
    }
    var right = 0
    var running: Int32 = 0
    repeat {
      curl_multi_perform(multi, &running)
      var left: Int32 = 0
      while let message = curl_multi_info_read(multi, &left) {
        guard let easy = message.pointee.easy_handle else { continue }
        if easy_get_long(easy, CURLINFO_RESPONSE_CODE) == 304 { right += 1 }
        curl_multi_remove_handle(multi, easy)
        curl_easy_cleanup(easy)
      }
      if running > 0 { curl_multi_poll(multi, nil, 0, 1000, nil) }
    } while running > 0
    return right
  }
}
