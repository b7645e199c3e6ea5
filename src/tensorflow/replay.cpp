#include "tensorflow/replay.h"

#include <map>

#include "tensorflow/call.h"

namespace misfit::tf {

std::optional<Operands> replay(py::Interp& in, const Graph& g, std::span<const Operand> feeds) {
  Context& context = in.state<Context>();
  std::map<const Node*, Operands> done;
  for (size_t i = 0; i < g.inputs.size(); ++i) done[g.inputs[i].node] = {feeds[i]};
  const auto value_of = [&](const Operand& x) -> Operand {
    auto found = done.find(x.node);
    if (found != done.end()) return found->second[static_cast<size_t>(x.output)];
    return x;                                            // of an outer graph
  };
  for (const auto& node : g.nodes()) {
    if (done.count(node.get())) continue;
    if (!node->op || node->op->name == "Const") {
      if (node->outputs.size() == 1 && node->outputs[0].constant) done[node.get()] = {context.constant(node->outputs[0].constant)};
      continue;
    }
    if (node->variable && node->op->name == "ReadVariableOp") {
      done[node.get()] = {context.read(node->variable)};
      continue;
    }
    Operands inputs;
    for (const Operand& x : node->inputs) inputs.push_back(value_of(x));
    if (node->variable) {
      if (!context.assign_cell(node->variable, node->op->name, inputs.back())) return std::nullopt;
      done[node.get()] = {inputs.back()};
      continue;
    }
    if (const auto branch = node->attrs.get<std::shared_ptr<Graph>>("then_branch"); branch && context.eager()) {
      const auto taken = inputs[0].value.int_at(0) ? branch : node->attrs.get<std::shared_ptr<Graph>>("else_branch");
      auto out = replay(in, *taken, std::span<const Operand>(inputs).subspan(1));
      if (!out) return std::nullopt;
      done[node.get()] = std::move(*out);
      continue;
    }
    if (const auto body = node->attrs.get<std::shared_ptr<Graph>>("body"); body && context.eager()) {
      const auto test = node->attrs.get<std::shared_ptr<Graph>>("cond");
      for (;;) {
        auto go = replay(in, *test, inputs);
        if (!go) return std::nullopt;
        if (!(*go)[0].value.int_at(0)) break;
        auto out = replay(in, *body, inputs);
        if (!out) return std::nullopt;
        inputs = std::move(*out);
        if (in.stopped()) return std::nullopt;
      }
      done[node.get()] = inputs;
      continue;
    }
    const size_t slash = node->name.rfind('/');
    const std::string leaf = slash == std::string::npos ? node->name : node->name.substr(slash + 1);
    Operands out = context.run(*node->op, inputs, node->attrs, {context.eager() ? std::string_view() : std::string_view(leaf), false});
    if (out.empty()) return std::nullopt;
    done[node.get()] = std::move(out);
  }
  Operands out;
  for (const Operand& y : g.outputs) out.push_back(y.node ? value_of(y) : y);
  return out;
}

}  // namespace misfit::tf
