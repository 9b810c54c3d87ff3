import FoundationEssentials

/// What the demonstration's world says: a quiet week about an airline, then a complaint that spreads.
///
/// All of it is made up, and the same on each run.
struct DemoStory: Sendable {
  /// When the demonstration begins.
  let start: Date

  enum Place: CaseIterable, Sendable {
    case forum, blogs, news

    var name: String {
      switch self {
      case .forum: "forum"
      case .blogs: "blogs"
      case .news: "aggregator"
      }
    }
  }

  struct Post: Sendable {
    var id: Int
    var place: Place
    var at: Date
    var author: String
    var title: String
    var text: String
  }

  /// All posts of a place that are out at a moment, the newest first, as feeds have them.
  func posts(of place: Place, at now: Date) -> [Post] {
    (quietWeek + spread).filter { $0.place == place && $0.at <= now }.sorted { $0.at > $1.at }
  }

  /// Seven days of what people say on any day: about one mention in four hours, some of them cross.
  private var quietWeek: [Post] {
    (0..<42).map { index in
      let line = Self.everyday[index % Self.everyday.count]
      // Uneven gaps that repeat, so that every run shows the same.
      let hours = Double(index) * 4 + Double((index * 37) % 23) / 7
      return Post(
        id: index, place: index.isMultiple(of: 3) ? .blogs : .forum,
        at: start - 169 * 3600 + hours * 3600, author: "traveller\(index)", title: line.title,
        text: "\(line.text) (\(Self.cities[index % Self.cities.count]), row \(index + 3))")
    }
  }

  /// The complaint: one post, then answers that come faster and faster, then blogs, then an aggregator.
  private var spread: [Post] {
    Self.complaint.enumerated().map { index, line in
      Post(
        id: 1000 + index, place: line.place, at: start + line.minute * 60, author: line.author,
        title: line.title, text: line.text)
    }
  }

  private static let cities = ["Lisbon", "Oslo", "Graz", "Leeds", "Porto", "Turin", "Bergen"]

  private static let everyday: [(title: String, text: String)] = [
    ("Window seat tips for Acme Air", "Left side on Acme Air if you like mountains."),
    ("Acme Air to the coast", "Smooth flight with Acme Air, friendly crew, early arrival."),
    ("Late again", "Acme Air was delayed by an hour and nobody said why. Annoying."),
    ("Lounge question", "Does the Acme Air lounge open before six?"),
    ("Thanks, Acme Air", "Great service on Acme Air today, thank you."),
    ("Seat pitch compared", "Acme Air has two centimetres more than most."),
    ("Breakfast on board", "Acme Air serves a decent breakfast on the morning flight."),
  ]

  private static let complaint:
    [(minute: Double, place: Place, author: String, title: String, text: String)] = [
      (
        12, .forum, "bob", "Acme Air lost my bag and nobody answers",
        "Acme Air lost my luggage with my medication in it. Five hours on hold, no answer. Terrible."
      ),
      (
        21, .forum, "ines", "Re: Acme Air lost my bag",
        "Same here! Acme Air lost our suitcase last night, the desk was rude and useless."
      ),
      (
        26, .forum, "tom_h", "Acme Air baggage: still waiting",
        "Acme Air lost my bag too. Three days, no reply to my emails. Worst airline ever."
      ),
      (
        30, .forum, "mara", "Acme Air and the missing suitcases",
        "My suitcase is missing as well, and Acme Air keeps hanging up on me. Unacceptable."
      ),
      (
        33, .blogs, "Travel Notes", "How Acme Air lost a patient's medication",
        "A passenger's luggage is lost, Acme Air ignores her, and dozens say the same. A disgrace."
      ),
      (
        36, .forum, "jo", "Cancelling my Acme Air trip",
        "After this I want a refund from Acme Air. They lost my bag in May and never apologised."
      ),
      (
        38, .forum, "kemal", "Never again, Acme Air",
        "Acme Air lost my luggage at Christmas. Horrible support, still no compensation."
      ),
      (
        40, .forum, "lea", "Acme Air baggage chaos",
        "Broken suitcase, lost bag, no answer. Acme Air is a nightmare today."
      ),
      (
        42, .news, "editor", "Acme Air under fire over lost luggage and silence",
        "Angry passengers complain that Acme Air lost their bags and does not answer anyone."
      ),
      (
        44, .forum, "pia", "So it is not just me: Acme Air lost my bag",
        "I am furious. Acme Air lost my bag and the hotline just hangs up. Awful."
      ),
      (
        46, .forum, "oskar", "Acme Air, where is my stroller?",
        "Acme Air lost our stroller, we are stuck with a baby, and support is useless."
      ),
      (
        48, .blogs, "Gate 12", "What the Acme Air baggage failure tells",
        "Lost bags, unanswered calls, rude replies: Acme Air fails its customers badly."
      ),
      (
        50, .forum, "nils", "Acme Air claims desk closed",
        "Acme Air lost my skis and the claims desk is closed. Ridiculous and outrageous."
      ),
    ]
}
