package import FoundationEssentials
package import Model

/// How things stand with a brand at one moment: all that the rules look at.
package struct Reading: Sendable {
  package var brand: Brand
  package var at: Date

  /// Voices that complain.
  package var complaints: Velocity

  /// All voices, complaining or not.
  package var all: Velocity

  /// The silence since the last mention, where it is longer than the past lets expect.
  package var silence: Velocity?

  /// The story whose voices are the most unusual, where there is one.
  package var story: (id: Story.ID, velocity: Velocity)?

  /// The topic whose voices are the most unusual, where one was heard of.
  package var topic: (name: String, velocity: Velocity)?

  /// The highest rung that complaints of the last day stand on, the brand's own aside.
  package var rung: Rung

  /// The highest rung on which somebody just told of something of which one mention is one too many; nil
  /// where nobody did.
  package var severe: Rung?

  /// The mention whose reach has just become more unusual than was told of it, where there is one.
  package var reach: Reach?

  /// Whether a complaint still gains notice that is out of the usual.
  package var isReachGrowing: Bool

  /// Who of the complaining voices of the window told the brand before, and waits for an answer.
  package var known: [KnownContact]

  /// The rung that the story of a complaint has just reached; nil where none has climbed.
  package var climbed: Rung?

  /// Whether voices came in since the last reading: an incident that nobody adds to is not told again.
  package var hasNews: Bool

  /// What share of the brand's voices can be seen now, 0…1.
  package var observed: Double

  package init(
    brand: Brand, at: Date, complaints: Velocity, all: Velocity,
    silence: Velocity? = nil, story: (id: Story.ID, velocity: Velocity)? = nil,
    topic: (name: String, velocity: Velocity)? = nil, rung: Rung = .customer,
    severe: Rung? = nil, reach: Reach? = nil, isReachGrowing: Bool = false,
    known: [KnownContact] = [], climbed: Rung? = nil, hasNews: Bool = true, observed: Double = 1
  ) {
    self.brand = brand
    self.at = at
    self.complaints = complaints
    self.all = all
    self.silence = silence
    self.story = story
    self.topic = topic
    self.rung = rung
    self.severe = severe
    self.reach = reach
    self.isReachGrowing = isReachGrowing
    self.known = known
    self.climbed = climbed
    self.hasNews = hasNews
    self.observed = observed
  }
}
