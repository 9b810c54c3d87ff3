import FoundationEssentials
import Model
import Polling
import Testing

@Suite struct `Plan of polls` {
  private func plan(_ sources: [Source], _ states: [Source.ID: PollState] = [:]) -> PollPlan {
    PollPlan(sources, states: states, pacing: Pacing())
  }

  @Test func `needs no past`() throws {
    let plan = plan([.at("http://a.test/", every: nil), .at("http://b.test/", id: "b")])
    #expect(plan.sources.map(\.interval) == [.minutes(5), .hours(1)])
    #expect(plan.hosts.map(\.name) == ["a.test", "b.test"])
    #expect(abs(plan.hosts[0].wanted - 12) < 1e-9)
    #expect(plan.sources[0].itemsPerHour == nil)
  }

  @Test func `tells the delay: half an interval on average, a whole one at worst`() throws {
    let source = try #require(plan([.at("http://a.test/")]).sources.first)
    #expect((1800...1900).contains(source.expectedDelay.seconds))
    #expect((3600...3961).contains(source.worstDelay.seconds))
  }

  @Test func `takes a source's habits from what was stored`() throws {
    var state = PollState(due: midnight, lastSuccess: midnight)
    state.validators = Validators(url: "http://a.test/", etag: "1")
    state.adaptedInterval = .minutes(20)
    state.pace = Pace(items: 30, hours: 60)
    let source = try #require(plan([.at("http://a.test/", every: nil)], ["a": state]).sources.first)
    #expect(source.interval == .minutes(20))
    #expect(source.itemsPerHour == 0.5)
    #expect(source.isConditional == true)
  }

  @Test func `stretches adaptive intervals to the budget`() throws {
    let sources = (0..<100).map { Source.at("http://a.test/\($0)", id: "\($0)", every: nil) }
    let plan = plan(sources)
    // A hundred in five minutes are 1,200 an hour; 600 are allowed.
    #expect(abs(plan.hosts[0].asked - 1200) < 1e-6)
    #expect(abs(plan.hosts[0].wanted - 600) < 1e-6)
    #expect(plan.sources[0].interval == .minutes(10))
  }

  @Test func `shows what a host cannot serve as delay`() {
    let sources = (0..<3).map {
      Source.at("https://www.reddit.com/r/\($0)/.rss", id: "\($0)", every: .minutes(1))
    }
    let plan = plan(sources)
    #expect(plan.hosts[0].wanted > plan.hosts[0].limit)
    // One request in 61 s for three sources.
    #expect((182...184).contains(plan.sources[0].interval.seconds))
  }
}
