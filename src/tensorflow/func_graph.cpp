#include "tensorflow/function.h"
#include "python/machine.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

struct Counter : py::RunState {
  static constexpr py::Kind kind{"tf.Functions"};
  explicit Counter(py::Interp&) {}
  int functions = 0;
  CreationScope* creation = nullptr;
};

}  // namespace

FuncGraph::FuncGraph(py::Interp& in, std::string name)
    : graph(name, in.profile), in_(in), op_name_("__inference_" + name + "_" + std::to_string(in.state<Counter>().functions += 7)) {}
FuncGraph::~FuncGraph() { in_.state<Context>().forget(&graph); }

bool FuncGraph::trace(const std::function<bool()>& body) {
  Context& context = in_.state<Context>();
  context.push_graph(&graph);
  const bool ok = body();
  context.pop_graph();
  return ok;
}

void FuncGraph::finish(Operands fetches) {
  graph.outputs = fetches;
  plan_ = std::make_unique<Plan>(graph, std::move(fetches));
}

std::optional<std::vector<Tensor>> FuncGraph::run(std::span<const Tensor> feeds, std::optional<Plan::Failure>* failure) {
  in_.state<Context>().initialized = true;
  auto result = plan_->run(feeds);
  if (result) return std::move(*result);
  *failure = result.error();
  return std::nullopt;
}

std::optional<std::vector<Tensor>> FuncGraph::run(std::span<const Tensor> feeds) {
  std::optional<Plan::Failure> failure;
  auto out = run(feeds, &failure);
  if (!out) raise_graph_failure(in_, *failure, op_name_);
  return out;
}

py::Value raise_graph_failure(py::Interp& in, const Plan::Failure& failure, std::string_view op_name) {
  const std::string name = failure.node ? failure.node->name : std::string();
  std::string text = "Graph execution error:\n\nDetected at node " + name + " defined at (most recent call last):\n";
  if (failure.node && failure.node->stack && !failure.node->stack->empty())
    for (const auto& [line, function] : *failure.node->stack)
      text += "  File \"" + in.machine().file_name + "\", line " + std::to_string(line) + ", in " + function + "\n\n";
  else
    text += "<stack traces unavailable>\n";
  text += say(failure.fault, Dialect::kEager) + "\n\t [[{{node " + name + "}}]] [Op:" + std::string(op_name) + "]";
  return raise_error(in, failure.fault.spec->type, std::move(text), std::make_shared<Fault>(failure.fault));
}

CreationScope::CreationScope(py::Interp& in, Rule r) : rule(r), in_(in), outer_(in.state<Counter>().creation) { in.state<Counter>().creation = this; }
CreationScope::~CreationScope() { in_.state<Counter>().creation = outer_; }

bool may_create_variable(py::Interp& in) {
  CreationScope* scope = in.state<Counter>().creation;
  if (!scope || scope->rule != CreationScope::Rule::kForbidden || in.state<Context>().graphs().empty()) return true;
  in.raise("ValueError", "tf.function only supports singleton tf.Variables created on the first call. Make sure the tf.Variable is only created once or created outside tf.function. "
                         "See https://www.tensorflow.org/guide/function#creating_tfvariables for more information.");
  return false;
}

void note_variable(py::Interp& in, const py::Ref<Variable>&) {
  if (CreationScope* scope = in.state<Counter>().creation; scope && !in.state<Context>().graphs().empty()) ++scope->created;
}

}  // namespace misfit::tf
