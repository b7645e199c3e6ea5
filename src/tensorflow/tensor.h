// tf.Tensor, eager or symbolic, as an object of the language; variables; and how values become tensors.
#pragma once
#include "graph/graph.h"
#include "python/interp.h"

namespace misfit::tf {

class Tape;

// EagerTensor and SymbolicTensor.
struct TensorObject : py::Object {
  static constexpr py::Kind kind{"tf.Tensor"};
  TensorObject(py::Type* t, Operand o);
  Operand operand;                          // eager: operand.value is set and operand.node null
  Graph* graph = nullptr;                   // of a symbolic one
  StepId step = 0;
  py::Value keras_history, keras_mask;      // what Keras hangs on tensors
  py::Value keras_logits;                   // Keras 2: what a softmax or sigmoid activation was computed from
  py::Ref<py::Dict> dict;                   // attributes the program hangs on it
  bool eager() const { return !operand.node; }
  void clear() override { keras_history = {}; keras_mask = {}; keras_logits = {}; dict = {}; }
};

struct Variable : py::Instance {
  static constexpr py::Kind kind{"tf.Variable", &py::Instance::kind};
  explicit Variable(py::Type* t);
  std::shared_ptr<VariableCell> cell;
  std::string name;                         // "dense/kernel:0"
  bool trainable = true;
  py::Value constraint;
  void clear() override { constraint = {}; py::Instance::clear(); }
};

py::Value tensor_value(py::Interp&, const Operand&, StepId step = 0);
py::Value eager_value(py::Interp&, const Tensor&, StepId step = 0);
TensorObject* as_tensor_object(const py::Value&);
py::Value to_numpy(py::Interp&, const Tensor&, StepId step = 0);            // tensor.numpy(): texts become bytes objects

// tf.convert_to_tensor under the current context: tensors, variables (read), arrays, numbers, nested lists.
// Nullopt: pending, with TensorFlow's own words. `wanted` as its dtype=, `hint` as its preferred_dtype.
std::optional<Operand> convert(py::Interp&, const py::Value&, std::optional<DType> wanted = std::nullopt, std::optional<DType> hint = std::nullopt, std::string_view name = {});

// A class of another layer whose values are tensors (Keras tensors, ragged ...) says so here. Answers nothing with nothing pending: not mine.
using Converter = std::optional<Operand> (*)(py::Interp&, const py::Value&, std::optional<DType> wanted, std::string_view name);
void register_converter(py::Interp&, Converter);

// How one op is called: its node's leaf name, and whether an eager error goes without its " name: " suffix.
struct OpCall {
  std::string_view name = {};
  bool slow_path = false;
};

// The innermost mode in which ops run: eager, or the graph being traced.
class Context : public py::RunState {
 public:
  static constexpr py::Kind kind{"tf.Context"};
  explicit Context(py::Interp& in) : in_(in) {}

  // Runs or records one op and answers its outputs; empty: an exception is pending in TensorFlow's words for the mode
  // (eager: InvalidArgumentError "... [Op:MatMul] name: "; graph: ValueError "... for '{{node ..}} = ...' with input shapes: ...").
  // `name` is the node's leaf name (and the eager name: suffix); one that ends in "/" is a full name. Records on active tapes.
  using Call = OpCall;
  Operands run(const OpDef&, std::span<const Operand>, Attrs = {}, Call = {});
  Operand run1(const OpDef&, std::initializer_list<Operand>, Attrs = {}, Call = {});  // empty: pending
  Operand constant(const Tensor&, std::string_view name = "Const");
  Operand read(const Variable&);
  Operand read(const std::shared_ptr<VariableCell>&);
  bool assign(const Variable&, const Operand&);                             // also records in a graph
  bool assign_op(const Variable&, std::string_view op, const Operand&);     // AssignAddVariableOp, AssignSubVariableOp
  bool assign_cell(const std::shared_ptr<VariableCell>&, std::string_view op, const Operand&);

  Graph* graph() { return graphs_.empty() ? nullptr : graphs_.back(); }
  bool eager() const { return graphs_.empty() || !graphs_.back(); }
  void push_graph(Graph* g) { graphs_.push_back(g); }                      // null: init_scope, eager again
  void pop_graph() { graphs_.pop_back(); }
  std::span<Graph* const> graphs() const { return graphs_; }
  // A branch of a conditional or loop: it takes what it uses of the graphs around it as captured inputs.
  void push_branch(Graph* g, Operands* captured) { push_graph(g); branches_[g] = captured; }
  void pop_branch() { branches_.erase(graph()); pop_graph(); }
  // As a value of the current graph; nullopt: pending. An eager value that it meets for the first time becomes a node of that name.
  std::optional<Operand> own(const Operand&, std::string_view name = "Const");
  void forget(const Graph*);                                                // it is about to go

  // Seeds of random ops (tf.random.set_seed): see reference on seeds.
  std::optional<int64_t> global_seed;
  void set_seed(int64_t);
  std::pair<int64_t, int64_t> op_seeds(std::optional<int64_t> op_seed);     // (seed, seed2) for the next op of the current context

  std::vector<Tape*> tapes;                  // active ones, outermost first
  std::vector<Converter> converters;
  bool initialized = false;                  // the first op of a program finds TensorFlow not yet set up
  uint64_t next_id() { return ++last_id_; }
  // Names of the eager scopes that are open (tf.name_scope): variables take them.
  std::string eager_scope;

 private:
  Operands run_eager(const OpDef&, std::span<const Operand>, Attrs, const Call&);
  Operands run_graph(const OpDef&, std::span<const Operand>, Attrs, const Call&);
  void note(const OpDef&, std::span<const Operand> in, Operands& out, const Attrs&);
  py::Interp& in_;
  std::vector<Graph*> graphs_;
  uint64_t last_id_ = 0;
  std::shared_ptr<void> seeds_;              // Python's Random behind eager op seeds
  std::map<const Graph*, int64_t> graph_seeds_;
  std::map<std::pair<const Graph*, const void*>, Operand> captures_;
  std::map<const Graph*, Operands*> branches_;
};

// Opens a name scope in the current graph while it lives; nothing when eager.
class NameScope {
 public:
  NameScope(Context&, std::string_view name);
  ~NameScope();
  NameScope(const NameScope&) = delete;
  NameScope& operator=(const NameScope&) = delete;
  std::string full;                         // "sequential/dense/"
 private:
  Graph* graph_;
};

py::Ref<Variable> make_variable(py::Interp&, const Tensor& initial, std::string name, bool trainable);
py::Type* error_type(py::Interp&, std::string_view name);                   // tf.errors.InvalidArgumentError ...
py::Value raise_error(py::Interp&, std::string_view name, std::string message, std::shared_ptr<const Fault> = nullptr);
py::Value raise_fault(py::Interp&, const Fault&, Dialect, std::string_view prefix = {}, std::string_view suffix = {});

std::optional<DType> as_dtype(py::Interp&, const py::Value&);               // tf.float32, 'float32', np.float32, float
py::Value dtype_value(py::Interp&, DType);                                  // tf.float32
py::Value shape_value(py::Interp&, const Shape&);                           // TensorShape
std::optional<Shape> as_shape(py::Interp&, const py::Value&);               // TensorShape, tuple, list, None entries; nullopt: pending

// The program's frames, outermost first, as (line, function): what "Detected at node ..." lists.
std::shared_ptr<const std::vector<std::pair<uint32_t, std::string>>> program_stack(py::Interp&);

std::string program_frame(py::Interp&, const Span&, std::string_view function);   // as a traceback shows it: File, line, source

// A Python callable traced once per input signature into a graph and run through a Plan (function.h); data sets (dataset.h).

void register_types(py::Interp&);

}  // namespace misfit::tf
