import Serving
import Testing

@Suite struct `Metrics page` {
  private var page = MetricsPage()

  @Test func `ends also where there is nothing`() {
    #expect(page.text == "# EOF\n")
  }

  @Test mutating func `names a counter's samples as its total`() {
    page.counter("polls", help: "Polls.", value: 7)
    #expect(page.text == "# TYPE polls counter\n# HELP polls Polls.\npolls_total 7\n# EOF\n")
  }

  @Test mutating func `tells the unit that a name ends with`() {
    page.gauge("age_seconds", help: "Age.", value: 0.5)
    #expect(page.text.contains("# TYPE age_seconds gauge\n# UNIT age_seconds seconds\n"))
  }

  @Test mutating func `keeps the samples of a family together`() {
    page.counter("a", help: "A.", value: 1, labels: [("x", "1")])
    page.gauge("b", help: "B.", value: 2)
    page.counter("a", help: "A.", value: 3, labels: [("x", "2")])
    #expect(
      page.text == """
        # TYPE a counter
        # HELP a A.
        a_total{x="1"} 1
        a_total{x="2"} 3
        # TYPE b gauge
        # HELP b B.
        b 2
        # EOF

        """)
  }

  @Test mutating func `escapes what would break a line`() {
    page.gauge("a", help: "a \"b\"\nc\\", value: 1, labels: [("x", "q\"\\\n")])
    #expect(page.text.contains(#"# HELP a a \"b\"\nc\\"# + "\n"))
    #expect(page.text.contains(#"a{x="q\"\\\n"} 1"# + "\n"))
  }

  @Test(arguments: [
    (Double.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-2, "-2"), (0.25, "0.25"),
    (1e300, "1e+300"),
  ])
  func `writes every number`(value: Double, text: String) {
    var page = MetricsPage()
    page.gauge("a", help: "A.", value: value)
    #expect(page.text.contains("\na \(text)\n"))
  }

  @Test mutating func `adds up the buckets of a histogram`() {
    page.histogram(
      "t_seconds", help: "T.", buckets: [(0.1, 2), (1, 3)], above: 1, sum: 4.5)
    #expect(
      page.text.contains(
        """
        t_seconds_bucket{le="0.1"} 2
        t_seconds_bucket{le="1.0"} 5
        t_seconds_bucket{le="+Inf"} 6
        t_seconds_count 6
        t_seconds_sum 4.5

        """))
  }
}
