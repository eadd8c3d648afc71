// Lines and columns as reports count them, quick also for files that are one huge line.

import SourceText

/// A place as people count: line and column from 1, the column in Unicode scalars; the offset in bytes from 0.
struct ReportedPosition {
  let line: Int
  let column: Int
  let offset: Int
}

/// Finds the places of offsets in one text.
struct Positions {
  private static let blockLength = 1024

  private let source: SourceText
  /// For each block of bytes, the first scalar that begins in it and how many scalars come before; empty where no line
  /// is long enough for counting from its start to matter.
  private let blocks: [(offset: Int, scalars: Int)]

  init(_ source: SourceText) {
    self.source = source
    blocks = source.isASCII || !Self.hasLongLine(source) ? [] : Self.blocks(of: source)
  }

  /// The place of the byte at `offset`, which is clamped to the text.
  func position(at offset: Int) -> ReportedPosition {
    let offset = min(max(offset, 0), source.length)
    guard !blocks.isEmpty else {
      let position = source.position(at: offset, encoding: .utf32)
      return ReportedPosition(line: position.line + 1, column: position.character + 1, offset: offset)
    }
    let line = source.line(at: offset)
    let start = source.lineRange(line).start
    let column = scalars(before: offset) - scalars(before: start) + 1
    return ReportedPosition(line: line + 1, column: column, offset: offset)
  }

  private func scalars(before offset: Int) -> Int {
    var block = min(offset / Self.blockLength, blocks.count - 1)
    while block > 0, blocks[block].offset > offset { block -= 1 }
    var (index, count) = blocks[block]
    while index < offset {
      let length = UTF8Scalar.decode(source.bytes, at: index).length
      if index + length > offset { break }
      index += length
      count += 1
    }
    return count
  }

  private static func hasLongLine(_ source: SourceText) -> Bool {
    var previous = 0
    for start in source.lineStarts {
      if start - previous > 4 * blockLength { return true }
      previous = start
    }
    return source.length - previous > 4 * blockLength
  }

  private static func blocks(of source: SourceText) -> [(offset: Int, scalars: Int)] {
    var blocks: [(offset: Int, scalars: Int)] = []
    blocks.reserveCapacity(source.length / blockLength + 1)
    var index = 0
    var count = 0
    source.bytes.withUnsafeBufferPointer { bytes in
      while index < bytes.count {
        if index / blockLength >= blocks.count { blocks.append((index, count)) }
        index += UTF8Scalar.decode(bytes, at: index).length
        count += 1
      }
    }
    return blocks
  }
}
