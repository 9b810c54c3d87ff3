import Feeds
import JSON
import Model
import Transport

extension ConfigurationReader {
  mutating func source(from value: JSONValue, at place: String) -> WatchedSource {
    let filled = filledPreset(value, place)
    let preset = filled?.preset
    var source = Source(
      id: value["name"]?.string ?? filled?.name ?? "", url: filled?.url ?? value.text("url"),
      rung: value["rung"]?.string.flatMap(Rung.init(name:)) ?? preset?.rung ?? .customer)
    source.outlet = value["outlet"]?.string ?? preset?.outlet
    source.interval = value.duration("interval") ?? preset?.interval
    source.holdsInterval = value["interval"] != nil || preset?.policy.limit == nil
    // Looking at a file costs nobody anything.
    if LocalFiles.path(of: source.url) != nil { source.interval = source.interval ?? .seconds(60) }
    source.language = value["language"]?.string
    source.statuses = preset?.policy.statuses
    var watched = WatchedSource(source: source)
    watched.origin = ConfigurationOrigin(place: place, line: lines.line(of: value))
    watched.preset = filled
    watched.mapping = value["mapping"].flatMap { try? Mapping($0) } ?? filled?.mapping
    watched.headers = headers(value, place, besides: preset?.headers ?? [])
    watched.authorization = authorization(value, place, terms: filled?.auth)
    refuseSecretsInTheClear(
      to: source.url, watched.headers, watched.authorization, value, place)
    return watched
  }

  private mutating func filledPreset(_ value: JSONValue, _ place: String) -> FilledPreset? {
    guard let name = value["preset"]?.string else { return nil }
    guard let preset = presets[name] else {
      let near = Spelling.nearest(to: name, among: presets.names).map {
        "; did you mean \"\($0)\"?"
      }
      add("\(place).preset", value, "no preset \"\(name)\"\(near ?? "; see mentiond presets")")
      return nil
    }
    do {
      return try FilledPreset(preset, given: value)
    } catch {
      for misfit in error.list {
        let place = misfit.parameter.map { "\(place).\($0)" } ?? place
        add(place, value, "preset \(name): \(misfit.message)")
      }
      return nil
    }
  }
}
