import FoundationEssentials
import Model

/// Who is next: hosts in a heap by their turn, the entries of each in a heap by their due moment.
struct DueQueue: Sendable {
  private(set) var lines: [HostLine] = []
  /// How many lines are hosts of the web.
  private(set) var hosts = 0
  private var lineOfHost: [String: Int] = [:]
  /// Turns of hosts; outdated ones among them, but never at the top.
  private var turns = Heap<Turn>()
  private var calendar = DueCalendar()

  /// When the next host has its turn.
  var nextTurn: Date? { turns.first?.at }

  /// Makes room for as many hosts, so that it need not grow by doubling.
  mutating func reserve(_ count: Int) {
    lines.reserveCapacity(count)
    lineOfHost.reserveCapacity(count)
  }

  /// The line of a host, opened where there is none.
  mutating func line(of host: (name: String, pacing: HostPacing)) -> Int {
    if let line = lineOfHost[host.name] { return line }
    lines.append(HostLine(name: host.name, pacing: host.pacing))
    lineOfHost[host.name] = lines.count - 1
    hosts += Source.isLocal(host.name) ? 0 : 1
    return lines.count - 1
  }

  func state(ofHost name: String) -> HostState? { lineOfHost[name].map { lines[$0].state } }

  mutating func insert(_ entry: Int, due: Date, into line: Int) {
    lines[line].queue.insert(HostLine.Place(due: due, entry: entry))
    calendar.add(due)
    announce(line)
  }

  /// Takes the entry whose turn it is; a request to its host is under way until `release`.
  mutating func popDue(at now: Date) -> (entry: Int, line: Int)? {
    guard let turn = turns.first, turn.at <= now,
      let place = lines[turn.line].queue.popFirst()
    else { return nil }
    calendar.remove(place.due)
    lines[turn.line].begin(at: now)
    announce(turn.line)
    return (place.entry, turn.line)
  }

  /// Ends a request to a host, which is free again after the gap.
  mutating func release(_ line: Int, begunAt request: Date, at now: Date) {
    lines[line].end(request)
    rest(line, after: now)
  }

  /// Something under way goes on with another request.
  mutating func extend(_ line: Int, from request: Date, to next: Date) {
    lines[line].end(request)
    lines[line].begin(at: next)
    announce(line)
  }

  /// Leaves a host alone for the gap after a request.
  mutating func rest(_ line: Int, after request: Date) {
    lines[line].free = max(lines[line].free, request + lines[line].pacing.gap)
    announce(line)
  }

  mutating func set(_ state: HostState, of line: Int) {
    lines[line].state = state
    announce(line)
  }

  /// Gives waiting entries of a line other due moments.
  mutating func move(_ dues: [Int: Date], in line: Int) {
    var places = lines[line].queue.elements
    for index in places.indices {
      guard let due = dues[places[index].entry] else { continue }
      calendar.remove(places[index].due)
      calendar.add(due)
      places[index].due = due
    }
    lines[line].queue = Heap(places)
    announce(line)
  }

  /// Moves all moments back by as much as the clock was.
  mutating func setBack(by length: Duration) {
    calendar = DueCalendar()
    for line in lines.indices {
      lines[line].setBack(by: length)
      for place in lines[line].queue.elements { calendar.add(place.due) }
      announce(line)
    }
  }

  /// Takes over another pacing for each host.
  mutating func adopt(_ pacing: (_ host: String) -> HostPacing) {
    for line in lines.indices { lines[line].pacing = pacing(lines[line].name) }
  }

  /// Sends all entries away; hosts keep what they are owed.
  mutating func removeAll() {
    for line in lines.indices {
      lines[line].queue = Heap()
      lines[line].demand = Demand()
      lines[line].telling = Telling()
    }
    turns = Heap()
    calendar = DueCalendar()
  }

  func quietest(from earliest: Date, within window: Duration, for id: Source.ID) -> Date {
    calendar.quietest(from: earliest, within: window, salt: BodyHash.of(Array(id.utf8)))
  }

  mutating func enter(_ share: Demand.Share, into line: Int) { lines[line].demand.add(share) }

  mutating func withdraw(_ share: Demand.Share, from line: Int) {
    lines[line].demand.remove(share)
  }

  /// What an earlier run has told of a host.
  mutating func restore(_ state: PollState, isBlind: Bool, of line: Int) {
    lines[line].telling.restore(state, isBlind: isBlind)
  }

  mutating func failed(_ state: PollState, isBlind: Bool, of line: Int) -> PollEvent? {
    lines[line].telling.failed(state, isBlind: isBlind)
  }

  mutating func recovered(from problem: String, of line: Int) -> Bool {
    lines[line].telling.recovered(from: problem)
  }

  /// Puts a line's turn into the heap and so makes its older turns void.
  private mutating func announce(_ line: Int) {
    lines[line].version += 1
    if let at = lines[line].turn {
      turns.insert(Turn(at: at, line: line, version: lines[line].version))
    }
    while let turn = turns.first, lines[turn.line].version != turn.version {
      _ = turns.popFirst()
    }
  }
}
