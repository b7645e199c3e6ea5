// What tf.function and Keras' steps trace and run again and again; and what becomes of errors raised while tracing.
#pragma once
#include <functional>

#include "tensorflow/tensor.h"

namespace misfit::tf {

// A graph under construction, then a plan that runs it.
class FuncGraph {
 public:
  FuncGraph(py::Interp&, std::string name);        // "train_function": errors call it __inference_train_function_7
  ~FuncGraph();
  Graph graph;

  // Runs `body` with this graph as the current one; it may be called again to add to the graph. False: pending.
  bool trace(const std::function<bool()>& body);
  // No more nodes: what is asked for on each run. State (assignments, random ops, printing) happens anyway.
  void finish(Operands fetches);
  bool finished() const { return plan_ != nullptr; }
  // Feeds in the order of graph.inputs. Nullopt: pending, as "Graph execution error: ..." of the node that failed.
  std::optional<std::vector<Tensor>> run(std::span<const Tensor> feeds);
  // The bare failure, for callers with an envelope of their own (tf.data).
  std::optional<std::vector<Tensor>> run(std::span<const Tensor> feeds, std::optional<Plan::Failure>* failure);
  Plan& plan() { return *plan_; }

 private:
  py::Interp& in_;
  std::string op_name_;
  std::unique_ptr<Plan> plan_;
};

py::Value raise_graph_failure(py::Interp&, const Plan::Failure&, std::string_view op_name);   // Graph execution error: ... [Op:op_name]

// Calls a Python function the way autograph does: its `if`, `for` and `while` on tensors become part of the graph, and an error that
// leaves it reads "in user code: ...". Null: pending.
py::Value call_converted(py::Interp&, const py::Value& function, const py::Args&);
// The pending exception becomes "in user code:\n\n    File ..., line ..., in f  *\n ..." once; frames are those of its traceback.
void wrap_user_code(py::Interp&, bool converted = true);
// A call that the signature of a converted function refused names it as autograph does.
void name_as_converted(py::Interp&, const py::Value& function);

// tf.Variable() asks before it makes storage, and tells afterwards.
bool may_create_variable(py::Interp&);             // false: pending "tf.function only supports singleton tf.Variables ..."
void note_variable(py::Interp&, const py::Ref<Variable>&);
// While one lives, creation of variables follows tf.function's rule for the trace.
class CreationScope {
 public:
  enum class Rule { kFree, kCounted, kForbidden };
  CreationScope(py::Interp&, Rule);
  ~CreationScope();
  CreationScope(const CreationScope&) = delete;
  CreationScope& operator=(const CreationScope&) = delete;
  int created = 0;
  Rule rule;

 private:
  py::Interp& in_;
  CreationScope* outer_;
};

// tf.function(callable, ...): an object that traces once per signature.
struct FunctionOptions {
  std::optional<py::Value> input_signature;
  bool autograph = true, reduce_retracing = false;
};
py::Value make_function(py::Interp&, const py::Value& callable, const FunctionOptions&);
void define_function(py::Interp&, struct Types&);

// tf.py_function in a graph. Null: pending.
py::Value python_call(py::Interp&, const py::Value& function, const py::Value& inputs, const py::Value& types, bool numpy);

// Nested tuples, lists and dicts of values, as tf.nest takes them apart (dict keys sorted).
bool flatten(py::Interp&, const py::Value& structure, std::vector<py::Value>& leaves);
py::Value pack_like(py::Interp&, const py::Value& structure, std::span<const py::Value> leaves);

}  // namespace misfit::tf
