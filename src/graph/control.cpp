#include "graph/control.h"

#include "core/interrupt.h"
#include "ops/ops.h"

namespace misfit {
namespace {

// Nobody reads it: the run that it ends says why in its own words.
constexpr FaultSpec kInterrupted{"while_c1", "CancelledError", "Function was cancelled"};

using Branch = std::shared_ptr<Graph>;

Plan& plan_of(Graph& graph) {
  BranchGraph& g = static_cast<BranchGraph&>(graph);
  if (!g.plan) g.plan = std::make_unique<Plan>(g, g.outputs);
  return *g.plan;
}

// The shape that both branches keep to.
Shape common(const Shape& a, const Shape& b) {
  if (!a.known_rank() || !b.known_rank() || a.rank() != b.rank()) return Shape::unknown_rank();
  Shape out = a;
  for (size_t i = 0; i < a.rank(); ++i)
    if (a[i] != b[i]) out[i] = Shape::kUnknown;
  return out;
}

Result<Specs, Fault> infer_if(const Inference& x) {
  const Branch then = x.attrs.get<Branch>("then_branch"), otherwise = x.attrs.get<Branch>("else_branch");
  Specs out;
  for (size_t i = 0; i < then->outputs.size(); ++i) out.push_back({then->outputs[i].dtype, common(then->outputs[i].shape, otherwise->outputs[i].shape), {}, {}});
  return out;
}

std::optional<Fault> compute_if(Kernel& k) {
  const Branch taken = k.attrs().get<Branch>(k.in(0).int_at(0) ? "then_branch" : "else_branch");
  std::vector<Tensor> feeds;
  for (size_t i = 1; i < k.inputs(); ++i) feeds.push_back(k.in(i));
  auto result = plan_of(*taken).run(feeds);
  if (!result) return result.error().fault;
  for (size_t i = 0; i < result->size(); ++i) k.forward(i, result.value()[i]);
  return std::nullopt;
}

// A copy that can be differentiated and run again: it leaves variables as they are.
Branch copy_of(const Graph& g) {
  auto out = std::make_shared<BranchGraph>(g.name() + "_grad", g.profile);
  std::map<const Node*, Operands> done;
  const auto mapped = [&](const Operand& x) {
    const auto found = done.find(x.node);
    return found == done.end() || found->second.size() <= static_cast<size_t>(x.output) ? x : found->second[static_cast<size_t>(x.output)];
  };
  for (const auto& n : g.nodes()) {
    const Tensor value = n->outputs.size() == 1 ? n->outputs[0].constant : Tensor();
    if (n->op == &kConst || (!n->op && value)) {
      done[n.get()] = {out->constant(value ? value : n->attrs.get<Tensor>("value"))};
    } else if (!n->op) {
      done[n.get()] = {out->placeholder(n->outputs[0].dtype, n->outputs[0].shape, "input")};
    } else if (n->variable) {
      if (n->op == &kReadVariableOp) done[n.get()] = {out->read_variable(n->variable)};
    } else {
      Operands inputs;
      for (const Operand& x : n->inputs) inputs.push_back(mapped(x));
      auto made = out->add(*n->op, inputs, n->attrs, n->op->name);
      if (made.ok()) done[n.get()] = *made;
    }
  }
  for (const Operand& x : g.inputs) out->inputs.push_back(mapped(x));
  for (const Operand& y : g.outputs) out->outputs.push_back(mapped(y));
  return out;
}

bool differentiable(const Operand& x) { return is_floating(x.dtype) || is_complex(x.dtype); }

// The graph of a branch's gradient: its inputs, then dy for the outputs in `which`; it answers dx for each differentiable input from `first` on.
Branch gradient_of(const Graph& g, const std::vector<size_t>& which, size_t first) {
  const Branch out = copy_of(g);
  Operands ys, dys, xs;
  for (size_t i : which) {
    ys.push_back(out->outputs[i]);
    dys.push_back(out->placeholder(g.outputs[i].dtype, g.outputs[i].shape, "dy"));
  }
  for (size_t i = first; i < out->inputs.size(); ++i)
    if (differentiable(out->inputs[i])) xs.push_back(out->inputs[i]);
  GraphEmitter emit(*out);
  Operands dxs = gradients(emit, ys, dys, xs);
  for (size_t i = 0; i < xs.size(); ++i)
    if (!dxs[i]) dxs[i] = emit.emit(kZerosLike, {xs[i]});
  out->inputs.insert(out->inputs.end(), dys.begin(), dys.end());
  out->outputs = dxs;
  return out;
}

Operands gradient_if(const Gradient& g) {
  std::vector<size_t> which;
  Operands inputs(g.in.begin(), g.in.end());
  for (size_t i = 0; i < g.out.size(); ++i)
    if (differentiable(g.out[i])) {
      which.push_back(i);
      inputs.push_back(g.dy[i] ? g.dy[i] : g.emit.emit(kZerosLike, {g.out[i]}));
    }
  const Operands dxs = g.emit.emit_all(kIf, inputs, {{"then_branch", gradient_of(*g.attrs.get<Branch>("then_branch"), which, 0)}, {"else_branch", gradient_of(*g.attrs.get<Branch>("else_branch"), which, 0)}});
  Operands out(g.in.size());
  size_t at = 0;
  for (size_t i = 1; i < g.in.size(); ++i)
    if (differentiable(g.in[i])) out[i] = dxs[at++];
  return out;
}

Operands gradient_while(const Gradient& g) {
  std::vector<size_t> which;
  Operands inputs(g.in.begin(), g.in.end());
  for (size_t i = 0; i < g.in.size(); ++i)
    if (differentiable(g.in[i])) {
      which.push_back(i);
      inputs.push_back(i < g.dy.size() && g.dy[i] ? g.dy[i] : g.emit.emit(kZerosLike, {g.out[i]}));
    }
  const Graph& body = *g.attrs.get<Branch>("body");
  const Operands dxs = g.emit.emit_all(kWhileGradient, inputs, {{"cond", copy_of(*g.attrs.get<Branch>("cond"))}, {"body", copy_of(body)}, {"gradient", gradient_of(body, which, 0)}});
  Operands out(g.in.size());
  for (size_t i = 0; i < which.size(); ++i) out[which[i]] = dxs[i];
  return out;
}

Result<Specs, Fault> infer_while(const Inference& x) {
  const Branch body = x.attrs.get<Branch>("body");
  Specs out;
  for (size_t i = 0; i < x.in.size(); ++i) out.push_back({x.in[i].dtype, common(x.in[i].shape, body->inputs[i].shape), {}, {}});
  return out;
}

// Turns from `state` until the condition is false, which leaves the last state in it; `before` gets the state of each turn.
std::optional<Fault> run_turns(Kernel& k, std::vector<Tensor>& state, std::vector<std::vector<Tensor>>* before = nullptr) {
  const Branch test = k.attrs().get<Branch>("cond"), body = k.attrs().get<Branch>("body");
  for (;;) {
    if (interrupted(200 + 20 * body->nodes().size())) return Fault{&kInterrupted, {}};
    auto go = plan_of(*test).run(state);
    if (!go) return go.error().fault;
    if (!go.value()[0].int_at(0)) return std::nullopt;
    if (before) before->push_back(state);
    auto next = plan_of(*body).run(state);
    if (!next) return next.error().fault;
    state = std::move(next.value());
  }
}

std::optional<Fault> compute_while(Kernel& k) {
  std::vector<Tensor> state;
  for (size_t i = 0; i < k.inputs(); ++i) state.push_back(k.in(i));
  if (auto fault = run_turns(k, state)) return fault;
  for (size_t i = 0; i < state.size(); ++i) k.forward(i, state[i]);
  return std::nullopt;
}

Result<Specs, Fault> infer_while_gradient(const Inference& x) {
  Specs out;
  const size_t n = x.attrs.get<Branch>("body")->inputs.size();
  for (size_t i = 0; i < n; ++i)
    if (is_floating(x.in[i].dtype) || is_complex(x.in[i].dtype)) out.push_back({x.in[i].dtype, x.in[i].shape, {}, {}});
  return out;
}

// The loop once more, keeping the state of each turn; then back through the turns.
std::optional<Fault> compute_while_gradient(Kernel& k) {
  const Branch back = k.attrs().get<Branch>("gradient");
  const size_t n = k.attrs().get<Branch>("body")->inputs.size();
  std::vector<Tensor> state, dys;
  for (size_t i = 0; i < k.inputs(); ++i) (i < n ? state : dys).push_back(k.in(i));
  std::vector<std::vector<Tensor>> turns;
  if (auto fault = run_turns(k, state, &turns)) return fault;
  for (size_t t = turns.size(); t-- > 0;) {
    std::vector<Tensor> feeds = turns[t];
    feeds.insert(feeds.end(), dys.begin(), dys.end());
    auto before = plan_of(*back).run(feeds);
    if (!before) return before.error().fault;
    dys = std::move(before.value());
  }
  for (size_t i = 0; i < dys.size(); ++i) k.forward(i, dys[i]);
  return std::nullopt;
}

}  // namespace

constexpr OpDef kIf{.name = "If", .infer = infer_if, .compute = compute_if, .gradient = gradient_if, .stateful = true};
constexpr OpDef kWhile{.name = "While", .infer = infer_while, .compute = compute_while, .gradient = gradient_while, .stateful = true};
constexpr OpDef kWhileGradient{.name = "WhileGradient", .infer = infer_while_gradient, .compute = compute_while_gradient};

}  // namespace misfit
