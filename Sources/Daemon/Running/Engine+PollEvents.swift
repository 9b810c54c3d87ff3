import Alerting
import Feeds
import FoundationEssentials
import Model
import Polling

/// What is told of sources.
extension Engine {
  /// Tells what was repaired of a document, to who looks for a fault; gives what was lost of it.
  func tell(_ problems: [FeedProblem], of source: Source) -> String? {
    for problem in problems.prefix(3) where !problem.isLoss {
      log.event(.debug, "feed mended", ["source": source.id, "problem": "\(problem)"])
    }
    return problems.first(where: \.isLoss).map(\.description)
  }

  func tell(_ event: PollEvent, of source: Source) {
    observe(.turned(source.id, event))
    switch event {
    case .failed(let reason):
      log.event(.warning, "source not read", ["source": source.id, "reason": reason])
    case .blind(let reason, let since, let failures):
      log.event(
        .error, "source is blind",
        [
          "source": source.id, "since": since.utc, "failures": "\(failures)", "reason": reason,
        ])
    case .recovered(let since, let failures):
      log.event(
        .notice, "source is read again",
        ["source": source.id, "since": since.utc, "failures": "\(failures)"])
    case .cutOff(let since, let reason):
      log.event(
        .error, "no source is reached; is the network down?",
        ["since": since.utc, "reason": reason])
    case .reached(let since):
      log.event(.notice, "sources are reached again", ["since": since.utc])
    case .gone:
      log.event(
        .error, "source is gone for good (410); take it out of the configuration",
        ["source": source.id])
    case .moved(let url):
      log.event(
        .warning, "source has moved; change its address in the configuration",
        ["source": source.id, "url": url])
    case .overrun(let items):
      log.event(
        .warning, "items may have been missed: none of the last poll is left; poll more often",
        ["source": source.id, "items": "\(items)"])
    case .silent(let since, let longest):
      log.event(
        .warning, "source has nothing new for longer than ever; is it dead?",
        [
          "source": source.id, "since": since.utc, "longest": Words.duration(longest.seconds),
        ])
    case .heardAgain(let since):
      log.event(
        .notice, "source has something new again", ["source": source.id, "since": since.utc])
    }
  }
}
