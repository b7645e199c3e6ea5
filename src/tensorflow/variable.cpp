// tf.Variable: storage with a name, read by ops and written by assign.
#include "numpy/ndarray.h"
#include "python/hash.h"
#include "tensorflow/call.h"
#include "tensorflow/function.h"
#include "tensorflow/types.h"

namespace misfit::tf {
namespace {

Variable& self_of(const py::Value& v) { return *py::cast<Variable>(v); }

py::Value read_value(py::Interp& in, const py::Value& v) {
  const Operand x = in.state<Context>().read(self_of(v));
  return x ? tensor_value(in, x) : py::Value();
}

std::string text_of(py::Interp& in, const Variable& v) {
  std::string text = "<tf.Variable '" + v.name + "' shape=" + python_text(v.cell->shape) + " dtype=" + std::string(tf_name(v.cell->dtype));
  if (in.state<Context>().eager()) {
    if (!v.cell->value) return text + ", numpy=<unavailable>>";
    const std::string numbers = numpy_text(in, v.cell->value, true);
    text += ", numpy=" + std::string(numbers.find('\n') == std::string::npos ? "" : "\n") + numbers;
  }
  return text + ">";
}

py::Value unread(py::Interp& in, Variable& v) {
  if (!in.state<Context>().eager()) return py::Value(&v);
  Variable* out = new Variable(types(in).resource);
  out->cell = v.cell;
  out->name = "UnreadVariable";
  out->trainable = v.trainable;
  return py::Value(out);
}

py::Value assign(py::Interp& in, py::Bound& a) {
  Variable& v = self_of(a[0]);
  auto x = convert(in, a["value"], v.cell->dtype, std::nullopt, "value");
  if (!x) return {};
  if (!compatible(v.cell->shape, x->shape) && v.type->module.rfind("keras", 0) == 0 && in.keras3())
    return in.raise("ValueError", "The shape of the target variable and the shape of the target value in `variable.assign(value)` must match. variable.shape=" + python_text(v.cell->shape) +
                                      ", Received: value.shape=" + python_text(x->shape) + ". Target variable: " + in.str(a[0]).value_or(""));
  if (!compatible(v.cell->shape, x->shape))
    return in.raise("ValueError", "Cannot assign value to variable ' " + v.name + "': Shape mismatch.The variable shape " + python_text(v.cell->shape) +
                    ", and the assigned value shape " + python_text(x->shape) + " are incompatible.");
  if (!in.state<Context>().assign(v, *x)) return {};
  return unread(in, v);
}

py::Value assign_by(py::Interp& in, py::Bound& a, std::string_view op_name) {
  Variable& v = self_of(a[0]);
  auto x = convert(in, a["delta"], v.cell->dtype, std::nullopt, "delta");
  if (!x || !in.state<Context>().assign_op(v, op_name, *x)) return {};
  return unread(in, v);
}

py::Value scatter(py::Interp& in, py::Bound& a, std::string_view op_name) {
  Variable& v = self_of(a[0]);
  const py::Value old = read_value(in, a[0]);
  const Operand next = old ? call_op1(in, op_name, {old, a["indices"], a["updates"]}) : Operand{};
  if (!next || !in.state<Context>().assign(v, next)) return {};
  return unread(in, v);
}

py::Value create(py::Interp& in, py::Type*, const py::Args& args) {
  static constexpr std::string_view kParameters =
      "initial_value=None, trainable=None, validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, import_scope=None, "
      "constraint=None, synchronization=0, aggregation=0, shape=None, experimental_enable_variable_lifting=True";
  auto signature = py::Signature::parse(in, "Variable.__init__", kParameters);
  auto bound = signature->bind(in, args);
  if (!bound) return {};
  py::Bound& a = *bound;
  py::Value initial = a["initial_value"];
  if (initial.is_none())
    return in.raise("ValueError", "The `initial_value` arg to `tf.Variable` must be specified except when you are not providing a `variable_def`. You provided neither.");
  Context& context = in.state<Context>();
  if (!may_create_variable(in)) return {};
  std::optional<DType> dtype;
  if (!a["dtype"].is_none()) {
    dtype = as_dtype(in, a["dtype"]);
    if (!dtype) return {};
  }
  std::string name(in.as_str(a["name"]).value_or("Variable"));
  name = context.eager_scope + name;
  if (TensorObject* t = as_tensor_object(initial); t && t->operand.node) {
    const Graph* graph = context.graph();
    // Keras describes a model in graphs that nothing is lifted out of; a function's own graph gives what it computes from nothing.
    if ((graph && graph->name().find("scratch_graph") != std::string::npos) || !t->operand.value)
      return in.raise("ValueError", "Argument `initial_value` (" + in.str(initial).value_or("") + ") could not be lifted out of a `tf.function`. (Tried to create variable with name='" +
                                        (a["name"].is_none() ? std::string("None") : std::string(in.as_str(a["name"]).value_or(""))) +
                                        "'). To avoid this error, when constructing `tf.Variable`s inside of `tf.function` you can create the `initial_value` tensor in a `tf.init_scope` or pass a callable "
                                        "`initial_value` (e.g., `tf.Variable(lambda : tf.truncated_normal([10, 40]))`). Please file a feature request if this restriction inconveniences you.");
  }
  context.push_graph(nullptr);                    // storage is made outside of any graph
  std::optional<Operand> value;
  if (in.callable(initial) && !as_tensor_object(initial) && !py::cast<Variable>(initial)) initial = in.call(initial, {});
  if (initial) value = convert(in, initial, dtype, std::nullopt, "initial_value");
  context.pop_graph();
  if (!value) return {};
  Shape shape = value->shape;
  if (!a["shape"].is_none()) {
    auto given = as_shape(in, a["shape"]);
    if (!given) return {};
    if (!compatible(*given, value->shape))
      return in.raise("ValueError", "In this `tf.Variable` creation, the initial value's shape (" + python_text(value->shape) + ") is not compatible with the explicitly supplied `shape` argument (" + in.str(a["shape"]).value_or("") + ").");
    shape = *given;
  }
  bool trainable = true;
  if (!a["trainable"].is_none()) {
    auto t = in.truth(a["trainable"]);
    if (!t) return {};
    trainable = *t;
  }
  py::Ref<Variable> v = make_variable(in, value->value, name + ":0", trainable);
  v->cell->shape = shape;
  v->constraint = a["constraint"].is_none() ? py::Value() : a["constraint"];
  note_variable(in, v);
  return v;
}

}  // namespace

Variable::Variable(py::Type* t) : Instance(kind, t) {}

py::Ref<Variable> make_variable(py::Interp& in, const Tensor& initial, std::string name, bool trainable) {
  py::Ref<Variable> v(new Variable(types(in).resource));
  v->cell = std::make_shared<VariableCell>();
  v->cell->value = initial;
  v->cell->dtype = initial.dtype();
  v->cell->shape = initial.shape();
  v->cell->name = name.substr(0, name.rfind(':'));
  v->cell->trainable = trainable;
  v->name = std::move(name);
  v->trainable = trainable;
  in.state<Context>().initialized = true;
  return v;
}

bool Context::assign(const Variable& v, const Operand& value) { return assign_cell(v.cell, "AssignVariableOp", value); }
bool Context::assign_op(const Variable& v, std::string_view op_name, const Operand& delta) { return assign_cell(v.cell, op_name, delta); }

bool Context::assign_cell(const std::shared_ptr<VariableCell>& cell, std::string_view op_name, const Operand& value) {
  if (!eager()) {
    auto x = own(value);
    if (!x) return false;
    auto added = graph()->assign(cell, op_name, *x);
    if (!added) {
      raise_fault(in_, added.error(), Dialect::kGraph);
      return false;
    }
    if (!added->empty() && (*added)[0].node) (*added)[0].node->stack = program_stack(in_);
    return true;
  }
  if (op_name == "AssignVariableOp") {
    cell->value = value.value;
    return true;
  }
  if (value.shape != cell->value.shape()) {
    raise_error(in_, "InvalidArgumentError", "{{function_node __wrapped__" + std::string(op_name) + "_device_/job:localhost/replica:0/task:0/device:CPU:0}} Cannot update variable with shape " +
                bracket_text(cell->value.shape()) + " using a Tensor with shape " + bracket_text(value.shape) + ", shapes must be equal. [Op:" + std::string(op_name) + "] name: ");
    return false;
  }
  const std::vector<Tape*> active = std::move(tapes);
  tapes.clear();
  const Operand old{cell->dtype, cell->value.shape(), cell->value};
  const Operand next = run1(op(op_name == "AssignAddVariableOp" ? "AddV2" : "Sub"), {old, value});
  tapes = active;
  if (!next) return false;
  cell->value = next.value;
  return true;
}

void define_variable(py::Interp& in, Types& t) {
  t.variable = in.new_type("tensorflow.python.ops.variables", "Variable", {in.type_named("object")}, Variable::kind);
  py::Slots& s = t.variable->slots;
  s.create = create;
  s.init = [](py::Interp&, const py::Value&, const py::Args&) { return true; };
  s.repr = [](py::Interp& i, const py::Value& v) -> std::optional<std::string> { return text_of(i, self_of(v)); };
  s.hash = [](py::Interp& i, const py::Value& v) -> std::optional<int64_t> {
    i.raise("TypeError", "Variable is unhashable. Instead, use variable.ref() as the key. (Variable: " + text_of(i, self_of(v)) + ")");
    return std::nullopt;
  };
  s.truth = [](py::Interp& i, const py::Value& v) -> std::optional<bool> {
    const py::Value x = read_value(i, v);
    return x ? i.truth(x) : std::nullopt;
  };
  s.iter = [](py::Interp& i, const py::Value&) { return i.raise("TypeError", "'Variable' object is not iterable."); };
  s.getitem = [](py::Interp& i, const py::Value& v, const py::Value& key) { return tensor_item(i, v, key, v); };
  s.binary = tensor_binary;
  s.compare = tensor_compare;
  s.unary = tensor_unary;
  s.binary_priority = 100;
  s.to_int = [](py::Interp& i, const py::Value& v) -> py::Value {
    const py::Value x = read_value(i, v);
    return x ? i.call(py::Value(i.type_named("int")), {x}) : x;
  };
  s.to_float = [](py::Interp& i, const py::Value& v) -> py::Value {
    const py::Value x = read_value(i, v);
    return x ? i.call(py::Value(i.type_named("float")), {x}) : x;
  };
  in.property(t.variable, "shape", [](py::Interp& i, py::Bound& a) { return shape_value(i, self_of(a[0]).cell->shape); });
  in.property(t.variable, "dtype", [](py::Interp& i, py::Bound& a) { return dtype_value(i, self_of(a[0]).cell->dtype); });
  in.property(t.variable, "name", [](py::Interp& i, py::Bound& a) { return i.str_value(self_of(a[0]).name); });
  in.property(t.variable, "trainable", [](py::Interp&, py::Bound& a) { return py::Value::boolean(self_of(a[0]).trainable); });
  in.property(t.variable, "constraint", [](py::Interp&, py::Bound& a) { return self_of(a[0]).constraint ? self_of(a[0]).constraint : py::Value::none(); });
  in.property(t.variable, "device", [](py::Interp& i, py::Bound&) { return i.str_value("/job:localhost/replica:0/task:0/device:CPU:0"); });
  in.property(t.variable, "handle", [](py::Interp&, py::Bound& a) { return a[0]; });
  in.method(t.variable, "numpy", "self", [](py::Interp& i, py::Bound& a) -> py::Value {
    if (!i.state<Context>().eager()) return i.raise("NotImplementedError", "numpy() is only available when eager execution is enabled.");
    return to_numpy(i, self_of(a[0]).cell->value);
  });
  in.method(t.variable, "get_shape", "self", [](py::Interp& i, py::Bound& a) { return shape_value(i, self_of(a[0]).cell->shape); });
  in.method(t.variable, "set_shape", "self, shape", [](py::Interp& i, py::Bound& a) -> py::Value {
    auto wanted = as_shape(i, a[1]);
    if (!wanted) return {};
    const Shape& mine = py::cast<Variable>(a[0])->cell->shape;
    return compatible(mine, *wanted) ? py::Value::none() : i.raise("ValueError", "Shapes " + python_text(mine) + " and " + python_text(*wanted) + " are not compatible");
  });
  in.method(t.variable, "read_value", "self", [](py::Interp& i, py::Bound& a) { return read_value(i, a[0]); });
  in.method(t.variable, "value", "self", [](py::Interp& i, py::Bound& a) { return read_value(i, a[0]); });
  in.method(t.variable, "initialized_value", "self", [](py::Interp& i, py::Bound& a) { return read_value(i, a[0]); });
  in.method(t.variable, "assign", "self, value, use_locking=None, name=None, read_value=True", assign);
  in.method(t.variable, "assign_add", "self, delta, use_locking=None, name=None, read_value=True", [](py::Interp& i, py::Bound& a) { return assign_by(i, a, "AssignAddVariableOp"); });
  in.method(t.variable, "assign_sub", "self, delta, use_locking=None, name=None, read_value=True", [](py::Interp& i, py::Bound& a) { return assign_by(i, a, "AssignSubVariableOp"); });
  in.method(t.variable, "scatter_nd_update", "self, indices, updates, name=None", [](py::Interp& i, py::Bound& a) { return scatter(i, a, "TensorScatterUpdate"); });
  in.method(t.variable, "scatter_nd_add", "self, indices, updates, name=None", [](py::Interp& i, py::Bound& a) { return scatter(i, a, "TensorScatterAdd"); });
  in.method(t.variable, "scatter_nd_sub", "self, indices, updates, name=None", [](py::Interp& i, py::Bound& a) { return scatter(i, a, "TensorScatterSub"); });
  // scatter_update(IndexedSlices(rows, places)) and its like
  for (const auto& [name, op_name] : {std::pair{"scatter_update", "TensorScatterUpdate"}, {"scatter_add", "TensorScatterAdd"}, {"scatter_sub", "TensorScatterSub"}, {"scatter_max", "TensorScatterMax"}, {"scatter_min", "TensorScatterMin"}})
    in.method(t.variable, name, "self, sparse_delta, use_locking=False, name=None", [op = std::string(op_name)](py::Interp& i, py::Bound& a) -> py::Value {
      const py::Value rows = i.find_attr(a["sparse_delta"], "values"), places = rows ? i.get_attr(a["sparse_delta"], "indices") : py::Value();
      if (!places) return i.pending() ? py::Value() : i.raise("TypeError", "sparse_delta is not IndexedSlices: " + i.str(a["sparse_delta"]).value_or(""));
      Variable& v = self_of(a[0]);
      const py::Value old = read_value(i, a[0]), column = old ? op_value(i, "ExpandDims", {places, py::Value::integer(-1)}) : py::Value();
      const Operand next = column ? call_op1(i, op, {old, column, rows}) : Operand{};
      return next && i.state<Context>().assign(v, next) ? unread(i, v) : py::Value();
    });
  in.method(t.variable, "sparse_read", "self, indices, name=None", [](py::Interp& i, py::Bound& a) { return op_value(i, "GatherV2", {read_value(i, a[0]), a[1], py::Value::integer(0)}); });
  in.method(t.variable, "gather_nd", "self, indices, name=None", [](py::Interp& i, py::Bound& a) { return op_value(i, "GatherNd", {read_value(i, a[0]), a[1]}); });
  in.method(t.variable, "ref", "self", [](py::Interp& i, py::Bound& a) { return make_reference(i, a[0]); });
  in.method(t.variable, "experimental_ref", "self", [](py::Interp& i, py::Bound& a) { return make_reference(i, a[0]); });
  in.method(t.variable, "eval", "self, session=None", [](py::Interp& i, py::Bound& a) { return to_numpy(i, self_of(a[0]).cell->value); });
  in.method(t.variable, "__array__", "self, dtype=None, copy=None", [](py::Interp& i, py::Bound& a) -> py::Value {
    const py::Value n = i.call(i.get_attr(i.import("numpy"), "asarray"), {to_numpy(i, self_of(a[0]).cell->value)});
    if (!n || a[1].is_none()) return n;
    return i.call(i.get_attr(n, "astype"), {a[1]});
  });
  in.method(t.variable, "__abs__", "self", [](py::Interp& i, py::Bound& a) { return op_value(i, "Abs", {a[0]}); });
  t.resource = in.new_type("tensorflow.python.ops.resource_variable_ops", "ResourceVariable", {t.variable}, Variable::kind);
}

}  // namespace misfit::tf
