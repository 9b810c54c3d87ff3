import Feeds
import Testing

@Suite struct `HTML as text` {
  @Test(arguments: [
    ("<b>a</b> &amp; &lt;b&gt;", "a & <b>"), ("a<br>b<p>c</p>d", "a\nb\nc\nd"),
    ("a <script>x < y</script> b", "a b"), ("1 < 2 & 3", "1 < 2 & 3"), ("&copy 2026", "© 2026"),
    ("?a=1&copy=2", "?a=1©=2"), ("&#x41;&#66;&#150;", "AB–"), ("<!-- x -->a", "a"),
    ("<a title='1 > 0'>x</a>", "x"), (" a \n\t b ", "a b"), ("&bogus;", "&bogus;"),
    ("<td>a</td><td>b</td>", "a b"), ("a<", "a<"), ("&#xD83D;&#xDE00; &#55357;", "😀 \u{FFFD}"),
    ("<HR/>a<DiV class=x>b</dIv >c", "a\nb\nc"), ("&nbsp;&NotEqualTilde;", "\u{A0}≂̸"),
    ("a\u{0}b\u{1B}c\u{7F}d\u{92}e\u{90}f", "abcd’ef"),
    ("eighteen letters, x and  two spaces", "eighteen letters, x and two spaces"),
  ])
  func `keeps what a reader sees`(html: String, text: String) {
    #expect(HTMLText.plain(html) == text)
  }

  @Test(arguments: ["<!--", "<a", "<a ", "&", "<div>", "<script>", "<!", "</", "<a b='"])
  func `takes time in proportion to the length`(piece: String) {
    _ = HTMLText.plain(String(repeating: piece, count: 100_000))
  }
}
