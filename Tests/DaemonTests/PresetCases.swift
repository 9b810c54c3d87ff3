import Testing

/// What an operator gives to a preset, where that leads, and what its answer says in the end. The
/// answers are in the folder `Presets`, made up in the shape that each place documents.
struct PresetCase: Sendable, CustomTestStringConvertible {
  var name: String
  var given = "{}"
  var url: String
  var file: String
  var guid: String?
  var link: String?
  var title = "Acme Air lost it"
  var text = "No bag for six days."
  var author: String? = "bob"
  var likes: Int?

  /// Where older items are, as the document or the preset tells.
  var next: String?

  var testDescription: String { name }

  static let query = #"{"query": "\"acme air\""}"#

  static let all = [
    PresetCase(
      name: "reddit", given: query,
      url: "https://www.reddit.com/search.rss?q=%22acme%20air%22&sort=new&t=day&limit=100",
      file: "reddit.xml", guid: "t3_1aaaaa",
      link: "https://www.reddit.com/r/travel/comments/1aaaaa/acme_air_lost_it/",
      author: "/u/stranded_bob"),
    PresetCase(
      name: "reddit-subreddits", given: #"{"subreddits": ["travel", "flights"]}"#,
      url: "https://www.reddit.com/r/travel+flights/new/.rss?limit=100", file: "reddit.xml",
      guid: "t3_1aaaaa",
      link: "https://www.reddit.com/r/travel/comments/1aaaaa/acme_air_lost_it/",
      author: "/u/stranded_bob"),
    PresetCase(
      name: "reddit-comments", given: #"{"subreddits": "travel+flights"}"#,
      url: "https://www.reddit.com/r/travel+flights/comments/.rss?limit=100", file: "reddit.xml",
      guid: "t3_1aaaaa",
      link: "https://www.reddit.com/r/travel/comments/1aaaaa/acme_air_lost_it/",
      author: "/u/stranded_bob"),
    PresetCase(
      name: "reddit-oauth", given: query,
      url: "https://oauth.reddit.com/search?q=%22acme%20air%22&sort=new&limit=100&raw_json=1",
      file: "reddit-oauth.json", guid: "t3_1aaaaa",
      link: "https://www.reddit.com/r/travel/comments/1aaaaa/acme_air_lost_it/",
      author: "stranded_bob", likes: 812,
      next: "https://oauth.reddit.com/search?q=%22acme%20air%22&sort=new&limit=100&raw_json=1"
        + "&after=t3_1aaaaa"),
    PresetCase(
      name: "hacker-news", given: query,
      url: "https://hn.algolia.com/api/v1/search_by_date?query=%22acme%20air%22"
        + "&tags=(story,comment)&hitsPerPage=100&advancedSyntax=true",
      file: "hacker-news.json", guid: "48000001",
      link: "https://news.ycombinator.com/item?id=48000001", title: "Acme Air is down",
      text: "Their app is too.",
      next: "https://hn.algolia.com/api/v1/search_by_date?query=%22acme%20air%22"
        + "&tags=(story,comment)&hitsPerPage=100&advancedSyntax=true"
        + "&numericFilters=created_at_i%3C1795341845"),
    PresetCase(
      name: "hacker-news-front",
      url: "https://hn.algolia.com/api/v1/search?tags=front_page&hitsPerPage=100",
      file: "hacker-news-front.json", guid: "48000000",
      link: "https://news.ycombinator.com/item?id=48000000", title: "Acme Air is down", text: "",
      author: "alice", likes: 321),
    PresetCase(
      name: "lobsters", url: "https://lobste.rs/newest.json", file: "lobsters.json", guid: "abc123",
      link: "https://lobste.rs/s/abc123/how_acme_air", title: "How Acme Air lost its database",
      text: "A post mortem.", author: "carol", likes: 12),
    PresetCase(
      name: "mastodon-tag", given: #"{"server": "mastodon.social", "tag": "acmeair"}"#,
      url: "https://mastodon.social/api/v1/timelines/tag/acmeair?limit=40", file: "mastodon.json",
      guid: "https://mstdn.example/users/bob/statuses/115000000000000001",
      link: "https://mstdn.example/@bob/115000000000000001", title: "",
      text: "No bag for six days. #acmeair", author: "bob@mstdn.example", likes: 90),
    PresetCase(
      name: "mastodon-link",
      given: #"{"server": "mastodon.social", "link": "https://acme.example/sorry?a=1"}"#,
      url: "https://mastodon.social/api/v1/timelines/link"
        + "?url=https%3A%2F%2Facme.example%2Fsorry%3Fa%3D1&limit=40",
      file: "mastodon.json", guid: "https://mstdn.example/users/bob/statuses/115000000000000001",
      link: "https://mstdn.example/@bob/115000000000000001", title: "",
      text: "No bag for six days. #acmeair", author: "bob@mstdn.example", likes: 90),
    PresetCase(
      name: "bluesky-search",
      given: #"{"query": "\"acme air\"", "auth": {"user": "me", "passwordFile": "p"}}"#,
      url: "https://bsky.social/xrpc/app.bsky.feed.searchPosts"
        + "?q=%22acme%20air%22&sort=latest&limit=100",
      file: "bluesky-search.json", guid: "at://did:plc:bob/app.bsky.feed.post/3kxyz",
      link: "https://bsky.app/profile/did:plc:bob/post/3kxyz", title: "",
      text: "No bag for six days, Acme Air.", author: "bob.example", likes: 90,
      next: "https://bsky.social/xrpc/app.bsky.feed.searchPosts"
        + "?q=%22acme%20air%22&sort=latest&limit=100&cursor=25"),
    PresetCase(
      name: "bluesky-profile", given: #"{"user": "acmeair.example"}"#,
      url: "https://bsky.app/profile/acmeair.example/rss", file: "bluesky-profile.xml",
      guid: "at://did:plc:acme/app.bsky.feed.post/3kxyz",
      link: "https://bsky.app/profile/acmeair.example/post/3kxyz", title: "",
      text: "We are sorry about your bags.", author: nil),
    PresetCase(
      name: "lemmy", given: #"{"server": "lemmy.example", "query": "acme air"}"#,
      url: "https://lemmy.example/api/v3/search"
        + "?q=acme%20air&type_=Posts&sort=New&listing_type=All&limit=50&page=1",
      file: "lemmy.json", guid: "https://lemmy.example/post/7",
      link: "https://lemmy.example/post/7", likes: 90,
      next: "https://lemmy.example/api/v3/search"
        + "?q=acme%20air&type_=Posts&sort=New&listing_type=All&limit=50&page=2"),
    PresetCase(
      name: "lemmy-comments", given: #"{"server": "lemmy.example:8536", "query": "acme air"}"#,
      url: "https://lemmy.example:8536/api/v3/search"
        + "?q=acme%20air&type_=Comments&sort=New&listing_type=All&limit=50&page=1",
      file: "lemmy-comments.json", guid: "https://lemmy.example/comment/9",
      link: "https://lemmy.example/comment/9", title: "", text: "Acme Air lost mine too.",
      likes: 4,
      next: "https://lemmy.example:8536/api/v3/search"
        + "?q=acme%20air&type_=Comments&sort=New&listing_type=All&limit=50&page=2"),
    PresetCase(
      name: "youtube-channel", given: #"{"channel": "UCabc"}"#,
      url: "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc",
      file: "youtube-channel.xml", guid: "yt:video:aaaaaaaaaaa",
      link: "https://www.youtube.com/watch?v=aaaaaaaaaaa", author: "Travel Bob"),
    PresetCase(
      name: "stack-exchange", given: #"{"query": "acme", "site": "travel", "key": "a("}"#,
      url: "https://api.stackexchange.com/2.3/search/advanced?site=travel&q=acme"
        + "&order=desc&sort=creation&pagesize=100&filter=withbody&key=a%28",
      file: "stack-exchange.json", guid: "170001",
      link: "https://travel.example/questions/170001/acme-air",
      title: "Acme Air lost it: what is due?", likes: 3,
      next: "https://api.stackexchange.com/2.3/search/advanced?site=travel&q=acme"
        + "&order=desc&sort=creation&pagesize=100&filter=withbody&key=a%28&page=2"),
    PresetCase(
      name: "discourse", given: #"{"server": "forum.example", "query": "acme"}"#,
      url: "https://forum.example/search.json?q=acme%20order%3Alatest", file: "discourse.json",
      guid: "501", link: "https://forum.example/t/88/3", title: "Lost bags",
      text: "Acme Air: no bag for six days.", likes: 4,
      next: "https://forum.example/search.json?q=acme%20order%3Alatest&page=2"),
    PresetCase(
      name: "discourse-posts", given: #"{"server": "forum.example"}"#,
      url: "https://forum.example/posts.json", file: "discourse-posts.json", guid: "501",
      link: "https://forum.example/t/88/3", title: "Lost bags",
      text: "Acme Air: no bag for six days.",
      next: "https://forum.example/posts.json?before=501"),
    PresetCase(
      name: "google-news", given: #"{"query": "acme", "language": "de", "country": "AT"}"#,
      url: "https://news.google.com/rss/search?q=acme%20when%3A1d&hl=de-AT&gl=AT&ceid=AT:de",
      file: "google-news.xml", guid: "CBMiAAAA",
      link: "https://news.google.com/rss/articles/CBMiAAAA?oc=5",
      title: "Acme Air loses a thousand bags",
      text: "Acme Air loses a thousand bags", author: nil),
    PresetCase(
      name: "google-alerts", given: #"{"user": "01234567890123456789", "alert": 12}"#,
      url: "https://www.google.com/alerts/feeds/01234567890123456789/12",
      file: "google-alerts.xml", guid: "tag:google.com,2013:googlealerts/feed:3",
      link: "https://theexample.example/acme",
      title: "Acme Air loses a thousand bags", text: "Passengers of Acme Air wait.", author: nil),
    PresetCase(
      name: "bing-news", given: #"{"query": "acme"}"#,
      url: "https://www.bing.com/news/search?q=acme&format=rss&qft=sortbydate%3D%221%22",
      file: "bing-news.xml",
      link: "https://theexample.example/acme",
      title: "Acme Air loses a thousand bags", text: "Passengers wait.", author: nil),
    PresetCase(
      name: "gdelt", given: query,
      url: "https://api.gdeltproject.org/api/v2/doc/doc?query=%22acme%20air%22&mode=ArtList"
        + "&format=json&timespan=1h&sort=DateDesc&maxrecords=250",
      file: "gdelt.json", guid: "https://theexample.example/acme",
      link: "https://theexample.example/acme", title: "Acme Air loses a thousand bags", text: "",
      author: nil),
    PresetCase(
      name: "apple-reviews", given: #"{"app": 310633997}"#,
      url: "https://itunes.apple.com/us/rss/customerreviews/page=1/id=310633997/"
        + "sortby=mostrecent/json",
      file: "apple-reviews.json", guid: "13000000001", title: "Lost my booking",
      text: "The Acme Air app ate it.\n1 star", likes: 4,
      next: "https://itunes.apple.com/us/rss/customerreviews/page=2/id=310633997/"
        + "sortby=mostrecent/xml"),
    PresetCase(
      name: "github-issues", given: #"{"query": "acme repo:acme/app"}"#,
      url: "https://api.github.com/search/issues"
        + "?q=acme%20repo%3Aacme%2Fapp&sort=created&order=desc&per_page=100",
      file: "github-issues.json", guid: "2500000001",
      link: "https://github.com/acme/app/issues/7", title: "Booking is lost",
      text: "Acme Air's app ate it.", likes: 9),
    PresetCase(
      name: "tumblr", given: #"{"blog": "travelcomplaints", "tag": "acmeair"}"#,
      url: "https://travelcomplaints.tumblr.com/tagged/acmeair/rss", file: "tumblr.xml",
      guid: "https://travelcomplaints.tumblr.com/post/7",
      link: "https://travelcomplaints.tumblr.com/post/7", author: nil),
    PresetCase(
      name: "tumblr-tagged", given: #"{"tag": "acme air", "key": "k"}"#,
      url: "https://api.tumblr.com/v2/tagged?tag=acme%20air&api_key=k&filter=text",
      file: "tumblr-tagged.json", guid: "700000000000000001",
      link: "https://bob.tumblr.example/post/700000000000000001", likes: 41,
      next:
        "https://api.tumblr.com/v2/tagged?tag=acme%20air&api_key=k&filter=text&before=1795341845"),
    PresetCase(
      name: "wikipedia-history", given: #"{"title": "Acme Air"}"#,
      url: "https://en.wikipedia.org/w/index.php?title=Acme%20Air&action=history&feed=atom",
      file: "wikipedia-history.xml", guid: "https://en.wikipedia.org/w/index.php?diff=7&oldid=6",
      link: "https://en.wikipedia.org/w/index.php?diff=7&oldid=6",
      title: "Bob: /* Controversies */ bags",
      text: "Controversies: bags were lost."),
    PresetCase(
      name: "cfpb-complaints", given: #"{"query": "acme bank"}"#,
      url: "https://www.consumerfinance.gov/data-research/consumer-complaints/search/api/v1/"
        + "?search_term=acme%20bank&sort=created_date_desc&size=100&no_aggs=true",
      file: "cfpb-complaints.json", guid: "9000001",
      link:
        "https://www.consumerfinance.gov/data-research/consumer-complaints/search/detail/9000001",
      title: "Incorrect information on your report", text: "Acme Bank does not answer.",
      author: nil),
    PresetCase(
      name: "wordpress-search", given: #"{"server": "blog.example.org", "query": "acme air"}"#,
      url: "https://blog.example.org/?s=acme%20air&feed=rss2", file: "wordpress.xml",
      guid: "https://blog.example.org/?p=7", link: "https://blog.example.org/2026/11/acme/",
      next: "https://blog.example.org/?s=acme%20air&feed=rss2&paged=2"),
    PresetCase(
      name: "wordpress-comments", given: #"{"server": "blog.example.org"}"#,
      url: "https://blog.example.org/comments/feed/", file: "wordpress.xml",
      guid: "https://blog.example.org/?p=7", link: "https://blog.example.org/2026/11/acme/",
      next: "https://blog.example.org/comments/feed/?paged=2"),
    PresetCase(
      name: "medium-tag", given: #"{"tag": "acmeair"}"#, url: "https://medium.com/feed/tag/acmeair",
      file: "medium-tag.xml", guid: "https://medium.com/p/1",
      link: "https://medium.com/@bob/acme-1?source=rss------acmeair-5", author: "Bob"),
    PresetCase(
      name: "steam-reviews", given: #"{"app": "440"}"#,
      url: "https://store.steampowered.com/appreviews/440?json=1&filter=recent&language=all"
        + "&purchase_type=all&num_per_page=100",
      file: "steam-reviews.json", guid: "190000001",
      link: "https://steamcommunity.com/profiles/76500000000000001/recommended/440/", title: "",
      text: "Acme ate my save.", author: "76500000000000001", likes: 9,
      next: "https://store.steampowered.com/appreviews/440?json=1&filter=recent&language=all"
        + "&purchase_type=all&num_per_page=100&cursor=AoJ4%2Fg%3D%3D"),
    PresetCase(
      name: "f5bot", given: #"{"feed": "https://f5bot.example/feed/1/"}"#,
      url: "https://f5bot.example/feed/1/", file: "json-feed.json", guid: "t3_1aaaaa",
      link: "https://www.reddit.com/r/travel/comments/1aaaaa/"),
    PresetCase(
      name: "rss-bridge",
      given: """
        {"base": "http://127.0.0.1:3000/", "bridge": "TelegramBridge", "options": "username=acme"}
        """,
      url: "http://127.0.0.1:3000/?action=display&bridge=TelegramBridge&format=Atom&username=acme",
      file: "rss-bridge.xml", guid: "https://t.me/acme/7", link: "https://t.me/acme/7"),
    PresetCase(
      name: "json-feed", given: #"{"feed": "https://alerts.example/feed.json"}"#,
      url: "https://alerts.example/feed.json", file: "json-feed.json", guid: "t3_1aaaaa",
      link: "https://www.reddit.com/r/travel/comments/1aaaaa/"),
  ]
}
