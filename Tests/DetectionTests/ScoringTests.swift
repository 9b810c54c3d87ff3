import Detection
import Glibc
import Model
import Testing

/// Built once: reading the lexicon takes longer than most of the tests.
private let builtIn = ComplaintScorer()

@Suite struct `Complaint score` {
  private var scorer: ComplaintScorer { builtIn }

  @Test(arguments: [
    "Worst airline ever, three hours late and nobody answers the phone",
    "thanks for nothing", "not good at all", "You lost my bag. Again.",
    "I was charged twice and support does not reply", "This is a scam", "never again",
    "my order still hasn't arrived", "GREAT service... NOT. I am furious, never again",
    "Nice crew but the flight was delayed and my bag is damaged",
    "love sitting on the tarmac for hours", "your agent refuses to find my lost baggage",
    "great job losing my suitcase", "it still does not connect",
    "how hard is it to pick up the phone",
    "3rd time this week, and still no answer", "I hate Delta", "worst company ever",
  ])
  func `sees a complaint`(text: String) {
    #expect(scorer.score(text).isComplaint)
  }

  @Test(arguments: [
    "Thank you so much, great crew!", "What time does the store open tomorrow?",
    "I love the new livery :)", "no problem, thanks", "", "Flight 17 to Denver",
    "Can I bring a guitar?", "not bad at all, really great", "@fail_worst_scam hello",
    "https://worst.example/terrible", "nobody was injured", "without any problems",
    "never had any issues with them",
    "where can I find my booking reference?", "haha yes, see you tomorrow",
    "We booked our honeymoon today, looking forward to it",
  ])
  func `leaves the rest alone`(text: String) {
    #expect(!scorer.score(text).isComplaint)
  }

  @Test(arguments: [
    ("it is bad", "it is very bad"), ("it is not very bad", "it is very bad"),
    ("this is terrible", "this is terrible 😡"), ("this is late", "this is LATE"),
    ("great crew, late flight", "great crew, but late flight"),
    ("it was good", "it was not good"), ("late", "3 hours late"), ("late", "2hr30min late"),
    ("so bad", "soooo baaaad"),
    ("my problem", "did not fix my problem"), ("not a problem", "it is a problem"),
    ("it connects", "it does not connect"),
  ])
  func `grows`(from less: String, to more: String) {
    #expect(scorer.score(less).score < scorer.score(more).score)
  }

  @Test func `a long text is judged by its tone, not its length`() {
    let calm = String(
      repeating: "The company makes shoes and sells them in a shop by the river. ", count: 80)
    let angry = String(repeating: "Worst service ever, I hate it. ", count: 2000)
    #expect(scorer.score(calm).score < scorer.score(angry).score)
    #expect(scorer.score(angry).terms.count <= 10)
  }

  @Test(arguments: [
    "Airline reports record profit",
    """
    The airline said on Tuesday that revenue rose eight percent in the third quarter, as business
    travel recovered and fuel costs fell. Net profit came to 412 million, compared with 310 million a
    year earlier. The company plans to add fourteen routes next summer and will take delivery of six
    new aircraft. The shares closed two percent higher.
    """,
    String(repeating: "asdf qwer zxcv uiop ", count: 50),
    String(
      repeating: "the and of to in that it is was for on are with as his they be at ", count: 20),
    String(repeating: "Mix the flour with water, wait an hour, and bake it again. ", count: 30),
  ])
  func `neutral and senseless texts are no complaints`(text: String) {
    #expect(!scorer.score(text).isComplaint)
  }

  @Test func `a story told at length is still a complaint`() {
    let story = """
      I booked a room for my parents and paid for a view in advance. When they arrived they were told
      that it had been given to somebody else, and the receptionist shrugged. After an hour and a half
      they got a room next to the lift, with a broken shower and a window that would not close. I
      called the central number and was on hold for forty minutes before the line was cut off. A man
      promised to ring me back; he never did. We asked for a refund, which was refused. We will never
      stay at one of your hotels again.
      """
    #expect(scorer.score(story).isComplaint)
    #expect(scorer.score(story + story + story).isComplaint)
  }

  @Test(arguments: [
    ("I am so sad today", "my parcel is late today"),
    ("this idiot again", "this delay again"),
  ])
  func `a mood is less of a complaint than a cause`(mood: String, complaint: String) {
    #expect(scorer.score(mood).score < ComplaintScorer.threshold)
    #expect(scorer.score(complaint).score >= ComplaintScorer.threshold)
  }

  @Test func `a negation ends with its clause`() {
    let bound = scorer.explain("not good")
    let free = scorer.explain("why not? good flight")
    #expect(bound.terms.last?.weight ?? 0 > 0)
    #expect(free.terms.contains { $0.text.hasPrefix("good") && $0.weight < 0 })
  }

  @Test(arguments: [
    "Worst flight!! 3 hours late, thanks for nothing @Delta", "Great, another delay. WHY???",
    "No problem, thanks, but the bill of $300 is wrong", "hello",
  ])
  func `the parts of an explanation make the score`(text: String) {
    let explanation = scorer.explain(text)
    let logit =
      explanation.base + explanation.terms.reduce(0) { $0 + $1.weight }
      + explanation.cues.reduce(0) { $0 + $1.weight }
    #expect(abs(1 / (1 + exp(-logit)) - explanation.complaint.score) < 1e-9)
  }

  @Test func `an explanation shows where its terms stand`() {
    let text = "Größte Worst-Case: “LOST my bag” 😡"
    for term in scorer.explain(text, language: "en").terms {
      let bytes = Array(text.utf8)[term.place]
      #expect(String(decoding: bytes, as: UTF8.self) == term.text)
    }
  }

  @Test(arguments: [
    "3 hours", "$300", "FLIGHT DEPARTURE TIMES TODAY", "!!!", "???",
    "2 hours and 20 minutes to Rome!",
  ])
  func `cues alone make no complaint`(text: String) {
    #expect(!scorer.score(text).isComplaint)
  }

  @Test(arguments: [
    ("did not fix my problem", "problem"), ("never answered, my bag is lost", "lost"),
    ("I am not happy about the delay", "delay"),
  ])
  func `a negation turns one word`(text: String, blame: String) {
    #expect(scorer.explain(text).terms.contains { $0.text.hasSuffix(blame) && $0.weight > 0.4 })
  }

  @Test(arguments: ["@Delta hello", "see https://delta.com/help", "hello"])
  func `neither a handle nor a link is a cue`(text: String) {
    #expect(scorer.explain(text).cues == scorer.explain("hello").cues)
  }

  @Test(arguments: [
    ("delay", "my flight is three hours late"), ("cancellation", "you cancelled my flight"),
    ("baggage", "you lost my luggage"), ("damage", "my suitcase arrived damaged"),
    ("booking", "unable to book a ticket"), ("website", "the website is down"),
    ("staff", "the flight attendant was rude"), ("service", "on hold for an hour"),
    ("refund", "give me a refund"), ("billing", "I was overcharged"),
    ("queue", "standing in line, such a long line"), ("comfort", "cramped, no legroom"),
    ("quality", "it fell apart, poor quality"), ("outage", "no internet, servers down"),
    ("delivery", "my parcel was never delivered"), ("safety", "we got food poisoning"),
    ("fraud", "scammed by them"), ("privacy", "another data breach"), ("legal", "class action"),
    ("account", "my password and my profile"), ("loss", "missing parcel"),
  ])
  func `names the cause first`(topic: String, text: String) {
    #expect(scorer.score(text).topics.first == topic)
  }

  @Test(arguments: [
    ("my phone exploded", true), ("we will sue you", true), ("this is a scam", true),
    ("my flight is late", false), ("horrible, but nobody was injured", false),
    ("never again, but this is no scam", false),
  ])
  func `marks what one voice is enough for`(text: String, isSevere: Bool) {
    #expect(scorer.score(text).isSevere == isSevere)
  }
}
