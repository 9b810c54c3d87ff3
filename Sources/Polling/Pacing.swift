import Model

/// How patient the polls are. Each default has its reason; all can be configured.
package struct Pacing: Hashable, Sendable {
  /// No source is polled more often, whatever is configured: publishers regard less than a minute
  /// as abuse, and no burst is decided by seconds.
  package var minimumInterval: Duration = .seconds(60)

  /// The time between polls of a source that is new and has none configured: a story takes tens of
  /// minutes to spread.
  package var defaultInterval: Duration = .minutes(5)

  /// How far the time between polls of an idle source grows: what it publishes at last is heard
  /// within the hour.
  package var adaptiveCeiling: Duration = .hours(1)

  /// How far max-age, Expires, ttl or quiet hours stretch the time between polls. Real servers send
  /// 36 hours by mistake, and a listener that obeyed them would be deaf.
  package var publisherCeiling: Duration = .hours(1)

  /// How much slower a source without validators is polled where no interval is configured: each
  /// of its polls costs the publisher the whole document.
  package var unconditionalFactor = 4.0

  /// By what share of its waiting time a poll may be put off, to even out the load. Never sooner:
  /// a server that counts sees no gap shorter than the interval.
  package var jitter = 0.1

  /// The first polls of new sources are spread over their interval, but over no more than this, so
  /// that a slow source is not silent for a day.
  package var firstPollsWithin: Duration = .hours(1)

  /// So many new sources are few enough to be asked one after the other at once …
  package var promptFirstPolls = 50

  /// … with this time between two of them.
  package var promptGap: Duration = .milliseconds(250)

  /// A source that refuses, or has nothing at its address, is asked again at least so often, for
  /// ever: blocks are lifted and pages come back.
  package var backOffCeiling: Duration = .hours(24)

  /// What passes by itself is asked again at least so often: a host that is down, an error of the
  /// server, a page of maintenance. A probe an hour costs nobody anything, and who is on call wants
  /// the source back within the hour in which it is back.
  package var troubleCeiling: Duration = .hours(1)

  /// So many failures in a row by a status that says nothing (`StatusPolicy.passing`) are waited
  /// out at the usual interval.
  package var passingFailures = 5

  /// The first wait after 429 or 403 without Retry-After; doubles from there. Publishers who told
  /// what they think of quicker returns found even this generous.
  package var refusalBackOff: Duration = .hours(1)

  /// The longest Retry-After that is obeyed: more is a mistake or means never.
  package var retryAfterCeiling: Duration = .hours(7 * 24)

  /// Which sources count as of one host.
  package var grouping = Grouping.host

  /// How hosts are treated that `domains` does not name.
  package var host = HostPacing()

  /// Domains with habits of their own, in lower case. All hosts of such a domain count as one host.
  /// Reddit refuses more than one request a minute since 2026, also by 403; YouTube answers 404
  /// and 500 for channels that are well.
  package var domains = [
    "reddit.com": HostPacing(gap: .seconds(61), statuses: StatusPolicy(throttled: [403])),
    "youtube.com": HostPacing(statuses: StatusPolicy(passing: [404, 500])),
  ]

  /// A source is told to be blind after so many failures in a row …
  package var blindAfterFailures = 3

  /// … that last at least this long: neither one blip nor three quick ones are worth a word.
  package var blindAfter: Duration = .minutes(30)

  /// A source is told to be silent after so many times the longest silence that was seen of it …
  package var silenceFactor = 3.0

  /// … but not before this: a weekend is no news.
  package var leastSilence: Duration = .hours(72)

  /// A permanent redirect is believed when so many replies named the same target …
  package var moveSightings = 3

  /// … for at least this long: domains lapse and configurations break for days. From http to https
  /// of the same address it is believed at once.
  package var moveAge: Duration = .hours(7 * 24)

  /// After so many failures of an adopted address the configured one is asked again.
  package var moveFailures = 5

  /// How much more often sources are polled while what they carry is on the rise …
  package var surgeFactor = 4.0

  /// … and so many of them at most.
  package var surgeSources = 10

  package init() {}
}

/// What sources have in common to be paced together.
package enum Grouping: String, Hashable, Sendable, CaseIterable {
  /// Host and port.
  case host
  /// The part of the name that somebody registered: `a.example.co.uk` and `b.example.co.uk` are of
  /// one owner, who counts them together.
  case domain
  /// The address: nothing is shared. For hosts of one's own.
  case source
}
