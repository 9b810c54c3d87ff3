/// The modules that a Swift file imports, whatever form the line has.
enum ImportLines {
  static func modules(of source: String) -> Set<String> {
    Set(source.matches(of: line).map { String($0.1) })
  }

  // Attributes, access and the kind of a single declaration may stand before the module, and a
  // semicolon or the end of a comment before all of it. `#if` is not looked at: a wall stands in
  // each configuration.
  nonisolated(unsafe) private static let line =
    #/
      (?m)
      (?: ^ | ; | \*\/ ) \s*
      (?: @\w+ (?: \( [^)]* \) )? \s+ )*
      (?: (?: public | package | internal | fileprivate | private ) \s+ )?
      import \s+
      (?: (?: typealias | struct | class | enum | protocol | let | var | func ) \s+ )?
      `? (\w+)
    /#
}
