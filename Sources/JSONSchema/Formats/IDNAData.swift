// The Unicode data that IDNA2008 needs and the standard library does not offer: joining types and compositions.

/// Joining types of Unicode 18.0 (DerivedJoiningType.txt), among the code points that a label may hold. Marks and code
/// points that no label may hold can lie within the ranges; who asks has excluded them before.
enum JoiningTypes {
  static let dualJoining: [ClosedRange<UInt32>] = [
    0x620...0x620, 0x626...0x626, 0x628...0x628, 0x62A...0x62E, 0x633...0x647, 0x649...0x64A, 0x66E...0x66F,
    0x679...0x687, 0x69A...0x6BF, 0x6C1...0x6C2, 0x6CC...0x6CC, 0x6CE...0x6CE, 0x6D0...0x6D1, 0x6FA...0x6FC,
    0x6FF...0x6FF, 0x712...0x714, 0x71A...0x71D, 0x71F...0x727, 0x729...0x729, 0x72B...0x72B, 0x72D...0x72E,
    0x74E...0x758, 0x75C...0x76A, 0x76D...0x770, 0x772...0x772, 0x775...0x777, 0x77A...0x77F, 0x7CA...0x7EA,
    0x841...0x845, 0x848...0x848, 0x84A...0x853, 0x855...0x855, 0x860...0x860, 0x862...0x865, 0x868...0x868,
    0x886...0x886, 0x889...0x88D, 0x88F...0x8A9, 0x8AF...0x8B0, 0x8B3...0x8B8, 0x8BA...0x8C8, 0x1820...0x1878,
    0x1887...0x18AA, 0xA840...0xA871, 0x10AC0...0x10AC4, 0x10AD3...0x10AD6, 0x10AD8...0x10ADC, 0x10ADE...0x10AE0,
    0x10B80...0x10B80, 0x10B82...0x10B82, 0x10B86...0x10B88, 0x10B8A...0x10B8B, 0x10B8D...0x10B8D,
    0x10B90...0x10B90, 0x10D01...0x10D21, 0x10D23...0x10D23, 0x10EC3...0x10EC4, 0x10EC6...0x10EC7,
    0x10F30...0x10F32, 0x10F34...0x10F44, 0x10F70...0x10F73, 0x10F76...0x10FB0, 0x10FB2...0x10FB3,
    0x10FB8...0x10FB8, 0x10FBB...0x10FBC, 0x10FBE...0x10FBF, 0x10FC1...0x10FC1, 0x10FC4...0x10FC4,
    0x1E922...0x1E943,
  ]

  static let leftJoining: [ClosedRange<UInt32>] = [
    0xA872...0xA872, 0x10ACD...0x10ACD, 0x10AD7...0x10AD7, 0x10D00...0x10D00, 0x10ED9...0x10EEE,
  ]

  static let rightJoining: [ClosedRange<UInt32>] = [
    0x622...0x625, 0x627...0x627, 0x629...0x629, 0x62F...0x632, 0x648...0x648, 0x671...0x673, 0x688...0x699,
    0x6C0...0x6C0, 0x6C3...0x6CB, 0x6CD...0x6CD, 0x6CF...0x6CF, 0x6D2...0x6D5, 0x6EE...0x6EF, 0x710...0x710,
    0x715...0x719, 0x71E...0x71E, 0x728...0x728, 0x72A...0x72A, 0x72C...0x72C, 0x72F...0x74D, 0x759...0x75B,
    0x76B...0x76C, 0x771...0x771, 0x773...0x774, 0x778...0x779, 0x840...0x840, 0x846...0x847, 0x849...0x849,
    0x854...0x854, 0x856...0x858, 0x867...0x867, 0x869...0x882, 0x88E...0x88E, 0x8AA...0x8AC, 0x8AE...0x8AE,
    0x8B1...0x8B2, 0x8B9...0x8B9, 0x10AC5...0x10AC5, 0x10AC7...0x10ACA, 0x10ACE...0x10AD2, 0x10ADD...0x10ADD,
    0x10AE1...0x10AE1, 0x10AE4...0x10AE4, 0x10B81...0x10B81, 0x10B83...0x10B85, 0x10B89...0x10B89,
    0x10B8C...0x10B8C, 0x10B8E...0x10B8F, 0x10B91...0x10B91, 0x10D22...0x10D22, 0x10EC2...0x10EC2,
    0x10F33...0x10F33, 0x10F74...0x10F75, 0x10FB4...0x10FB6, 0x10FB9...0x10FBA, 0x10FBD...0x10FBD,
    0x10FC2...0x10FC3,
  ]
}

/// The pairs of scalars that normalization form C would make one, among those that a label may hold.
enum Compositions {
  /// Whether the scalar would combine with the starter before it.
  static func contains(_ starter: Unicode.Scalar, _ scalar: Unicode.Scalar) -> Bool {
    starters[scalar.value]?.contains(starter.value) ?? false
  }

  private static let starters: [UInt32: Set<UInt32>] = {
    var starters: [UInt32: Set<UInt32>] = [:]
    var scalar: UInt32 = 0
    for word in data.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if word.last == ":" {
        scalar = UInt32(word.dropLast(), radix: 16) ?? 0
      } else if let starter = UInt32(word, radix: 16) {
        starters[scalar, default: []].insert(starter)
      }
    }
    return starters
  }()

  /// A combining scalar a line (and its continuations), a colon, the starters that it combines with: the canonical
  /// decompositions of Unicode 18.0 (UnicodeData.txt) that are not excluded from composition.
  private static let data = """
    300: 61 65 69 6e 6f 75 77 79 e2 ea f4 fc 103 113 14d 1a1 1b0 3b1 3b5 3b7 3b9 3bf 3c5 3c9 3ca 3cb 435 438 1f00
      1f01 1f10 1f11 1f20 1f21 1f30 1f31 1f40 1f41 1f50 1f51 1f60 1f61
    301: 61 63 65 67 69 6b 6c 6d 6e 6f 70 72 73 75 77 79 7a e2 e5 e6 e7 ea ef f4 f5 f8 fc 103 113 14d 169 1a1 1b0
      3b1 3b5 3b7 3b9 3bf 3c5 3c9 3ca 3cb 433 43a 1f00 1f01 1f10 1f11 1f20 1f21 1f30 1f31 1f40 1f41 1f50 1f51 1f60
      1f61
    302: 61 63 65 67 68 69 6a 6f 73 75 77 79 7a 1ea1 1eb9 1ecd
    303: 61 65 69 6e 6f 75 76 79 e2 ea f4 103 1a1 1b0
    304: 61 65 67 69 6f 75 79 e4 e6 f5 f6 fc 1eb 227 22f 3b1 3b9 3c5 438 443 1e37 1e5b
    306: 61 65 67 69 6f 75 229 3b1 3b9 3c5 430 435 436 438 443 1ea1
    307: 61 62 63 64 65 66 67 68 6d 6e 6f 70 72 73 74 77 78 79 7a 15b 161 1e63 105d2 105da
    308: 61 65 68 69 6f 74 75 77 78 79 f5 16b 3b9 3c5 430 435 436 437 438 43e 443 447 44b 44d 456 4d9 4e9
    309: 61 65 69 6f 75 79 e2 ea f4 103 1a1 1b0
    30a: 61 75 77 79
    30b: 6f 75 443
    30c: 61 63 64 65 67 68 69 6a 6b 6c 6e 6f 72 73 74 75 7a fc 292
    30f: 61 65 69 6f 72 75 475
    311: 61 65 69 6f 72 75
    313: 3b1 3b5 3b7 3b9 3bf 3c1 3c5 3c9
    314: 3b1 3b5 3b7 3b9 3bf 3c1 3c5 3c9
    31b: 6f 75
    323: 61 62 64 65 68 69 6b 6c 6d 6e 6f 72 73 74 75 76 77 79 7a 1a1 1b0
    324: 75
    325: 61
    326: 73 74
    327: 63 64 65 67 68 6b 6c 6e 72 73 74
    328: 61 65 69 6f 75
    32d: 64 65 6c 6e 74 75
    32e: 68
    330: 65 69 75
    331: 62 64 68 6b 6c 6e 72 74 7a
    342: 3b1 3b7 3b9 3c5 3c9 3ca 3cb 1f00 1f01 1f20 1f21 1f30 1f31 1f50 1f51 1f60 1f61
    653: 627
    654: 627 648 64a 6c1 6d2 6d5
    655: 627
    93c: 928 930 933
    9be: 9c7
    9d7: 9c7
    b3e: b47
    b56: b47
    b57: b47
    bbe: bc6 bc7
    bd7: b92 bc6
    c56: c46
    cc2: cc6
    cd5: cbf cc6 cca
    cd6: cc6
    d3e: d46 d47
    d57: d46
    dca: dd9 ddc
    dcf: dd9
    ddf: dd9
    102e: 1025
    1b35: 1b05 1b07 1b09 1b0b 1b0d 1b11 1b3a 1b3c 1b3e 1b3f 1b42
    3099: 3046 304b 304d 304f 3051 3053 3055 3057 3059 305b 305d 305f 3061 3064 3066 3068 306f 3072 3075 3078 307b
      309d 30a6 30ab 30ad 30af 30b1 30b3 30b5 30b7 30b9 30bb 30bd 30bf 30c1 30c4 30c6 30c8 30cf 30d2 30d5 30d8 30db
      30ef 30f0 30f1 30f2 30fd
    309a: 306f 3072 3075 3078 307b 30cf 30d2 30d5 30d8 30db
    110ba: 11099 1109b 110a5
    11127: 11131 11132
    1133e: 11347
    11357: 11347
    113b8: 113c2
    113bb: 11384
    113c2: 1138b 113c2
    113c9: 11382 11390 113c2
    114b0: 114b9
    114ba: 114b9
    114bd: 114b9
    115af: 115b8 115b9
    11930: 11935
    1611e: 1611e
    1611f: 1611e 16121 16122 16129
    16120: 1611e 16121
    16129: 1611e
    16d67: 16d63 16d67 16d69
    """
}
