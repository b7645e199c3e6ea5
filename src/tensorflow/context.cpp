// Where ops run: at once, or into the graph being traced; with the words TensorFlow has for what goes wrong in either.
#include <set>

#include "core/heap.h"
#include "core/random/mt19937.h"
#include "graph/graph.h"
#include "ops/run.h"
#include "ops/signature.h"
#include "python/budget.h"
#include "tensorflow/call.h"
#include "tensorflow/check_numerics.h"
#include "tensorflow/lazy.h"
#include "tensorflow/tape.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

// {{function_node __wrapped__ConcatV2_N_2_device_/job:localhost/replica:0/task:0/device:CPU:0}}
std::string function_node(const OpDef& op, const Attrs& attrs, Profile profile) {
  std::string name = "{{function_node __wrapped__" + std::string(op.name);
  if (const Signature* s = signature(op.name, profile)) {
    std::set<std::string> done;
    for (const auto* list : {&s->inputs, &s->outputs})
      for (const Signature::Argument& a : *list) {
        if (!a.number_attr.empty() && done.insert(a.number_attr).second)
          name += "_" + a.number_attr + "_" + std::to_string(attrs.get<int64_t>(a.number_attr));
        if (a.is_list && done.insert(a.type_attr).second)
          name += "_" + a.type_attr + "_" + std::to_string(attrs.get<std::vector<DType>>(a.type_attr).size());
      }
  }
  return name + "_device_/job:localhost/replica:0/task:0/device:CPU:0}} ";
}

// What the arguments are called that the inputs belong to; those of lists are numbered.
std::vector<std::string> argument_names(const OpDef& op, size_t inputs) {
  std::vector<std::string> names;
  if (const Signature* s = signature(op.name, Profile::kKeras3)) {
    size_t single = 0;
    for (const auto& a : s->inputs) single += a.number_attr.empty() && !a.is_list;
    for (const auto& a : s->inputs) {
      if (a.number_attr.empty() && !a.is_list) names.push_back(a.name);
      else for (size_t i = 0; i + single < inputs; ++i) names.push_back(a.name + "_" + std::to_string(i));
    }
  }
  names.resize(inputs);
  return names;
}

Spec spec_of(const Operand& x) { return {x.dtype, x.shape, x.value}; }

}  // namespace

void Context::note(const OpDef& op, std::span<const Operand> in, Operands& out, const Attrs& attrs) {
  Step step;
  step.kind = StepKind::kTensor;
  step.stage = in_.trace.stage();
  step.what = op.name;
  for (const Operand& x : in) step.inputs.push_back(x.step);
  step.dtype = out[0].dtype;
  step.shape = out[0].shape;
  step.value = out[0].value;
  step.span = in_.here();
  if (op.axes) {
    Specs specs;
    for (const Operand& x : in) specs.push_back(spec_of(x));
    step.axes = op.axes(Inference{specs, attrs}, 0);
  }
  const StepId id = in_.trace.add(std::move(step));
  for (Operand& y : out) y.step = id;
}

std::string out_of_memory(DType t, const Shape& shape) {
  return "OOM when allocating tensor with shape" + bracket_text(shape) + " and type " + std::string(kernel_name(t)) +
         " on /job:localhost/replica:0/task:0/device:CPU:0 by allocator cpu";
}

Operands Context::run(const OpDef& op, std::span<const Operand> in, Attrs attrs, Call call) {
  for (const Operand& x : in)
    if (!x) return {};
  if (op.name.empty()) {
    in_.raise("NotImplementedError", "An operation that this function needs is not supported.");
    return {};
  }
  return eager() ? run_eager(op, in, std::move(attrs), call) : run_graph(op, in, std::move(attrs), call);
}

Operand Context::run1(const OpDef& op, std::initializer_list<Operand> in, Attrs attrs, Call call) {
  Operands out = run(op, {in.begin(), in.size()}, std::move(attrs), call);
  return out.empty() ? Operand{} : out[0];
}

Operands Context::run_eager(const OpDef& op, std::span<const Operand> in, Attrs given, const Call& call) {
  if (!py::spend(in_, 60)) return {};
  const bool converted = call.slow_path || !initialized, slow = converted || (op.name == "Reshape" && call.name.empty());
  initialized = true;
  const auto suffix = [&](bool named) {
    std::string text = " [Op:" + std::string(op.name) + "]";
    if (named) text += " name: " + std::string(call.name);
    return text;
  };
  for (const Operand& x : in)
    if (x.node) {
      raise_error(in_, "TypeError", x.node->name + ":" + std::to_string(x.output) +
                  " is out of scope and cannot be used here. Use return values, explicit Python locals or TensorFlow collections to access it.\n"
                  "Please see https://www.tensorflow.org/guide/function#all_outputs_of_a_tffunction_must_be_return_values for more information.");
      return {};
    }
  Specs specs;
  for (const Operand& x : in) specs.push_back(spec_of(x));
  auto checked = check_types(op, specs, std::move(given), in_.profile, true);
  if (!checked) {
    raise_fault(in_, checked.error(), Dialect::kEager, {}, suffix(!converted));
    return {};
  }
  const Attrs& attrs = *checked;
  Operands out;
  const auto refuse = [&](const Fault& fault) {
    raise_fault(in_, fault, Dialect::kEager, function_node(op, attrs, in_.profile), suffix(!slow));
    return Operands{};
  };
  std::optional<Specs> inferred;
  if (op.infer) {
    auto answer = op.infer(Inference{specs, attrs, true});
    if (!answer) return refuse(answer.error());
    inferred = std::move(*answer);
  }
  std::vector<Tensor> values;
  for (const Operand& x : in) values.push_back(x.value);
  const NumericsCheck& numerics = in_.state<NumericsCheck>();
  const bool waits = !numerics.on && inferred && may_wait(op, specs, *inferred);
  for (const Spec& s : inferred ? *inferred : Specs{}) {
    if (!s.shape.fully_known()) continue;
    double bytes = static_cast<double>(size_of(s.dtype));
    for (const int64_t n : s.shape) bytes *= static_cast<double>(n);
    if (bytes > kMachineBytes) {
      raise_error(in_, "ResourceExhaustedError", function_node(op, attrs, in_.profile) + out_of_memory(s.dtype, s.shape) + suffix(!slow));
      return {};
    }
    if (!waits && bytes > 1e6 && !in_.room_for(static_cast<size_t>(bytes))) return {};
  }
  if (waits) {
    out.push_back({(*inferred)[0].dtype, (*inferred)[0].shape, later(op, std::move(values), attrs, (*inferred)[0])});
  } else {
    auto result = run_kernel(op, values, attrs, &random_streams(in_));
    if (!result) return refuse(result.error());
    for (Tensor& t : result.value()) {
      const DType d = t.dtype();
      Shape s = t.shape();
      out.push_back({d, std::move(s), std::move(t)});
    }
  }
  for (Operand& y : out) y.id = next_id();
  if (numerics.on && !check_outputs(in_, op.name, slow ? "b'" + std::string(op.name) + "'" : std::string(op.name), in, out)) return {};
  if (out.empty()) out.push_back({});
  else note(op, in, out, attrs);
  for (Tape* tape : tapes) tape->record(op, in, out, attrs);
  return out;
}

namespace {

bool belongs(const Graph& g, const Node* n) { return n->index < g.nodes().size() && g.nodes()[n->index].get() == n; }

}  // namespace

std::optional<Operand> Context::own(const Operand& x, std::string_view name) {
  Graph& g = *graph();
  if (x.node) {
    if (belongs(g, x.node)) return x;
    auto branch = branches_.find(&g);
    if (branch == branches_.end()) {
      raise_error(in_, "InaccessibleTensorError", "<tf.Tensor '" + x.node->name + ":" + std::to_string(x.output) + "' shape=" + python_text(x.shape) + " dtype=" + std::string(tf_name(x.dtype)) +
                  "> is out of scope and cannot be used here. Use return values, explicit Python locals or TensorFlow collections to access it.\n"
                  "Please see https://www.tensorflow.org/guide/function#all_outputs_of_a_tffunction_must_be_return_values for more information.");
      return std::nullopt;
    }
    Operands& captured = *branch->second;
    const size_t declared = g.inputs.size() - captured.size();
    for (size_t i = 0; i < captured.size(); ++i)
      if (captured[i].node == x.node && captured[i].output == x.output) return g.inputs[declared + i];
    // Through the graphs in between, outermost first.
    graphs_.pop_back();
    auto outer = graphs_.empty() || !graphs_.back() ? std::nullopt : own(x);
    graphs_.push_back(&g);
    if (!outer) return std::nullopt;
    Operand inside = g.placeholder(x.dtype, x.shape, x.node->name);
    inside.id = next_id();
    inside.step = x.step;
    g.inputs.push_back(inside);
    captured.push_back(*outer);
    return inside;
  }
  const std::pair<const Graph*, const void*> key{&g, x.value.elements() ? x.value.buffer().get() : nullptr};
  auto found = captures_.find(key);
  if (x.value.elements() && found != captures_.end() && found->second.dtype == x.dtype && found->second.shape == x.shape && found->second.value &&
      found->second.value.offset_bytes() == x.value.offset_bytes())
    return found->second;
  Operand c = g.constant(x.value, name);
  c.id = next_id();
  c.step = x.step;
  captures_[key] = c;
  for (Tape* tape : tapes)                      // a watched value stays watched inside
    tape->record_backward({&x, 1}, {&c, 1}, [](std::span<const Operand> dy, Operands& dx) {
      dx.assign(dy.begin(), dy.end());
      return true;
    });
  return c;
}

void Context::forget(const Graph* g) {
  for (auto it = captures_.begin(); it != captures_.end();) it = it->first.first == g ? captures_.erase(it) : std::next(it);
  graph_seeds_.erase(g);
}

Operands Context::run_graph(const OpDef& op, std::span<const Operand> given_in, Attrs given, const Call& call) {
  if (!py::spend(in_, 200)) return {};
  Graph& g = *graph();
  Operands in;
  // What comes from outside becomes a constant in the op's own scope, named as the argument: "MatMul/a".
  std::optional<NameScope> scope;
  std::vector<std::string> names;
  for (const Operand& x : given_in) {
    if (!x.node && !scope && (call.name.empty() || call.name.back() != '/')) {
      scope.emplace(*this, call.name.empty() ? op.name : call.name);
      names = argument_names(op, given_in.size());
    }
    auto mine = own(x, names.empty() || names[in.size()].empty() ? std::string_view("Const") : std::string_view(names[in.size()]));
    if (!mine) return {};
    in.push_back(std::move(*mine));
  }
  const std::string inside = scope ? scope->full : std::string();
  scope.reset();
  const Specs specs = specs_of(in);
  auto checked = check_types(op, specs, std::move(given), in_.profile, false);
  if (!checked) {
    raise_fault(in_, checked.error(), Dialect::kGraph);
    return {};
  }
  const std::string_view leaf = !inside.empty() ? std::string_view(inside) : call.name.empty() ? op.name : call.name;
  const std::string name = leaf.back() == '/' ? std::string(leaf.substr(0, leaf.size() - 1)) : g.peek_name(leaf);
  auto added = g.add(op, in, *checked, leaf, in_.here());
  if (!added) {
    const Fault& fault = added.error();
    const std::string_view type = fault.spec->graph_type.empty() || fault.spec->graph_type == "InvalidArgumentError" ? std::string_view("ValueError") : fault.spec->graph_type;
    raise_error(in_, type, say(fault, Dialect::kGraph) + shape_function_context(op, name, *checked, in), std::make_shared<Fault>(fault));
    return {};
  }
  Operands out = std::move(*added);
  if (out.empty()) {
    g.nodes().back()->stack = program_stack(in_);
    out.push_back({});
  }
  if (out[0].node) {
    out[0].node->stack = program_stack(in_);
    for (Operand& y : out) y.id = next_id();
    note(op, in, out, *checked);
    if (in_.state<NumericsCheck>().on) trace_checks(in_, g, op.name, in, out);
  }
  for (Tape* tape : tapes) tape->record(op, in, out, *checked);
  return out;
}

Operand Context::constant(const Tensor& t, std::string_view name) {
  if (!eager()) {
    Operand c = graph()->constant(t, name);
    if (c.node) c.node->stack = program_stack(in_);
    return c;
  }
  initialized = true;
  return {t.dtype(), t.shape(), t, nullptr, 0, next_id(), 0};
}

Operand Context::read(const Variable& v) { return read(v.cell); }

Operand Context::read(const std::shared_ptr<VariableCell>& cell) {
  Operand out;
  // Inside a branch or a loop a tape that began outside follows the variable only if it is read outside.
  if (!eager() && branches_.count(graph()))
    for (Tape* tape : tapes)
      if (tape->depth > 0 && tape->depth < graphs_.size()) {
        std::vector<Graph*> inner(graphs_.begin() + static_cast<std::ptrdiff_t>(tape->depth), graphs_.end());
        graphs_.resize(tape->depth);
        const Operand outside = read(cell);
        graphs_.insert(graphs_.end(), inner.begin(), inner.end());
        auto inside = own(outside);
        return inside ? *inside : Operand{};
      }
  if (eager()) {
    initialized = true;
    out = {cell->dtype, cell->shape.fully_known() ? cell->shape : cell->value.shape(), cell->value, nullptr, 0, next_id(), 0};
  } else {
    out = graph()->read_variable(cell);
    out.id = next_id();
    if (out.node) out.node->stack = program_stack(in_);
  }
  for (Tape* tape : tapes) {
    if (tape->watch_accessed_variables && !tape->watches(Tape::key(*cell)) && cell->trainable) {
      tape->watch(Tape::key(*cell));
      tape->watched_variables.push_back(cell);
    }
    tape->record_read(cell, out);
  }
  return out;
}

void Context::set_seed(int64_t seed) {
  global_seed = seed;
  auto random = std::make_shared<Mt19937>();
  const uint64_t n = static_cast<uint64_t>(seed < 0 ? -seed : seed);
  std::vector<uint32_t> words{static_cast<uint32_t>(n)};
  if (n >> 32) words.push_back(static_cast<uint32_t>(n >> 32));
  random->init_by_array(words);
  seeds_ = random;
  graph_seeds_.clear();
  forget_random_streams(in_);
}

std::pair<int64_t, int64_t> Context::op_seeds(std::optional<int64_t> op_seed) {
  constexpr int64_t kTop = 2147483647;
  int64_t seed = 0, seed2 = 0;
  if (op_seed) {
    seed = global_seed ? *global_seed : 87654321;
    seed2 = *op_seed;
  } else if (global_seed) {
    seed = *global_seed;
    if (eager()) {
      Mt19937& random = *std::static_pointer_cast<Mt19937>(seeds_);
      uint32_t r;                                    // randint(0, 2^31 - 1): 2^31 outcomes, 32 bits drawn until below
      do r = random.next(); while (r >= 0x80000000u);
      seed2 = r;
    } else {
      seed2 = graph_seeds_[graph()]++;
    }
  } else {
    return {0, 0};                                   // drawn from the system
  }
  const auto modulo = [](int64_t x) { const int64_t m = x % kTop; return m < 0 ? m + kTop : m; };
  seed = modulo(seed);
  seed2 = modulo(seed2);
  if (seed == 0 && seed2 == 0) seed2 = kTop;
  return {seed, seed2};
}

NameScope::NameScope(Context& context, std::string_view name) : graph_(context.graph()) {
  if (graph_) full = graph_->enter_scope(name);
}

NameScope::~NameScope() {
  if (graph_) graph_->leave_scope();
}

void register_converter(py::Interp& in, Converter c) { in.state<Context>().converters.push_back(c); }

}  // namespace misfit::tf
