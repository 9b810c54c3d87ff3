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
    var weight: Float
    var begin: Word?
    var firstWord: UInt32
    var firstPosting: UInt32
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

  /// Postings read for one text. Rare words come first, so what a copy shares is among them.
  private static let postingBudget = 64

  /// Of the texts with the same begin so many are looked at, the newest.
  private static let beginBudget = 8

  /// Words are looked up in this order of their uses, which is near enough to sorting them.
  private static let raritySteps: [UInt32] = [1, 4, 16, 64, .max]

  private(set) var texts: [Text] = []
  private var gone = 0
  private var words: [Word] = []
  private var postings: [Posting] = []
  private(set) var table = WordTable()
  private var counts: [UInt64: Int] = [:]
  private var scores = ScoreTable()

  var count: Int { texts.count - gone }

  func count(of scope: UInt64) -> Int { counts[scope] ?? 0 }

  func words(of text: Int) -> ArraySlice<Word> {
    let end = text + 1 < texts.count ? Int(texts[text + 1].firstWord) : words.count
    return words[Int(texts[text].firstWord)..<end]
  }

  mutating func add(_ query: borrowing TextQuery, _ text: Text) {
    var text = text
    text.firstWord = UInt32(words.count)
    text.firstPosting = UInt32(postings.count)
    text.weight = query.weight
    text.begin = query.begin
    let number = UInt32(texts.count)
    for word in query.words { table.count(word) }
    for place in query.distinct {
      let next = table.push(UInt32(postings.count), of: query.words[Int(place)])
      postings.append(Posting(text: number, next: next))
    }
    if let begin = query.begin {
      table.count(begin)
      let next = table.push(UInt32(postings.count), of: begin)
      postings.append(Posting(text: number, next: next))
    }
    words.append(contentsOf: query.words)
    texts.append(text)
    counts[text.scope, default: 0] += 1
  }

  /// Forgets the oldest text.
  mutating func removeFirst() {
    guard count > 0 else { return }
    for word in words(of: gone) { table.discount(word) }
    if let begin = texts[gone].begin { table.discount(begin) }
    let scope = texts[gone].scope
    counts[scope, default: 1] -= 1
    if counts[scope] == 0 { counts[scope] = nil }
    gone += 1
    if gone > 1024, gone * 2 > texts.count { compact() }
  }

  var first: Text? { count > 0 ? texts[gone] : nil }

  private mutating func compact() {
    let isEmpty = gone == texts.count
    let wordsGone = isEmpty ? UInt32(words.count) : texts[gone].firstWord
    let postingsGone = isEmpty ? UInt32(postings.count) : texts[gone].firstPosting
    texts.removeFirst(gone)
    words.removeFirst(Int(wordsGone))
    postings.removeFirst(Int(postingsGone))
    for place in texts.indices {
      texts[place].firstWord -= wordsGone
      texts[place].firstPosting -= postingsGone
    }
    for place in postings.indices {
      postings[place].text -= UInt32(gone)
      let next = postings[place].next
      postings[place].next =
        next != Self.none && next >= postingsGone ? next - postingsGone : Self.none
    }
    table.compact(postingsGone: postingsGone)
    gone = 0
  }

  /// The texts that share most with the query, the likest first, at most `limit`.
  mutating func candidates(for query: borrowing TextQuery, limit: Int) -> [Candidate] {
    scores.reset()
    if let begin = query.begin { addBegins(table[begin], weight: query.beginWeight) }
    var budget = Self.postingBudget
    let postings = postings
    var lower: UInt32 = 0
    for upper in Self.raritySteps {
      for place in query.distinct {
        let entry = query.entries[Int(place)]
        guard entry.uses > lower, entry.uses <= upper else { continue }
        let weight = query.weights[Int(place)]
        var posting = entry.newest
        while posting != Self.none, budget > 0 {
          let found = postings[Int(posting)]
          if found.text < gone { break }
          scores.add(weight, to: found.text)
          posting = found.next
          budget -= 1
        }
      }
      lower = upper
      if budget <= 0 { break }
    }
    return scores.best(limit)
  }

  /// The texts that begin alike.
  private mutating func addBegins(_ entry: WordTable.Entry, weight: Float) {
    var posting = entry.newest
    for _ in 0..<Self.beginBudget where posting != Self.none {
      let found = postings[Int(posting)]
      if found.text < gone { break }
      scores.add(weight, to: found.text)
      posting = found.next
    }
  }
}
