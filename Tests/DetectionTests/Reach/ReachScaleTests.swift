import Detection
import FoundationEssentials
import Model
import Testing

@Suite struct `Scale of reach` {
  private let noon = Date(timeIntervalSince1970: 1_700_000_000)
  private let floors: (Engagement.Measure) -> Int = { $0 == .promotion ? 1 : 500 }

  /// Ten days of mentions, one of four a complaint, with so many likes by turns.
  private func scale(_ count: Int, likes: [Int]) -> ReachScale {
    var scale = ReachScale()
    for index in 0..<count {
      scale.note(
        Engagement(likes: likes[index % likes.count]), isComplaint: index % 4 == 0,
        at: noon - 240 * 3600 * Double(index + 1) / Double(count))
    }
    return scale
  }

  /// How long one waits for a complaint that comes now and has so many likes.
  private func hours(_ likes: Int, in scale: ReachScale) -> Double? {
    var scale = scale
    scale.note(Engagement(likes: likes), isComplaint: true, at: noon)
    return scale.standing(of: Engagement(likes: likes), floors: floors, at: noon)?.returnHours
  }

  @Test func `says nothing below the floor`() {
    #expect(hours(499, in: scale(40, likes: [1])) == nil)
    #expect(hours(500, in: scale(40, likes: [1])) != nil)
  }

  /// An exponent of 1, the prior's: ten times as much is found a tenth as often.
  @Test func `waits ten times as long for ten times as much`() throws {
    let scale = scale(40, likes: [1, 3])
    let (some, more) = try (#require(hours(1000, in: scale)), #require(hours(10_000, in: scale)))
    #expect(abs(more / some / 10 - 1) < 0.01)
  }

  /// 40 mentions of no reach and the prior's 20, of which one lies beyond a tenth of the floor; a
  /// tenth of these has 500. Eleven complaints came in 240 hours.
  @Test func `reckons from how often complaints come and how many have as much`() throws {
    let expected = 1 / ((1.0 / 60) / 10 * 11 / 240)
    let found = try #require(hours(500, in: scale(40, likes: [1])))
    #expect(abs(found / expected - 1) < 0.02)
  }

  @Test func `waits longer where all mentions are heard by few`() throws {
    let quiet = try #require(hours(2000, in: scale(400, likes: [0, 2, 9])))
    let loud = try #require(hours(2000, in: scale(400, likes: [100, 900, 2500])))
    #expect(quiet > 20 * loud)
  }

  @Test func `waits a tenth as long where ten times as many complain`() throws {
    let likes = Array(repeating: 10, count: 19) + [900]
    let few = try #require(hours(2000, in: scale(400, likes: likes)))
    let many = try #require(hours(2000, in: scale(4000, likes: likes)))
    #expect((0.08...0.12).contains(many / few))
  }

  /// The prior's one in twenty has a tenth of the floor, and a thousandth of these a thousand times it.
  @Test func `does not take the first mention that is heard for what is usual`() throws {
    let expected = 1 / ((1.0 / 20) / 1000 / 72)
    let found = try #require(hours(50_000, in: ReachScale()))
    #expect(abs(found / expected - 1) < 0.01)
  }

  @Test func `takes a mention that grows for one, with what it has by now`() throws {
    var grown = scale(400, likes: [10])
    var told = grown
    grown.note(Engagement(likes: 10), isComplaint: true, at: noon - 3600)
    grown.replace(Engagement(likes: 10), by: Engagement(likes: 4000), at: noon - 3600)
    told.note(Engagement(likes: 4000), isComplaint: true, at: noon - 3600)
    #expect(hours(2000, in: grown) == hours(2000, in: told))
  }

  @Test func `forgets what lies too far back`() throws {
    var scale = scale(400, likes: [3000])
    let before = try #require(hours(3000, in: scale))
    scale.forget(before: noon + 86_400)
    #expect(try #require(hours(3000, in: scale)) > 5 * before)
  }

  @Test func `holds a complaint that is paid for to be rare, unless everything is`() throws {
    func hours(paid: Bool) throws -> Double {
      var scale = ReachScale()
      for index in 1...200 {
        scale.note(
          Engagement(isPromoted: paid), isComplaint: true, at: noon - 3600 * Double(index))
      }
      let engagement = Engagement(isPromoted: true)
      scale.note(engagement, isComplaint: true, at: noon)
      return try #require(scale.standing(of: engagement, floors: floors, at: noon)).returnHours
    }
    #expect(try hours(paid: false) > 720)
    #expect(try hours(paid: true) < 5)
  }
}
