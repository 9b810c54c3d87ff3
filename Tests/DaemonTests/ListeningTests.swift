import FoundationEssentials
import Model
import Testing

@testable import Daemon

@Suite struct `Examining a document` {
  private let source = Source(id: "forum", url: "https://forum.example/feed")
  private let listening: Listening

  init() throws {
    var configuration = Configuration()
    configuration.brands = [WatchedBrand(brand: Brand(id: "acme", query: "acme"))]
    listening = try Listening(configuration)
  }

  private func post(_ number: Int, _ text: String, url: String? = nil) -> Item {
    Item(
      guid: "\(number)", url: url ?? "https://forum.example/\(number)",
      title: "A post of number \(number)",
      text: text, author: "ann", published: Date(timeIntervalSince1970: Double(number)))
  }

  private let idle = "The weather is fine at the harbour today"
  private let cross = "Acme lost my suitcase and nobody answers"

  @Test func `gives the oldest first`() {
    let items = [post(3, idle), post(1, idle), post(2, cross)]
    #expect(listening.examine(items, from: source).map(\.item.guid) == ["1", "2", "3"])
  }

  @Test func `takes the later of two of one moment for the older`() {
    var items = [post(1, idle), post(2, idle)]
    items[1].published = items[0].published
    #expect(listening.examine(items, from: source).map(\.item.guid) == ["2", "1"])
  }

  @Test func `knows a document in which nobody is named by names alone`() {
    let examined = listening.examine([post(1, idle), post(2, idle)], from: source)
    #expect(examined.map(\.keys.count) == [2, 2])
    #expect(examined.allSatisfy { $0.contentHash == nil && $0.hits.isEmpty })
  }

  @Test func `reads all words of a document that names somebody`() {
    let examined = listening.examine([post(1, idle), post(2, cross)], from: source)
    #expect(examined.map(\.keys.count) == [4, 4])
    #expect(examined.allSatisfy { $0.contentHash != nil })
    #expect(examined.map(\.hits.count) == [0, 1])
    #expect(examined[1].outlet == "forum.example")
  }

  @Test func `knows what has no name by its words`() {
    let item = Item(title: "", text: "Too short")
    let examined = listening.examine([item], from: source)
    #expect(examined[0].keys.count == 1)
    #expect(examined[0].contentHash != nil)
  }
}
