/// Parameters that tell a publisher who sent the reader; they change nothing on the page.
enum TrackingParameter {
  /// Whether a part of a query, `name=value`, is one.
  static func matches(_ part: String, host: String) -> Bool {
    let mark = part.firstIndex(of: "=")
    let name = part[..<(mark ?? part.endIndex)].lowercased()
    let value = mark.map { part[part.index(after: $0)...].lowercased() } ?? ""
    if names.contains(name) || prefixes.contains(where: name.hasPrefix) { return true }
    // Where from: `source=rss`, `ref=feed`. Of other values nobody knows.
    if originNames.contains(name), originValues.contains(value) { return true }
    if name == "amp" || name == "outputtype" && value == "amp" || name == "output" && value == "amp"
    {
      return true
    }
    return host == "twitter.com" && (name == "s" || name == "t")
      || host.hasSuffix("youtube.com") && (name == "feature" || name == "pp")
  }

  private static let prefixes = [
    "utm_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_", "oly_", "vero_", "ns_", "at_", "wt_mc",
    "_hs", "__hs", "stm_", "itm_", "cm_mmc", "ga_", "fb_",
  ]

  private static let names: Set<String> = [
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid",
    "ttclid", "li_fat_id", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "cmpid",
    "cmp", "ncid", "ocid", "ito", "smid", "smtyp", "xtor", "s_cid", "s_kwcid", "icid", "ref_src",
    "ref_url", "referrer", "sr_share", "spm", "guccounter", "guce_referrer", "guce_referrer_sig",
    "sharetype", "shareadtoken", "si", "phpsessid", "jsessionid", "trk", "trkinfo", "wprov",
    "fromrss", "rss", "feedtype", "feedname", "__twitter_impression", "soc_src", "soc_trk",
    "ref", "partner", "mbid", "cvid", "wickedid", "_openstat", "zanpid", "awc", "irclickid",
  ]

  private static let originNames: Set<String> = [
    "source", "src", "from", "via", "origin", "medium",
  ]

  private static let originValues: Set<String> = [
    "rss", "feed", "atom", "newsletter", "email", "twitter", "facebook", "social", "share", "x",
    "linkedin", "reddit", "whatsapp", "telegram", "app", "amp", "mobile",
  ]
}
