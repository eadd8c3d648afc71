// One run of libyaml: each event becomes a node of the tree, at its exact place in the source.

import CLibYAML
import DocumentModel
import SourceText

extension StreamReader {
  /// What a run has to keep beside the tree.
  struct RunState {
    var positions: PositionMap
    let scanBytes: UnsafeBufferPointer<UInt8>
    let sourceBytes: UnsafeBufferPointer<UInt8>
    /// Whether the events that open the stream, the document and the root mapping are those of an earlier run.
    var isResuming: Bool
    /// Whether the document's root is a block mapping at the left margin, so that its entries can be resumed at.
    var canResume = false
    /// The column of each open block collection; the last is the one that content has to be indented past.
    var indents: [Int] = [-1]
    /// For each open flow collection the line it starts on.
    var flowLines: [Int] = []
    /// Whether the source has tabs, which may stand where only spaces indent.
    let hasTabs: Bool
    /// Nodes that aliases of the stream stand for.
    var expanded = 0
  }

  /// Reads events from the scan text until they end or something is wrong.
  mutating func run(from resumption: Resumption?) -> Outcome {
    let start = resumption?.scanOffset ?? 0
    let scan = scan
    let source = source
    return scan.bytes.withUnsafeBufferPointer { scanBytes in
      source.bytes.withUnsafeBufferPointer { sourceBytes in
        let part = UnsafeBufferPointer(rebasing: scanBytes[start...])
        guard let parser = EventParser(part) else {
          return .failed(message: "out of memory", offset: start, contextOffset: nil)
        }
        var state = RunState(
          positions: PositionMap(scan: scan, bytes: scanBytes, base: start, isASCII: scan.isASCII),
          scanBytes: scanBytes,
          sourceBytes: sourceBytes, isResuming: resumption != nil, hasTabs: source.offset(ofByte: 0x09, from: 0) != nil)
        return readEvents(parser, &state)
      }
    }
  }

  private mutating func readEvents(_ parser: borrowing EventParser, _ state: inout RunState) -> Outcome {
    while true {
      guard let event = parser.next() else {
        let problem = parser.problem
        return .failed(
          message: problem.message, offset: state.positions.scanOffset(problem.index),
          contextOffset: problem.contextIndex.map { state.positions.scanOffset($0) })
      }
      let stop: Outcome?
      switch event.pointee.type {
      case YAML_SCALAR_EVENT: stop = readScalar(event, &state)
      case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT: stop = beginCollection(event, &state)
      case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: stop = endCollection(event, &state)
      case YAML_ALIAS_EVENT: stop = readAlias(event, &state)
      case YAML_DOCUMENT_START_EVENT: stop = beginDocument(event, &state)
      case YAML_STREAM_END_EVENT: stop = state.isResuming && builder.depth == 0 ? .lost : .finished
      default: stop = nil
      }
      if let stop { return stop }
    }
  }

  // MARK: Documents

  private mutating func beginDocument(_ event: UnsafePointer<yaml_event_t>, _ state: inout RunState) -> Outcome? {
    if state.isResuming {
      state.canResume = true
      return nil
    }
    let start = state.positions.sourceOffset(Int(event.pointee.start_mark.index))
    let isFirst = builder.isEmpty
    builder.endDocument(end: start)
    builder.beginDocument(start: isFirst ? 0 : start)
    let directives = event.pointee.data.document_start
    state.canResume = directives.tag_directives.start == directives.tag_directives.end
    if directives.version_directive != nil { checkVersionDirective(from: start) }
    if let version = directives.version_directive?.pointee, version.major != 1 || version.minor > 2 {
      notes.append(
        Diagnostic(
          .badDirective, severity: .warning,
          "The document asks for YAML \(version.major).\(version.minor); it is read as YAML 1.2.",
          at: TextRange(start, source.lineRange(source.line(at: start)).end)))
    }
    return nil
  }

  // MARK: Collections

  private mutating func beginCollection(_ event: UnsafePointer<yaml_event_t>, _ state: inout RunState) -> Outcome? {
    let isMapping = event.pointee.type == YAML_MAPPING_START_EVENT
    let isFlow: Bool
    let anchor: UnsafeMutablePointer<UInt8>?
    let tag: UnsafeMutablePointer<UInt8>?
    if isMapping {
      let data = event.pointee.data.mapping_start
      (isFlow, anchor, tag) = (data.style == YAML_FLOW_MAPPING_STYLE, data.anchor, data.tag)
    } else {
      let data = event.pointee.data.sequence_start
      (isFlow, anchor, tag) = (data.style == YAML_FLOW_SEQUENCE_STYLE, data.anchor, data.tag)
    }
    let mark = event.pointee.start_mark
    if state.isResuming {
      guard isMapping, !isFlow, mark.column == 0 else { return .lost }
      state.isResuming = false
      state.indents.append(0)
      return nil
    }
    if isOutdented(event, &state) { return outdented(event, &state) }
    guard builder.depth < ReaderLimits.depth else {
      return .tooDeep(offset: state.positions.scanOffset(Int(mark.index)), closers: builder.openBrackets)
    }
    var start = state.positions.sourceOffset(Int(mark.index))
    if isFlow, isMapping, builder.expectsKey, isTemplate(at: start) {
      let offset = state.positions.scanOffset(Int(mark.index))
      return .failed(message: StreamReader.templateBraces, offset: offset - 1, contextOffset: nil)
    }
    if isFlow, isMapping, isQuestionMark(at: start) {
      let offset = state.positions.scanOffset(Int(mark.index))
      return .failed(message: StreamReader.questionMark, offset: offset, contextOffset: nil)
    }
    if let anchor { checkAnchor(String(cString: anchor), from: start) }
    if anchor != nil || tag != nil { start = skipProperties(from: start) }
    if state.canResume, builder.depth == 0 { state.canResume = isMapping && !isFlow && mark.column == 0 }
    let index = builder.beginCollection(
      isMapping ? .mapping : .sequence, start: start, style: isFlow ? .flow : .block)
    if anchor != nil || tag != nil {
      setProperties(of: index, anchor: anchor, tag: tag, range: TextRange(start, start + 1), isScalar: false)
    }
    if isFlow {
      state.flowLines.append(Int(mark.line))
    } else {
      // An anchor or tag may stand before the first key, whose column is the one that counts.
      let hasProperties = anchor != nil || tag != nil
      state.indents.append(
        hasProperties ? start - source.lineStarts[source.line(at: start)] : Int(mark.column))
    }
    return nil
  }

  private mutating func endCollection(_ event: UnsafePointer<yaml_event_t>, _ state: inout RunState) -> Outcome? {
    guard builder.openCollection >= 0 else { return nil }
    let index = builder.openCollection
    let record = builder.record(index)
    if record.kind == .mapping {
      notes += builder.markDuplicateKeys(of: index)
      if record.flags.contains(.merges) { checkMerges(of: index) }
    }
    if record.style == .flow {
      let end = state.positions.sourceOffset(Int(event.pointee.end_mark.index))
      builder.endCollection(end: end)
      checkComment(at: end)
      state.flowLines.removeLast()
    } else {
      builder.endCollection(end: nil)
      state.indents.removeLast()
    }
    if record.flags.contains(.key) { reportCollectionKey(builder.record(index)) }
    return nil
  }

  // MARK: Scalars

  private mutating func readScalar(_ event: UnsafePointer<yaml_event_t>, _ state: inout RunState) -> Outcome? {
    if state.isResuming { return .lost }
    let startMark = event.pointee.start_mark
    let endMark = event.pointee.end_mark
    let data = event.pointee.data.scalar
    if isOutdented(event, &state) { return outdented(event, &state) }
    if startMark.column == 0, state.canResume, builder.expectsKey, let checkpoint = builder.checkpoint() {
      let offset = state.positions.scanOffset(Int(startMark.index))
      resumptions.append(Resumption(state: checkpoint, scanOffset: offset))
    }
    var start = state.positions.sourceOffset(Int(startMark.index))
    var end = state.positions.sourceOffset(Int(endMark.index))
    let hasProperties = data.anchor != nil || data.tag != nil
    if let anchor = data.anchor { checkAnchor(String(cString: anchor), from: start) }
    if hasProperties { start = min(skipProperties(from: start), end) }
    let style = NodeStyle(data.style)
    let isOneLine = startMark.line == endMark.line
    if style == .literal || style == .folded {
      end = trimmedEnd(from: start, to: end)
    } else if !isOneLine, style != .plain, state.flowLines.isEmpty, continuesOutdented(start, end, state.indents) {
      return .failed(
        message: "quoted text is not indented", offset: state.positions.scanOffset(Int(startMark.index)),
        contextOffset: nil)
    }
    let value = UnsafeBufferPointer(start: UnsafePointer(data.value), count: data.length)
    let quote = style == .plain ? 0 : 1
    let text: TreeBuilder.ScalarText
    var restored: [UInt8] = []
    let index: Int32
    let type: ScalarType
    // A plain scalar on one line is what stands there (YAML 1.2.2 §7.3.3), but escapes may come to the same length.
    if isOneLine, end - start - 2 * quote == value.count,
      (quote == 0 && scan.isVerbatim) || value.elementsEqual(state.sourceBytes, at: start + quote)
    {
      text = .inSource(start: start + quote, length: value.count)
      type = style == .plain ? CoreSchema.type(of: value) : .string
      index = builder.addScalar(range: TextRange(start, end), text: text, style: style, type: type)
    } else {
      if !scan.isVerbatim { restored = placeholders.restore(value) ?? [] }
      (index, type) = restored.withUnsafeBufferPointer { restored in
        let final = restored.isEmpty ? value : restored
        let type = style == .plain ? CoreSchema.type(of: final) : .string
        return (
          builder.addScalar(range: TextRange(start, end), text: .bytes(final), style: style, type: type), type
        )
      }
    }
    if hasProperties {
      setProperties(of: index, anchor: data.anchor, tag: data.tag, range: TextRange(start, end), isScalar: true)
      applyTag(to: index, value: value, plainType: type)
    }
    if style == .plain {
      if value.count == 1, value[0] == UInt8(ascii: "-"), !state.flowLines.isEmpty {
        reportDash(at: TextRange(start, end))
      }
    } else if style != .literal, style != .folded {
      checkComment(at: end)
    }
    if value.count == 2, style == .plain, value[0] == UInt8(ascii: "<"), value[1] == UInt8(ascii: "<"),
      builder.record(index).flags.contains(.key)
    {
      builder.mark(index, .mergeKey)
      builder.mark(builder.openCollection, .merges)
    }
    return nil
  }

  private mutating func readAlias(_ event: UnsafePointer<yaml_event_t>, _ state: inout RunState) -> Outcome? {
    if state.isResuming { return .lost }
    let range = TextRange(
      state.positions.sourceOffset(Int(event.pointee.start_mark.index)),
      state.positions.sourceOffset(Int(event.pointee.end_mark.index)))
    let name = event.pointee.data.alias.anchor.map { String(cString: $0) } ?? ""
    addAlias(name, range: range, expanded: &state.expanded)
    return nil
  }

  // MARK: Indentation

  /// Whether a node inside brackets stands on a later line and not further in than the block around them, which YAML
  /// forbids (YAML 1.2.2 §7.4) and libyaml lets pass: most often a bracket is not closed.
  @inline(__always)
  private mutating func isOutdented(_ event: UnsafePointer<yaml_event_t>, _ state: inout RunState) -> Bool {
    guard let line = state.flowLines.first, let indent = state.indents.last else { return false }
    let mark = event.pointee.start_mark
    guard Int(mark.line) > line else { return false }
    // A tab is said to be one; that it indents by too little is the same mistake.
    if state.hasTabs, reportsTab(before: state.positions.sourceOffset(Int(mark.index)), indent: indent) { return false }
    return Int(mark.column) <= indent
  }

  /// Whether a tab stands in the indentation of a line inside brackets; it is reported, since libyaml lets it pass (YAML
  /// 1.2.2 §6.1).
  private mutating func reportsTab(before offset: Int, indent: Int) -> Bool {
    let line = source.line(at: offset)
    let start = source.lineStarts[line]
    guard let tab = source[TextRange(start, offset)].firstIndex(of: 0x09), tab - start <= indent else { return false }
    guard source[TextRange(start, offset)].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return false }
    notes.append(
      Diagnostic(
        .tabIndentation, "This line is indented with a tab. YAML allows only spaces before it.",
        at: TextRange(start, offset)))
    return true
  }

  private func outdented(_ event: UnsafePointer<yaml_event_t>, _ state: inout RunState) -> Outcome {
    .failed(
      message: "brackets are not indented", offset: state.positions.scanOffset(Int(event.pointee.start_mark.index)),
      contextOffset: nil)
  }

  /// Whether quoted text goes on at a line that is not indented past the block it stands in.
  private func continuesOutdented(_ start: Int, _ end: Int, _ indents: [Int]) -> Bool {
    guard let indent = indents.last, indent >= 0 else { return false }
    var line = source.line(at: start) + 1
    while line < source.lineCount, source.lineStarts[line] < end {
      let range = source.lineRange(line)
      let found = source.indent(ofLine: line)
      if found < range.length, found <= indent { return true }
      line += 1
    }
    return false
  }

  private func trimmedEnd(from start: Int, to end: Int) -> Int {
    var end = end
    while end > start + 1, let byte = source.byte(at: end - 1),
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    {
      end -= 1
    }
    return end
  }
}

extension NodeStyle {
  /// The style of a scalar as libyaml names it.
  init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes of `other` from `offset` on are these.
  @inline(__always)
  func elementsEqual(_ other: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, other.count - offset >= count else { return false }
    for index in 0..<count where self[index] != other[offset + index] { return false }
    return true
  }
}
