// Reverse differentiation: from the last node to the first, each node's gradient is emitted once all of dy is there.
#include <algorithm>

#include "graph/graph.h"
#include "ops/ops.h"

namespace misfit {
namespace {

bool differentiable(const Operand& o) { return is_floating(o.dtype) || is_complex(o.dtype); }

using Sums = std::map<std::pair<const Node*, int>, Operand>;

void add_to(Emitter& emit, Sums& sums, const Operand& x, const Operand& dx) {
  Operand& sum = sums[{x.node, x.output}];
  sum = sum ? emit.emit(kAddV2, {sum, dx}) : dx;
}

// Nodes that lie on a path from some x to some y.
std::set<const Node*> between(std::span<const Operand> ys, std::span<const Operand> xs, std::vector<Node*>& order) {
  std::set<const Node*> behind, on_path;
  std::vector<Node*> stack;
  for (const Operand& y : ys) if (y.node) stack.push_back(y.node);
  while (!stack.empty()) {
    Node* n = stack.back();
    stack.pop_back();
    if (!behind.insert(n).second) continue;
    order.push_back(n);
    for (const Operand& in : n->inputs) if (in.node) stack.push_back(in.node);
  }
  std::sort(order.begin(), order.end(), [](const Node* a, const Node* b) { return a->index < b->index; });
  for (const Operand& x : xs) if (x.node) on_path.insert(x.node);
  for (Node* n : order)
    for (const Operand& in : n->inputs)
      if (in.node && differentiable(in) && on_path.count(in.node)) on_path.insert(n);
  return on_path;
}

}  // namespace

Operands gradients(Emitter& emit, std::span<const Operand> ys, std::span<const Operand> dys, std::span<const Operand> xs) {
  std::vector<Node*> order;
  const std::set<const Node*> on_path = between(ys, xs, order);
  Sums sums;
  for (size_t i = 0; i < ys.size(); ++i) {
    Operand dy = i < dys.size() ? dys[i] : Operand{};
    if (!dy) dy = emit.emit(kOnesLike, {ys[i]});
    if (ys[i].node) add_to(emit, sums, ys[i], dy);
  }
  for (size_t at = order.size(); at-- > 0;) {
    Node* n = order[at];
    if (!n->op || !n->op->gradient || !on_path.count(n) || n->inputs.empty()) continue;
    Operands out, dy;
    bool any = false;
    for (size_t i = 0; i < n->outputs.size(); ++i) {
      Operand o;
      o.dtype = n->outputs[i].dtype;
      o.shape = n->outputs[i].shape;
      o.value = n->outputs[i].constant;
      o.node = n;
      o.output = static_cast<int>(i);
      out.push_back(o);
      const auto found = sums.find({n, static_cast<int>(i)});
      dy.push_back(found == sums.end() ? Operand{} : found->second);
      any = any || dy.back();
    }
    if (!any) continue;
    emit.differentiating(n->name);
    // Gradients of several outputs at once want them all; those without a path count as zero.
    if (n->outputs.size() > 1 && n->op->gradient && !dy[0]) dy[0] = emit.emit(kZerosLike, {out[0]});
    const Operands dx = n->op->gradient({emit, n->inputs, out, dy, n->attrs});
    for (size_t i = 0; i < dx.size() && i < n->inputs.size(); ++i)
      if (dx[i] && n->inputs[i].node && differentiable(n->inputs[i]) && on_path.count(n->inputs[i].node)) add_to(emit, sums, n->inputs[i], dx[i]);
    emit.differentiating({});
  }
  Operands result;
  for (const Operand& x : xs) {
    const auto found = sums.find({x.node, x.output});
    result.push_back(found == sums.end() ? Operand{} : found->second);
  }
  return result;
}

}  // namespace misfit
