// Circles of references that never go deeper into the instance: found and cut when a schema is compiled.

import DocumentModel

extension SchemaCompiler {
  /// An edge to a schema that applies to the same node.
  private struct Edge {
    let target: Int32
    let keyword: Keyword
  }

  /// Reports each circle at the reference that closes it, and takes that reference out.
  mutating func breakCycles() {
    enum Mark { case new, open, done }
    var marks = [Mark](repeating: .new, count: tables.records.count)
    var path: [(id: Int32, edges: [Edge], next: Int)] = []
    for start in tables.records.indices where marks[start] == .new {
      path.append((Int32(start), inPlaceEdges(of: start), 0))
      marks[start] = .open
      while let last = path.indices.last {
        guard path[last].next < path[last].edges.count else {
          marks[Int(path[last].id)] = .done
          path.removeLast()
          continue
        }
        let edge = path[last].edges[path[last].next]
        path[last].next += 1
        switch marks[Int(edge.target)] {
        case .done: break
        case .new:
          marks[Int(edge.target)] = .open
          path.append((edge.target, inPlaceEdges(of: Int(edge.target)), 0))
        case .open:
          let circle = path.drop { $0.id != edge.target }.map(\.id)
          cut(edge.keyword, of: path[last].id, circle: circle)
        }
      }
    }
  }

  private func inPlaceEdges(of index: Int) -> [Edge] {
    let record = tables.records[index]
    var edges: [Edge] = []
    func add(_ target: Int32, _ keyword: Keyword) {
      if target >= 0 { edges.append(Edge(target: target, keyword: keyword)) }
    }
    add(record.ref, .ref)
    if record.dynamicRef >= 0 {
      let reference = tables.dynamicReferences[Int(record.dynamicRef)]
      // Where outer resources may lead elsewhere, only evaluation can tell; its depth limit stands guard.
      if reference.candidates.count <= 1 { add(reference.target, .dynamicRef) }
    }
    for target in tables.lists[record.allOf.range] { add(target, .allOf) }
    for target in tables.lists[record.anyOf.range] { add(target, .anyOf) }
    for target in tables.lists[record.oneOf.range] { add(target, .oneOf) }
    add(record.not, .not)
    add(record.ifSchema, .if)
    add(record.thenSchema, .then)
    add(record.elseSchema, .else)
    for entry in tables.dependents[record.dependentSchemas.range] { add(entry.schema, .dependentSchemas) }
    return edges
  }

  private mutating func cut(_ keyword: Keyword, of id: Int32, circle: [Int32]) {
    let index = Int(id)
    let record = tables.records[index]
    switch keyword {
    case .ref: tables.records[index].ref = -1
    case .dynamicRef: tables.records[index].dynamicRef = -1
    case .not: tables.records[index].not = -1
    case .if: tables.records[index].ifSchema = -1
    case .then: tables.records[index].thenSchema = -1
    case .else: tables.records[index].elseSchema = -1
    case .allOf: tables.records[index].allOf = Span()
    case .anyOf: tables.records[index].anyOf = Span()
    case .oneOf: tables.records[index].oneOf = Span()
    default: tables.records[index].dependentSchemas = Span()
    }
    let document = Int(record.document)
    let tree = documents[document].tree
    let node = NodeID(index: record.node)
    let place = tree.value(of: node, named: keyword.rawValue) ?? node
    let way = circle.map { pointerForPeople($0) } + [pointerForPeople(circle.first ?? id)]
    report(
      .cycle, SchemaLocation(document: document, node: place),
      "`\(keyword.rawValue)` leads back to where it came from without going deeper into the instance: "
        + way.joined(separator: " → "))
  }

  private func pointerForPeople(_ id: Int32) -> String {
    let record = tables.records[Int(id)]
    return "`#" + documents[Int(record.document)].tree.pointer(of: NodeID(index: record.node)) + "`"
  }
}
