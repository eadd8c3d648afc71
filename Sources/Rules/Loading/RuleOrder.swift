// The order in which rules run: each after those it needs. Needs that go in a circle are found here.

/// Rules in an order in which each comes after those it needs.
struct RuleOrder: Sendable {
  /// The indices of the rules.
  let indices: [Int]
  /// The circles, each by the codes on it.
  let cycles: [[String]]

  init(_ rules: [Rule]) {
    let places = Dictionary(
      rules.enumerated().map { ($0.element.code.text, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let needs = rules.map { rule in rule.allNeeds.compactMap { places[$0.code.text] } }
    var state = [State](repeating: .new, count: rules.count)
    var order: [Int] = []
    var cycles: [[String]] = []
    for start in rules.indices where state[start] == .new {
      // A walk with a stack of its own: how long a chain of needs is, is up to whoever writes rules.
      var stack = [(rule: start, next: 0)]
      state[start] = .open
      while let top = stack.last {
        guard top.next < needs[top.rule].count else {
          state[top.rule] = .done
          order.append(top.rule)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let needed = needs[top.rule][top.next]
        switch state[needed] {
        case .new:
          state[needed] = .open
          stack.append((needed, 0))
        case .open:
          let circle = stack.drop { $0.rule != needed }
          cycles.append(circle.map { rules[$0.rule].code.text })
        case .done: break
        }
      }
    }
    indices = order
    self.cycles = cycles
  }

  private enum State {
    case new, open, done
  }
}

extension Rule {
  /// The prerequisites of the rule and of all its checks.
  var allNeeds: [Need] { needs + checks.flatMap(\.needs) }
}
