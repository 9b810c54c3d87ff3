/// Plain letters behind the mathematical, circled, squared and small capital ones that people
/// decorate with.
enum Ornaments {
  static func letter(_ value: UInt32) -> ScalarFolding.Folded? {
    switch value {
    case 0x1D400...0x1D6A3:
      let place = (value - 0x1D400) % 52
      return place < 26 ? capital(place) : small(place - 26)
    case 0x1D7CE...0x1D7FF: return .letter(0x30 + (value - 0x1D7CE) % 10, isCapital: false)
    case 0x249C...0x24B5: return small(value - 0x249C)
    case 0x24B6...0x24CF: return capital(value - 0x24B6)
    case 0x24D0...0x24E9: return small(value - 0x24D0)
    case 0x1F110...0x1F129: return capital(value - 0x1F110)
    case 0x1F130...0x1F149: return capital(value - 0x1F130)
    case 0x1F150...0x1F169: return capital(value - 0x1F150)
    case 0x1F170...0x1F189: return capital(value - 0x1F170)
    default: return singles[value]
    }
  }

  /// - Parameter place: in the alphabet, from 0.
  private static func capital(_ place: UInt32) -> ScalarFolding.Folded {
    .letter(0x61 + place, isCapital: true)
  }

  private static func small(_ place: UInt32) -> ScalarFolding.Folded {
    .letter(0x61 + place, isCapital: false)
  }

  /// Letters that stand apart from their alphabets: those of mathematics that Unicode had earlier,
  /// and small capitals.
  private static let singles: [UInt32: ScalarFolding.Folded] = {
    var singles: [UInt32: ScalarFolding.Folded] = [:]
    func add(_ ornaments: String, _ letters: String, isCapital: Bool) {
      for (ornament, letter) in zip(ornaments.unicodeScalars, letters.unicodeScalars) {
        singles[ornament.value] = .letter(letter.value, isCapital: isCapital)
      }
    }
    add("ℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛℭℌℑℜℨ", "chnpqrzbefhilmrchirz", isCapital: true)
    add("ℎℯℊℴ", "hego", isCapital: false)
    add("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", isCapital: false)
    return singles
  }()
}
