// The Script_Extensions property of Unicode 18.0 (ScriptExtensions.txt), in the notation that ScriptTable reads.

extension ScriptTable {
  /// A set of scripts a line (and its continuations): their short names, a colon, the ranges that have exactly these.
  static let extensionData = """
    Adlm Arab: 204f
    Adlm Arab Gara Nkoo Rohg Syrc Thaa Yezi: 61f
    Adlm Arab Hung: 2e41
    Adlm Arab Mand Mani Ougr Phlp Rohg Sogd Syrc: 640
    Aghb Cher Copt Cyrl Goth Grek Latn Osge Syrc Tfng Todr: 304
    Aghb Cher Goth Latn Sunu Syrc Thai: 331
    Aghb Latn Todr: 35e
    Arab Copt: 102e0+1b
    Arab Gara Nkoo Rohg Syrc Thaa Yezi: 60c f
    Arab Nkoo: fd3e+1
    Arab Rohg: 6d4
    Arab Syrc: 64b+a 1b
    Arab Syrc Thaa: 61c
    Arab Thaa: fdf2 b
    Arab Thaa Yezi: 660+9
    Armn Cyrl Dupl Goth Grek Hebr Latn Perm Syrc Tale Tfng: 308
    Armn Geor Glag: 589
    Avst Cari Copt Dupl Elba Geor Glag Gong Goth Grek Hani Latn Lydi Mahj Perm Shaw: b7
    Avst Cari Geor Hung Kthi Lydi Samr: 2e31
    Avst Orkh: 2e30
    Beng: 1cf5+2
    Beng Cakm Sylo: 9e6+9
    Beng Cyrl Deva Latn Lisu Thai Toto: 2bc
    Beng Deva: 1ce1
    Beng Deva Dogr Gong Gonm Gran Gujr Gukh Guru Knda Limb Mahj Mlym Nand Onao Orya Sind Sinh Sylo Takr Taml Telu Tirh:
      965
    Beng Deva Dogr Gong Gonm Gran Gujr Guru Knda Mahj Mlym Nand Onao Orya Sind Sinh Sylo Takr Taml Telu Tirh: 964
    Beng Deva Gran Gujr Guru Knda Latn Mlym Nand Newa Orya Shrd Taml Telu Tirh: 951
    Beng Deva Gran Gujr Guru Knda Latn Mlym Newa Orya Taml Telu Tirh: 952
    Beng Deva Gran Knda: 1cd0 2
    Beng Deva Gran Knda Mlym Nand Orya Sinh Telu Tirh Tutg: 1cf2
    Beng Deva Newa Shrd: 1ced
    Beng Deva Newa Telu: 1cd8
    Beng Deva Newa Telu Tirh: 1cd5
    Beng Deva Shrd: 1cea
    Beng Deva Telu: 1cd6
    Beng Deva Tutg: a8f1
    Bopo Hang Hani Hira Kana: 3003 10 9+3 11 7 ce0e+1
    Bopo Hang Hani Hira Kana Lisu Mong Tibt Yiii: 300a+1
    Bopo Hang Hani Hira Kana Mong Phag Yiii: 3002
    Bopo Hang Hani Hira Kana Mong Tibt Yiii: 3008+1
    Bopo Hang Hani Hira Kana Mong Yiii: 3001
    Bopo Hang Hani Hira Kana Yiii: 300c+5 3+7 e0 ce66+4
    Bopo Hani: 302a+3
    Bopo Latn: 2c7 2+2 e
    Bugi Java: a9cf
    Buhd Hano Tagb Tglg: 1735+1
    Cakm Mymr Tale: 1040+9
    Cari Geor Glag Hung Lyci Orkh: 205a
    Cari Grek Hung Mero: 205d
    Cher Copt Cyrl Grek Latn Perm Sunu Tale: 300
    Cher Cyrl Grek Latn Osge Sunu Tale Todr: 301
    Cher Cyrl Latn Osge: 30b
    Cher Cyrl Latn Tfng: 302
    Cher Dupl Kana Latn Syrc Tfng: 323
    Cher Dupl Latn Syrc: 324
    Cher Latn Syrc: 330
    Cher Latn Tale: 30c
    Copt Dupl Hebr Latn Perm Syrc Tale Tfng Todr: 307
    Copt Elba Glag Goth Kana Latn: 305
    Copt Grek: 374+1
    Copt Latn: 2e17
    Cpmn Cprt Linb: 10100+1
    Cprt Lina Linb: 10107+2c
    Cprt Linb: 10102 35+8
    Cyrl Glag: 484 3 29bc 782c
    Cyrl Grek Latn Perm Tfng: 306
    Cyrl Latn: 485+1
    Cyrl Latn Syrc: 1df8
    Cyrl Latn Todr: 311
    Cyrl Perm: 483
    Deva: 1cd1 3 7 3+1 4+5 4 2+3
    Deva Dogr Gujr Guru Khoj Knda Kthi Mahj Mlym Modi Nand Shrd Sind Takr Tirh Tutg: a830+2
    Deva Dogr Gujr Guru Khoj Knda Kthi Mahj Modi Nand Shrd Sind Takr Tirh Tutg: a833+2
    Deva Dogr Gujr Guru Khoj Kthi Mahj Modi Shrd Sind Takr Tirh: a838
    Deva Dogr Gujr Guru Khoj Kthi Mahj Modi Sind Takr Tirh: a836+1 2
    Deva Dogr Kthi Mahj: 966+9
    Deva Gran: 1cf3 5+1
    Deva Gran Knda: 1cd3
    Deva Gran Knda Tutg: 1cf4
    Deva Gran Latn: 20f0
    Deva Knda Mlym Orya Taml Telu: 1cda
    Deva Nand Newa: 1ce9
    Deva Newa: 1ceb
    Deva Newa Shrd: 1cd7
    Deva Newa Tirh: 1ce2
    Deva Shrd: 1cd9 3+1 3
    Deva Taml: a8f3
    Dupl: 2e3c 18e64+3
    Dupl Latn Syrc: 30a
    Ethi Latn: 30e
    Geor Glag Latn: 10fb
    Glag Latn Sunu Syrc Thai: 303
    Gran Taml: be6+d 1070e 2 38+1 c94+1 2
    Grek: 342 3 1a7b+1
    Grek Latn Perm Todr: 313
    Gujr Khoj: ae6+9
    Guru Mult: a66+9
    Hani: 3006 38+1 151+f 21+25 3b+27 39+30 10+b 34 59+18 b+4 61+1e 19f62+11 1edf+1
    Hani Hira Kana: 303c+1
    Hani Latn: a700+7
    Hani Tang: 2ff0+f 1f0
    Hira Kana: 3031+4 64+3 4 5c ce74 2e+1
    Kali Latn Mymr: a92e
    Knda Mlym Taml Telu: b83
    Knda Nand Tutg: ce6+9
    Latn: 363+c
    Latn Lisu: 2cd
    Latn Mong Phag: 202f
    Latn Osge: 358
    Latn Sunu: 30d 3
    Latn Sunu Syrc: 32d
    Latn Syrc: 325 9
    Latn Tfng: 309
    Latn Thai: 2d7
    Mani Ougr: 10af2
    Mong Phag: 1802+1 2
    Nand: 1cfa
    Pcun Xsux: 12550+36 6+1 d+d
    Runr: 16eb+2
    Syrc: 1dfa
    """
}
