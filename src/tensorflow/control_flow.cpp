// If and While nodes, and what eager execution does in their place.
#include "graph/control.h"
#include "tensorflow/autograph.h"
#include "tensorflow/call.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

// Gives each branch all captures of both, in one order.
void align(std::vector<Branch*> branches, Operands& all) {
  for (Branch* b : branches)
    for (const Operand& x : b->captured) {
      bool known = false;
      for (const Operand& y : all) known = known || (y.node == x.node && y.output == x.output);
      if (!known) all.push_back(x);
    }
  for (Branch* b : branches) {
    const size_t declared = b->graph->inputs.size() - b->captured.size();
    Operands inputs(b->graph->inputs.begin(), b->graph->inputs.begin() + static_cast<std::ptrdiff_t>(declared));
    for (const Operand& x : all) {
      bool found = false;
      for (size_t i = 0; i < b->captured.size() && !found; ++i)
        if (b->captured[i].node == x.node && b->captured[i].output == x.output) {
          inputs.push_back(b->graph->inputs[declared + i]);
          found = true;
        }
      if (!found) inputs.push_back(b->graph->placeholder(x.dtype, x.shape, "captured"));
    }
    b->graph->inputs = inputs;
  }
}

Operand in_graph(Context& context, const Operand& x) { return x.node ? x : context.constant(x.value); }

}  // namespace

std::optional<Operands> while_loop(py::Interp& in, Operands state, std::span<const Shape> invariants, const std::function<std::optional<Operand>(std::span<const Operand>)>& test,
                                   const std::function<std::optional<Operands>(std::span<const Operand>)>& body) {
  Context& context = in.state<Context>();
  if (context.eager()) {
    for (;;) {
      auto go = test(state);
      if (!go) return std::nullopt;
      if (!go->value.int_at(0)) return state;
      auto next = body(state);
      if (!next || in.stopped()) return std::nullopt;
      state = std::move(*next);
    }
  }
  for (Operand& x : state) x = in_graph(context, x);
  const auto enter = [&](Branch& b) {
    Operands inside;
    for (size_t i = 0; i < state.size(); ++i) {
      const Shape& s = i < invariants.size() ? invariants[i] : state[i].shape;
      Operand x = b.graph->placeholder(state[i].dtype, s, "while_arg");
      x.id = context.next_id();
      b.graph->inputs.push_back(x);
      inside.push_back(x);
    }
    return inside;
  };
  Branch tested("while_cond", in.profile), looped("while_body", in.profile);
  {
    const Operands inside = enter(tested);
    InBranch in_test(context, tested);
    auto go = test(inside);
    auto own = go ? context.own(*go) : std::nullopt;
    if (!own) return std::nullopt;
    tested.graph->outputs = {*own};
  }
  {
    const Operands inside = enter(looped);
    InBranch in_body(context, looped);
    auto next = body(inside);
    if (!next) return std::nullopt;
    for (const Operand& x : *next) {
      auto own = context.own(x);
      if (!own) return std::nullopt;
      looped.graph->outputs.push_back(*own);
    }
  }
  Operands captures;
  align({&tested, &looped}, captures);
  Operands inputs = state;
  inputs.insert(inputs.end(), captures.begin(), captures.end());
  // What is only read goes round unchanged.
  for (size_t i = state.size(); i < looped.graph->inputs.size(); ++i) looped.graph->outputs.push_back(looped.graph->inputs[i]);
  Operands out = context.run(kWhile, inputs, {{"cond", tested.graph}, {"body", looped.graph}}, {"while", false});
  if (out.empty()) return std::nullopt;
  out.resize(state.size());
  return out;
}

py::Value join(py::Interp& in, const Operand& predicate, Branch& then, const py::Value& result, Branch& otherwise, const py::Value& other_result) {
  Context& context = in.state<Context>();
  const auto finish = [&](Branch& b, const py::Value& r, std::vector<py::Value>& leaves) {
    if (!flatten(in, r, leaves)) return false;
    InBranch inside(context, b);
    for (const py::Value& v : leaves) {
      if (v.is_none()) continue;
      auto x = convert(in, v);
      if (!x) return false;
      auto own = context.own(*x);
      if (!own) return false;
      b.graph->outputs.push_back(*own);
    }
    return true;
  };
  std::vector<py::Value> first, second;
  if (!finish(then, result, first) || !finish(otherwise, other_result, second)) return {};
  if (first.size() != second.size() || then.graph->outputs.size() != otherwise.graph->outputs.size())
    return in.raise("TypeError", "true_fn and false_fn arguments to tf.cond must have the same number, type, and overall structure of return values.");
  for (size_t k = 0; k < then.graph->outputs.size(); ++k) {
    const DType a = then.graph->outputs[k].dtype, b = otherwise.graph->outputs[k].dtype;
    if (a != b)
      return in.raise("TypeError", "true_fn and false_fn arguments to tf.cond must have the same number, type, and overall structure of return values.\n\ntrue_fn output:  " + dtype_text(a) +
                      "\nfalse_fn output: " + dtype_text(b));
  }
  Operands inputs{in_graph(context, predicate)}, captures;
  align({&then, &otherwise}, captures);
  inputs.insert(inputs.end(), captures.begin(), captures.end());
  const Operands out = context.run(kIf, inputs, {{"then_branch", then.graph}, {"else_branch", otherwise.graph}}, {"cond", false});
  if (out.empty()) return {};
  std::vector<py::Value> leaves;
  size_t at = 0;
  for (const py::Value& v : first) leaves.push_back(v.is_none() ? v : tensor_value(in, out[at++]));
  return pack_like(in, result, leaves);
}

py::Value cond(py::Interp& in, const Operand& predicate, const std::function<py::Value()>& then, const std::function<py::Value()>& otherwise) {
  Context& context = in.state<Context>();
  if (context.eager()) return predicate.value.int_at(0) ? then() : otherwise();
  Branch branches[] = {Branch("cond_true", in.profile), Branch("cond_false", in.profile)};
  py::Value results[2];
  for (int i = 0; i < 2; ++i) {
    InBranch inside(context, branches[i]);
    results[i] = i ? otherwise() : then();
    if (!results[i]) return {};
  }
  return join(in, predicate, branches[0], results[0], branches[1], results[1]);
}

}  // namespace misfit::tf
