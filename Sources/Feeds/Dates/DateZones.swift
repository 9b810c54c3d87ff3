/// Zones by the names that people write: RFC 822, section 5.1, and the others that are seen.
enum DateZones {
  /// Seconds east of Greenwich; nil for what is no zone. In lower case.
  static func offset(_ word: String) -> Int? { offsets[word] }

  private static let offsets: [String: Int] = {
    // Where two places share a name, the one that publishes more feeds.
    let hours: [(Double, String)] = [
      (0, "z ut utc gmt wet egst"), (1, "cet met mez bst wat west"),
      (2, "cest mest mesz eet sast cat"),
      (3, "eest msk eat trt idt"), (3.5, "irst"), (4, "msd gst samt get azt"), (4.5, "aft irdt"),
      (5, "pkt yekt uzt tmt mvt"), (5.5, "ist slst"), (5.75, "npt"), (6, "almt omst bdt btt"),
      (6.5, "mmt"), (7, "wib ict novt krat"), (8, "hkt sgt awst myt pht wita irkt ulat"),
      (9, "jst kst wit yakt tlt"), (9.5, "acst"), (10, "aest vlat chst pgt"), (10.5, "acdt"),
      (11, "aedt magt nct sbt"), (12, "nzst fjt pett"), (12.75, "chast"), (13, "nzdt tot"),
      (13.75, "chadt"), (-1, "azot cvt"), (-2, "uyst brst fnt"), (-2.5, "ndt"),
      (-3, "brt art adt clst uyt gft"), (-3.5, "nst"), (-4, "at ast edt clt amt vet bot gyt"),
      (-5, "et est cdt cot pet ect"), (-6, "ct cst mdt galt"), (-7, "mt mst pdt"),
      (-8, "pt pst akdt"), (-9, "akst hdt gamt"), (-10, "hst taht ckt"), (-11, "sst"),
    ]
    var offsets: [String: Int] = [:]
    for (offset, names) in hours {
      for name in names.split(separator: " ") { offsets[String(name)] = Int(offset * 3600) }
    }
    return offsets
  }()
}
