// Whether milestones are planned after those they follow, and follow one another in no circle.

import CEL
import DocumentModel

/// At a list of milestones with `id`, `date` and `after`: finds each milestone that is dated before one it follows, and
/// each circle of milestones once, at the first of them in the document. Dates within a circle are left alone.
struct MilestoneOrder: SwiftCheck {
  static let name = "milestone-order"
  static let variables: [String: ValueType] = ["fault": .string]

  private struct Milestone {
    let node: NodeID
    let title: String
    let date: NodeID?
    let dateText: String
    var after: [Int] = []
  }

  init(_ parameters: CheckParameters) {}

  func run(_ scope: CheckScope) throws(EvaluationError) -> [SwiftFinding] {
    let milestones = read(scope)
    let groups = try circles(milestones, scope)
    var findings: [SwiftFinding] = []
    var reported: Set<Int> = []
    for (index, milestone) in milestones.enumerated() {
      let group = groups[index]
      let members = milestones.indices.filter { groups[$0] == group }
      try scope.spend(steps: milestones.count)
      let isCircle = members.count > 1 || milestone.after.contains(index)
      if isCircle, reported.insert(group).inserted {
        let names = members.map { milestones[$0].title }
        let fault =
          names.count == 1
          ? "\(milestone.title) follows itself" : "\(names.joined(separator: ", ")) follow one another in a circle"
        findings.append(
          SwiftFinding(
            at: scope.place(milestone.node), ["fault": Value(.string(fault))],
            related: members.dropFirst().map {
              RuleFinding.Related(place: scope.place(milestones[$0].node), message: "This is in the circle.")
            }))
      }
      for other in milestone.after where groups[other] != group {
        // Dates are written so that their order is that of their texts.
        guard milestone.date != nil, let date = milestones[other].date, milestone.dateText < milestones[other].dateText
        else { continue }
        let earlier = milestones[other]
        findings.append(
          SwiftFinding(
            at: scope.place(milestone.node),
            [
              "fault": Value(
                .string(
                  "\(milestone.title) (\(milestone.dateText)) is planned before \(earlier.title)"
                    + " (\(earlier.dateText)), which it follows"))
            ],
            related: [
              RuleFinding.Related(place: scope.place(date), message: "\(earlier.title) is on \(earlier.dateText).")
            ]))
      }
    }
    return findings
  }

  private func read(_ scope: CheckScope) -> [Milestone] {
    let tree = scope.tree
    let nodes = tree.items(of: scope.match).map { tree.resolved($0) }.filter { tree.kind(of: $0) == .mapping }
    func scalar(_ node: NodeID, _ name: String) -> NodeID? {
      tree.value(of: node, named: name).flatMap { value in
        tree.kind(of: value) == .scalar && !scope.document.isRejected(value) ? value : nil
      }
    }
    var places: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      if let id = scalar(node, "id"), places[tree.text(of: id)] == nil { places[tree.text(of: id)] = index }
    }
    return nodes.map { node in
      let name = scalar(node, "title") ?? scalar(node, "id")
      let date = scalar(node, "date")
      let after = tree.value(of: node, named: "after").map { list in
        tree.items(of: list).compactMap { places[tree.text(of: tree.resolved($0))] }
      }
      return Milestone(
        node: node, title: name.map { tree.text(of: $0) } ?? "A milestone", date: date,
        dateText: date.map { tree.text(of: $0) } ?? "", after: after ?? [])
    }
  }

  /// For each milestone the number of the group of those that reach one another (Kosaraju's two passes).
  private func circles(_ milestones: [Milestone], _ scope: CheckScope) throws(EvaluationError) -> [Int] {
    var followers = [[Int]](repeating: [], count: milestones.count)
    for (index, milestone) in milestones.enumerated() {
      for other in milestone.after { followers[other].append(index) }
    }
    var order: [Int] = []
    var isSeen = [Bool](repeating: false, count: milestones.count)
    for start in milestones.indices where !isSeen[start] {
      var path: [(node: Int, next: Int)] = [(start, 0)]
      isSeen[start] = true
      while let (node, next) = path.popLast() {
        try scope.spend(steps: 1)
        guard next < milestones[node].after.count else {
          order.append(node)
          continue
        }
        path.append((node, next + 1))
        let other = milestones[node].after[next]
        if !isSeen[other] {
          isSeen[other] = true
          path.append((other, 0))
        }
      }
    }
    var groups = [Int](repeating: -1, count: milestones.count)
    for start in order.reversed() where groups[start] < 0 {
      var pending = [start]
      groups[start] = start
      while let node = pending.popLast() {
        for other in followers[node] where groups[other] < 0 {
          try scope.spend(steps: 1)
          groups[other] = start
          pending.append(other)
        }
      }
    }
    return groups
  }
}
