/// Tells a `FeedBuilder` the elements and texts of a document, which may be anything from XML to a
/// soup of tags.
///
/// It reads what stands there once, in order, and keeps nothing of it but the names of the elements
/// that are open. So a document may be of any length and arrive in any pieces. Nothing is loaded,
/// and what a document declares for itself cannot grow (`DeclaredEntities`).
///
/// This is no parser of XML on purpose. One of ten feeds in the wild is not well-formed, and a parser
/// that keeps to XML has to be handed a document that was repaired before, by a pass that does all
/// its work already.
struct XMLReader {
  private(set) var builder: FeedBuilder
  private(set) var problems = ProblemList()

  private var mode = Mode.content
  private var open = OpenElements()
  private var namespaces = XMLNamespaces()
  private var entities = DeclaredEntities()
  private var tag = XMLTag()

  private enum Mode {
    case content, data, comment, instruction, declaration
    /// The rest of a tag that was too long to keep, in such a quote or in none (0).
    case tagRest(quote: UInt8, wasSlash: Bool, isOpen: Bool)
    /// The builder has all that it will keep.
    case done
  }

  /// A tag that is longer is told without its end, in as far as the bytes are not all there.
  static let longestTag = 128 * 1024

  init(builder: FeedBuilder) {
    self.builder = builder
  }

  /// Whether the builder has all that it will keep.
  var isDone: Bool { if case .done = mode { true } else { false } }

  /// Takes in UTF-8, valid or not; returns how many bytes are done with. The rest must come again
  /// with the next call, in front of what follows; it is less than `longestTag`.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
    var at = 0
    while at < bytes.count {
      let next: Int
      switch mode {
      case .content: next = readContent(bytes, from: at, isLast: isLast)
      case .data: next = readData(bytes, from: at, isLast: isLast)
      case .comment: next = skip(bytes, from: at, isLast: isLast, mark: "-->")
      case .instruction: next = skip(bytes, from: at, isLast: isLast, mark: "?>")
      case .declaration:
        let end = entities.read(bytes, from: at)
        if end != nil { mode = .content }
        next = end ?? bytes.count
      case .tagRest(let quote, let wasSlash, let isOpen):
        next = skipTag(bytes, from: at, quote: quote, wasSlash: wasSlash, isOpen: isOpen)
      case .done: return bytes.count
      }
      guard next > at else { return at }
      at = next
    }
    return at
  }

  /// The document has ended, properly or not.
  mutating func finish() {
    switch mode {
    case .data: problems.note(.truncated, "within CDATA")
    case .content where open.isEmpty, .done: break
    default: problems.note(.truncated)
    }
    builder.finish()
  }
}

// MARK: Text

extension XMLReader {
  private mutating func readContent(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
  ) -> Int {
    var at = start
    while at < bytes.count {
      if builder.isGathering {
        let stop = ByteScan.firstMarkup(in: bytes, from: at)
        if stop > at { builder.text(bytes.part(at..<stop)) }
        at = stop
        guard at < bytes.count else { break }
        if bytes[at] == UInt8(ascii: "&") {
          guard let next = readReference(bytes, at, isLast: isLast) else { return at }
          at = next
          continue
        }
      } else {
        at = ByteScan.first(UInt8(ascii: "<"), in: bytes, from: at)
        guard at < bytes.count else { break }
      }
      guard let next = readMarkup(bytes, at, isLast: isLast) else { return at }
      at = next
      guard case .content = mode else { break }
    }
    return at
  }

  private mutating func readReference(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, isLast: Bool
  ) -> Int? {
    let known = XMLReference.predefined(bytes, at)
    if known.length > 0 {
      builder.text(known.byte)
      return at + known.length
    }
    if !isLast, XMLReference.isCut(bytes, at) { return nil }
    let reference = XMLReference(bytes, at, entities: &entities)
    if let problem = reference.problem {
      problems.note(
        problem, String(decoding: bytes[at..<(at + reference.length)], as: UTF8.self))
    }
    reference.text.withUnsafeBufferPointer {
      if reference.isDeclared { builder.declaredText($0) } else { builder.text($0) }
    }
    return at + reference.length
  }

  private mutating func readData(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool
  ) -> Int {
    var at = start
    while at < bytes.count {
      let end = ByteScan.first(UInt8(ascii: "]"), in: bytes, from: at)
      if end > at, builder.isGathering { builder.text(bytes.part(at..<end)) }
      at = end
      if bytes.has("]]>", at: at) {
        mode = .content
        return at + 3
      }
      guard at < bytes.count else { break }
      if !isLast, bytes.endsWithin("]]>", from: at) { return at }
      if builder.isGathering { builder.text(bytes[at]) }
      at += 1
    }
    return at
  }

  /// Passes over what stands up to a mark that ends with `>`.
  private mutating func skip(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool, mark: StaticString
  ) -> Int {
    let length = mark.utf8CodeUnitCount
    var at = start
    while true {
      at = ByteScan.first(UInt8(ascii: ">"), in: bytes, from: at)
      guard at < bytes.count else { break }
      if at + 1 - length >= start, bytes.has(mark, at: at + 1 - length) {
        mode = .content
        return at + 1
      }
      at += 1
    }
    // The mark may have begun.
    return isLast ? bytes.count : max(start, bytes.count - length + 1)
  }
}

// MARK: Markup

extension XMLReader {
  /// Reads what begins with the `<` at a place; nil where the bytes end before it can be told.
  private mutating func readMarkup(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, isLast: Bool
  ) -> Int? {
    guard at + 1 < bytes.count else { return isLast ? bareLessThan(at) : nil }
    let next = bytes[at + 1]
    if XMLTag.startsName(next) { return readStartTag(bytes, at, isLast: isLast) }
    switch next {
    case UInt8(ascii: "/"): return readEndTag(bytes, at, isLast: isLast)
    case UInt8(ascii: "?"):
      mode = .instruction
      return at + 2
    case UInt8(ascii: "!"):
      if bytes.has("<!--", at: at) {
        mode = .comment
        return at + 4
      }
      if bytes.has("<![CDATA[", at: at) {
        mode = .data
        return at + 9
      }
      if bytes.has("<!DOCTYPE", at: at) {
        mode = .declaration
        return at + 9
      }
      let isCut =
        bytes.endsWithin("<!--", from: at) || bytes.endsWithin("<![CDATA[", from: at)
        || bytes.endsWithin("<!DOCTYPE", from: at)
      return isCut && !isLast ? nil : bareLessThan(at)
    default: return bareLessThan(at)
    }
  }

  private mutating func bareLessThan(_ at: Int) -> Int {
    if builder.isGathering {
      problems.note(.bareLessThan)
      builder.text(UInt8(ascii: "<"))
    }
    return at + 1
  }

  private mutating func readStartTag(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, isLast: Bool
  ) -> Int? {
    var end: Int
    switch tag.read(bytes, at: at, isLast: isLast) {
    case .end(let place): end = place
    case .noTag: return bareLessThan(at)
    case .cut:
      guard bytes.count - at >= Self.longestTag else { return nil }
      problems.note(.tooLong, "a tag")
      mode = .tagRest(quote: 0, wasSlash: false, isOpen: false)
      end = at + 1
    }
    if let defect = tag.defect { problems.note(.malformed, defect) }
    if isLast, end == bytes.count, bytes[end - 1] != UInt8(ascii: ">") { problems.note(.truncated) }
    let isOpen = startElement(bytes)
    if tag.isEmpty, isOpen { closeElement(spelled: bytes.part(tag.localName)) }
    if case .tagRest = mode { mode = .tagRest(quote: 0, wasSlash: false, isOpen: isOpen) }
    if builder.isFull { mode = .done }
    return end
  }

  /// Tells the builder of the tag; false where it opens nothing that would have to be closed.
  private mutating func startElement(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let depth = open.count + 1
    for (prefix, uri) in tag.declarations {
      namespaces.bind(prefix, to: bytes.part(uri), at: depth)
    }
    var namespace = namespaces.namespace(of: tag.prefix)
    if namespace == nil, let prefix = tag.prefix {
      problems.note(
        .undeclaredPrefix, String(decoding: bytes[tag.prefixPlace], as: UTF8.self))
      namespace = XMLNamespace.ofUndeclaredPrefix[prefix]
    }
    let element = XMLElement(
      name: XMLName.table[tag.name] ?? .other, namespace: namespace ?? .other,
      spelled: bytes.part(tag.localName),
      attributes: XMLAttributes(tag.attributes, in: bytes, entities: entities))
    if let interrupted = builder.depthInterrupted(by: element), interrupted <= open.count {
      problems.note(.mismatchedTag, "the end tag of an item or a text is missing")
      while open.count >= interrupted { closeElement(spelled: nil) }
    }
    let neverCloses = builder.gathersMarkup && HTMLTag.neverCloses(tag.name)
    guard !neverCloses, open.push(tag.name, prefix: tag.prefix) else {
      namespaces.close(depth)
      builder.loneTag(element.spelled)
      return false
    }
    builder.start(element)
    return true
  }

  private mutating func readEndTag(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, isLast: Bool
  ) -> Int? {
    guard at + 2 < bytes.count else { return isLast ? bareLessThan(at) : nil }
    guard XMLTag.startsName(bytes[at + 2]) else { return bareLessThan(at) }
    let (name, place, prefix, _) = XMLTag.name(bytes, at + 2)
    var end = place.upperBound
    while end < bytes.count, bytes[end] != UInt8(ascii: ">"), bytes[end] != UInt8(ascii: "<") {
      end += 1
    }
    guard end < bytes.count || isLast || bytes.count - at >= Self.longestTag else { return nil }
    let spelled = bytes.part(place)
    if let depth = open.depth(of: name, prefix: prefix) {
      if depth < open.count { noteMismatch(spelled) }
      while open.count > depth { closeElement(spelled: nil) }
      closeElement(spelled: spelled)
    } else {
      if !builder.gathersMarkup || !HTMLTag.neverCloses(name) { noteMismatch(spelled) }
      builder.loneEndTag(spelled)
    }
    return end < bytes.count && bytes[end] == UInt8(ascii: ">") ? end + 1 : end
  }

  private mutating func noteMismatch(_ spelled: UnsafeBufferPointer<UInt8>) {
    problems.note(.mismatchedTag, "</\(String(decoding: spelled, as: UTF8.self))>")
  }
}

// MARK: Ends

extension XMLReader {
  /// Closes the innermost element; without a spelling where its end tag is missing.
  private mutating func closeElement(spelled: UnsafeBufferPointer<UInt8>?) {
    builder.end(spelled: spelled)
    namespaces.close(open.count)
    open.pop()
  }

  /// Passes over the rest of a tag that was too long to keep.
  private mutating func skipTag(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quote: UInt8, wasSlash: Bool,
    isOpen: Bool
  ) -> Int {
    var quote = quote
    var wasSlash = wasSlash
    for at in start..<bytes.count {
      let byte = bytes[at]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        mode = .content
        if wasSlash, isOpen { closeElement(spelled: nil) }
        return at + 1
      }
      wasSlash = byte == UInt8(ascii: "/")
    }
    mode = .tagRest(quote: quote, wasSlash: wasSlash, isOpen: isOpen)
    return bytes.count
  }
}
