/// The texts of the window, to be found by their rare words.
///
/// Only firsts are kept, no copies: a text that a thousand people pass on keeps its words rare.
struct TextIndex: Sendable {
  struct Text: Sendable {
    var id: Int64
    /// What this is a copy of, itself if of nothing.
    var first: Int64
    var story: Int64
    var voice: UInt64
    /// Seconds since 1970.
    var at: Double
    var scope: UInt64
    var weight: Float = 0
    var firstUse: UInt32 = 0
    var firstPosting: UInt32 = 0
  }

  /// That a text holds a word. Those of one word are a chain from new to old.
  private struct Posting: Sendable {
    var text: UInt32
    var next: UInt32
  }

  struct Candidate {
    var text: Int
    /// The weight of shared words, as far as they were looked up.
    var score: Float
  }

  private static let none = UInt32.max

  /// How far a text is looked for. Rare words come first, so what a copy shares is among them; but the
  /// rarest of a text that was cut or disguised may be none of its own.
  private struct Budget {
    /// Words that are looked up: some, and a part of a long text's.
    var words: Int
    /// Postings that are read; the table of scores has room for as many.
    var postings: Int

    init(tellingWords: Int) {
      words = 4 + tellingWords / 4
      postings = min(16 + 3 * tellingWords, 480)
    }
  }

  /// Words are looked up in this order of their uses, which is near enough to sorting them.
  private static let raritySteps: [UInt32] = [1, 4, 16, 64, .max]

  private(set) var texts: [Text] = []
  private var gone = 0
  private var uses: [WordTable.Use] = []
  private var postings: [Posting] = []
  private(set) var table = WordTable()
  private var counts: [UInt64: Int] = [:]
  private var scores = ScoreTable()

  var count: Int { texts.count - gone }

  func count(of scope: UInt64) -> Int { counts[scope] ?? 0 }

  func words(of text: Int) -> ArraySlice<WordTable.Use> {
    let end = text + 1 < texts.count ? Int(texts[text + 1].firstUse) : uses.count
    return uses[Int(texts[text].firstUse)..<end]
  }

  /// Where the text of an id is; nil where it was never held, or is gone. Ids rise.
  func place(of id: Int64) -> Int? {
    var (low, high) = (gone, texts.count)
    while low < high {
      let middle = (low + high) / 2
      if texts[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < texts.count && texts[low].id == id ? low : nil
  }

  mutating func add(_ query: borrowing TextQuery, _ text: Text) {
    var text = text
    text.firstUse = UInt32(uses.count)
    text.firstPosting = UInt32(postings.count)
    text.weight = query.weight
    let number = UInt32(texts.count)
    for (word, known) in zip(query.words, query.places) {
      let place = table.count(word, at: known)
      uses.append(WordTable.Use(place: place, kind: word.kind))
    }
    for query in query.telling {
      let place = uses[Int(text.firstUse) + Int(query)].place
      let next = table.push(UInt32(postings.count), at: UInt32(place))
      postings.append(Posting(text: number, next: next))
    }
    texts.append(text)
    counts[text.scope, default: 0] += 1
  }

  /// Forgets the oldest text.
  mutating func removeFirst() {
    guard count > 0 else { return }
    for use in words(of: gone) { table.discount(use) }
    let scope = texts[gone].scope
    counts[scope, default: 1] -= 1
    if counts[scope] == 0 { counts[scope] = nil }
    gone += 1
    if gone > 1024, gone * 3 > texts.count { compact() }
  }

  var first: Text? { count > 0 ? texts[gone] : nil }

  private mutating func compact() {
    let isEmpty = gone == texts.count
    let usesGone = isEmpty ? UInt32(uses.count) : texts[gone].firstUse
    let postingsGone = isEmpty ? UInt32(postings.count) : texts[gone].firstPosting
    texts.removeFirst(gone)
    uses.removeFirst(Int(usesGone))
    postings.removeFirst(Int(postingsGone))
    for place in texts.indices {
      texts[place].firstUse -= usesGone
      texts[place].firstPosting -= postingsGone
    }
    for place in postings.indices {
      postings[place].text -= UInt32(gone)
      let next = postings[place].next
      postings[place].next =
        next != Self.none && next >= postingsGone ? next - postingsGone : Self.none
    }
    let places = table.compact(postingsGone: postingsGone)
    for use in uses.indices { uses[use] = uses[use].moved(places) }
    gone = 0
  }

  /// The texts that share most with the query, the likest first, at most `limit`.
  ///
  /// Common words lead to none: texts that share no others are no copies.
  mutating func candidates(for query: borrowing TextQuery, limit: Int) -> [Candidate] {
    scores.reset()
    var budget = Budget(tellingWords: query.telling.count)
    var lower: UInt32 = 0
    for upper in Self.raritySteps {
      for telling in query.telling {
        let place = query.places[Int(telling)]
        guard place != WordTable.nowhere else { continue }
        let entry = table.entries[Int(place)]
        guard entry.uses > lower, entry.uses <= upper else { continue }
        guard budget.words > 0 else { return scores.best(limit) }
        budget.words -= 1
        let weight = query.weights[Int(telling)]
        var posting = entry.newest
        while posting != Self.none, budget.postings > 0 {
          let found = postings[Int(posting)]
          if found.text < gone { break }
          scores.add(weight, to: found.text)
          posting = found.next
          budget.postings -= 1
        }
      }
      lower = upper
      if budget.postings <= 0 { break }
    }
    return scores.best(limit)
  }
}
