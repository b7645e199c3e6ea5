#include "graph/control.h"

#include "core/interrupt.h"

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

Result<Specs, Fault> infer_while(const Inference& x) {
  const Branch body = x.attrs.get<Branch>("body");
  Specs out;
  for (size_t i = 0; i < x.in.size(); ++i) out.push_back({x.in[i].dtype, common(x.in[i].shape, body->inputs[i].shape), {}, {}});
  return out;
}

std::optional<Fault> compute_while(Kernel& k) {
  const Branch test = k.attrs().get<Branch>("cond"), body = k.attrs().get<Branch>("body");
  std::vector<Tensor> state;
  for (size_t i = 0; i < k.inputs(); ++i) state.push_back(k.in(i));
  for (;;) {
    if (interrupted(200 + 20 * body->nodes().size())) return Fault{&kInterrupted, {}};
    auto go = plan_of(*test).run(state);
    if (!go) return go.error().fault;
    if (!go.value()[0].int_at(0)) break;
    auto next = plan_of(*body).run(state);
    if (!next) return next.error().fault;
    state = std::move(next.value());
  }
  for (size_t i = 0; i < state.size(); ++i) k.forward(i, state[i]);
  return std::nullopt;
}

}  // namespace

constexpr OpDef kIf{.name = "If", .infer = infer_if, .compute = compute_if, .stateful = true};
constexpr OpDef kWhile{.name = "While", .infer = infer_while, .compute = compute_while, .stateful = true};

}  // namespace misfit
