// KerasTensor as an object of the language, and its way into graphs and out of them.
#include "keras/keras_tensor.h"

#include "keras/class_modules.h"
#include "keras/model.h"
#include "keras/nest.h"
#include "keras/operators.h"
#include "numpy/ndarray.h"
#include "tensorflow/types.h"

namespace misfit::keras {
namespace {

constexpr std::string_view kNotForTensorFlow =
    "A KerasTensor cannot be used as input to a TensorFlow function. A KerasTensor is a symbolic placeholder for a shape and dtype, used when "
    "constructing Keras Functional models or Keras Functions. You can only use it as input to a Keras layer or a Keras operation (from the "
    "namespaces `keras.layers` and `keras.ops`). You are likely doing something like:\n\n```\nx = Input(...)\n...\ntf_fn(x)  # Invalid.\n```\n\n"
    "What you should do instead is wrap `tf_fn` in a layer:\n\n```\nclass MyLayer(Layer):\n    def call(self, x):\n        return tf_fn(x)\n\n"
    "x = MyLayer()(x)\n```\n";

std::string keras2_repr(const KerasTensor& k) {
  std::string text = "<KerasTensor: shape=" + (k.shape.known_rank() ? python_text(k.shape) : "<unknown>") + " dtype=" + std::string(tf_name(k.dtype));
  if (k.inferred) {
    text += " inferred_value=[";
    for (size_t i = 0; i < k.inferred->size(); ++i)
      text += (i ? ", " : "") + ((*k.inferred)[i] < 0 ? std::string("None") : std::to_string((*k.inferred)[i]));
    text += "]";
  }
  if (k.operation) text += " (created by layer '" + k.operation->name + "')";
  return text + ">";
}

std::optional<std::string> repr(py::Interp& in, const py::Value& self) {
  auto* k = py::cast<KerasTensor>(self);
  if (!in.keras3()) return keras2_repr(*k);
  return "<KerasTensor shape=" + python_text(k->shape) + ", dtype=" + std::string(tf_name(k->dtype)) + ", sparse=False, ragged=False, name=" + k->name + ">";
}

std::optional<std::string> str(py::Interp& in, const py::Value& self) {
  auto* k = py::cast<KerasTensor>(self);
  if (in.keras3()) return repr(in, self);
  std::string shape = k->shape.known_rank() ? python_text(k->shape) : "None";
  std::string text = "KerasTensor(type_spec=TensorSpec(shape=" + shape + ", dtype=tf." + std::string(tf_name(k->dtype)) + ", name=" +
                     (py::cast<InputLayer>(py::Value(k->operation)) ? "'" + k->name + "'" : "None") + ")";
  if (!k->name.empty()) text += ", name='" + k->name + "'";
  if (k->operation) text += ", description=\"created by layer '" + k->operation->name + "'\"";
  return text + ")";
}

py::Value getattr(py::Interp& in, const py::Value& self, std::string_view name) {
  auto* k = py::cast<KerasTensor>(self);
  if (name == "shape") return in.keras3() ? shape_tuple(in, k->shape) : tf::shape_value(in, k->shape);
  if (name == "dtype") return in.keras3() ? in.str_value(std::string(tf_name(k->dtype))) : tf::dtype_value(in, k->dtype);
  if (name == "ndim" && in.keras3()) return py::Value::integer(static_cast<int64_t>(k->shape.rank()));
  if (name == "name") return k->name.empty() ? py::Value::none() : in.str_value(k->name);
  if (name == "sparse" || name == "ragged") return in.keras3() ? py::Value::boolean(false) : py::Value();
  if (name == "_keras_history" && k->operation)
    return in.tuple({py::Value(k->operation), py::Value::integer(k->node_index), py::Value::integer(k->tensor_index)});
  if (name == "_keras_mask") return k->mask ? k->mask : py::Value::none();
  return {};
}

std::optional<bool> truth(py::Interp& in, const py::Value& self) {
  if (in.keras3()) {
    in.raise("TypeError", "A symbolic KerasTensor cannot be used as a boolean.");
  } else {
    (void)self;
    in.raise("TypeError",
             "Keras symbolic inputs/outputs do not implement `__len__`. You may be trying to pass Keras symbolic inputs/outputs to a TF API that does "
             "not register dispatching, preventing Keras from automatically converting the API call to a lambda layer in the Functional Model. This "
             "error will also get raised if you try asserting a symbolic input/output directly.");
  }
  return std::nullopt;
}

std::optional<int64_t> length(py::Interp& in, const py::Value& self) {
  if (in.keras3()) {
    in.raise("TypeError", "object of type 'KerasTensor' has no len()");
    return std::nullopt;
  }
  truth(in, self);
  return std::nullopt;
}

py::Value iter(py::Interp& in, const py::Value&) {
  if (in.keras3()) return in.raise("NotImplementedError", "Iterating over a symbolic KerasTensor is not supported.");
  return in.raise("TypeError", "Cannot iterate over a Tensor with unknown first dimension.");
}

std::optional<int64_t> hash(py::Interp& in, const py::Value& self) {
  if (in.keras3()) return static_cast<int64_t>(reinterpret_cast<uintptr_t>(self.object()) >> 4);
  std::optional<std::string> shown = str(in, self);
  in.raise("TypeError", "Tensors are unhashable (this tensor: " + shown.value_or("") + "). Instead, use tensor.ref() as the key.");
  return std::nullopt;
}

// A TensorFlow function that does not dispatch got a KerasTensor.
std::optional<Operand> as_operand(py::Interp& in, const py::Value& v, std::optional<DType>, std::string_view) {
  if (!py::cast<KerasTensor>(v)) return std::nullopt;
  if (in.keras3()) {
    in.raise("ValueError", std::string(kNotForTensorFlow));
    return std::nullopt;
  }
  in.raise("TypeError",
           "You are passing " + str(in, v).value_or("") +
               ", an intermediate Keras symbolic input/output, to a TF API that does not allow registering custom dispatchers, such as `tf.cond`, "
               "`tf.function`, gradient tapes, or `tf.map_fn`. Keras Functional model construction only supports TF API calls that *do* support "
               "dispatching, such as `tf.math.add` or `tf.reshape`. Other APIs cannot be called directly on symbolic Kerasinputs/outputs. You can "
               "work around this limitation by putting the operation in a custom Keras layer `call` and calling that layer on this symbolic "
               "input/output.");
  return std::nullopt;
}

}  // namespace

py::Ref<KerasTensor> make_keras_tensor(py::Interp& in, DType dtype, Shape shape, std::string name) {
  State& state = in.state<State>();
  auto* k = new KerasTensor(state.keras_tensor);
  k->dtype = dtype;
  k->shape = std::move(shape);
  k->name = !name.empty() ? std::move(name) : in.keras3() ? state.unique_name("KerasTensor") : std::string();
  return py::Ref<KerasTensor>(k);
}

bool any_keras_tensor(py::Interp& in, const py::Args& args) {
  auto any = [&](const py::Value& v) {
    if (!nest::is_nested(v)) return py::cast<KerasTensor>(v) != nullptr;
    for (const py::Value& x : nest::flatten(in, v))
      if (py::cast<KerasTensor>(x)) return true;
    return false;
  };
  for (const py::Value& v : args.positional)
    if (any(v)) return true;
  for (const py::Keyword& k : args.keywords)
    if (any(k.value)) return true;
  return false;
}

bool connect(py::Interp& in, Layer& layer, const py::Value& args, const py::Ref<py::Dict>& kwargs, const py::Value& outputs) {
  auto node = std::make_shared<LayerNode>();
  node->layer = py::Ref<Layer>(&layer);
  node->args = args;
  node->kwargs = kwargs;
  node->output = outputs;
  for (const py::Value& v : {args, py::Value(kwargs)})
    for (const py::Value& x : nest::flatten(in, v))
      if (auto* k = py::cast<KerasTensor>(x)) node->inputs.emplace_back(k);
  int index = static_cast<int>(layer.inbound.size()), i = 0;
  for (const py::Value& x : nest::flatten(in, outputs)) {
    auto* k = py::cast<KerasTensor>(x);
    if (!k) {
      if (!in.keras3()) continue;
      std::optional<std::string> op = in.repr(py::Value(&layer)), shown = in.str(x);
      if (op && shown)
        in.raise("ValueError", "All operation outputs must be tensors. Operation " + *op + " returned a non-tensor. Non-tensor received: " + *shown);
      return false;
    }
    k->operation = py::Ref<Layer>(&layer);
    k->node_index = index;
    k->tensor_index = i++;
    node->outputs.emplace_back(k);
  }
  node->is_input = node->inputs.empty();
  layer.inbound.push_back(std::move(node));
  return true;
}

py::Value to_placeholders(py::Interp& in, const py::Value& structure) {
  Graph* graph = in.state<tf::Context>().graph();
  return nest::map(in, structure, [&](const py::Value& v) -> py::Value {
    auto* k = py::cast<KerasTensor>(v);
    if (!k) return v;
    Operand placeholder = graph->placeholder(k->dtype, k->shape, "Placeholder");
    py::Value out = tf::tensor_value(in, placeholder, k->step);
    if (k->mask && !k->mask.is_none() && !in.keras3()) tf::as_tensor_object(out)->keras_mask = to_placeholders(in, k->mask);
    return out;
  });
}

py::Value from_graph(py::Interp& in, const py::Value& structure) {
  return nest::map(in, structure, [&](const py::Value& v) -> py::Value {
    tf::TensorObject* t = tf::as_tensor_object(v);
    if (!t) return v;
    py::Ref<KerasTensor> k = make_keras_tensor(in, t->operand.dtype, t->operand.shape, {});
    if (!in.keras3() && t->operand.node) k->name = t->operand.node->name + ":" + std::to_string(t->operand.output);
    if (t->keras_mask && !t->keras_mask.is_none()) k->mask = from_graph(in, t->keras_mask);
    k->step = t->step;
    return k;
  });
}

std::optional<Shape> shape_of(py::Interp& in, const py::Value& v) {
  if (tf::TensorObject* t = tf::as_tensor_object(v)) return t->operand.shape;
  if (auto* k = py::cast<KerasTensor>(v)) return k->shape;
  if (auto* a = py::cast<np::NdArray>(v)) return a->shape;
  if (auto* w = py::cast<tf::Variable>(v)) return w->cell->shape;
  if (py::cast<np::Scalar>(v)) return Shape{};
  if (!v.is_object()) return std::nullopt;
  py::Value shape = in.find_attr(v, "shape");
  return shape ? shape_from(in, shape) : std::nullopt;
}

std::optional<DType> dtype_of(py::Interp& in, const py::Value& v) {
  if (tf::TensorObject* t = tf::as_tensor_object(v)) return t->operand.dtype;
  if (auto* k = py::cast<KerasTensor>(v)) return k->dtype;
  if (auto* a = py::cast<np::NdArray>(v)) return a->dtype;
  if (auto* w = py::cast<tf::Variable>(v)) return w->cell->dtype;
  if (auto* s = py::cast<np::Scalar>(v)) return s->value.dtype();
  (void)in;
  return std::nullopt;
}

py::Value shape_tuple(py::Interp& in, const Shape& shape) {
  if (!shape.known_rank()) return py::Value::none();
  std::vector<py::Value> dims;
  for (int64_t d : shape) dims.push_back(d < 0 ? py::Value::none() : py::Value::integer(d));
  return in.tuple(std::move(dims));
}

std::optional<Shape> shape_from(py::Interp& in, const py::Value& v) {
  if (auto* s = py::cast<tf::ShapeObject>(v)) return s->shape;
  if (!in.is_sequence(v)) return std::nullopt;
  Shape shape;
  for (const py::Value& d : in.items(v)) {
    if (d.is_none()) {
      shape.push_back(Shape::kUnknown);
      continue;
    }
    std::optional<int64_t> n = in.as_int(d);
    if (!n) {
      if (std::optional<double> x = in.as_double(d)) n = static_cast<int64_t>(*x);
      else return std::nullopt;
    }
    shape.push_back(*n);
  }
  return shape;
}

// keras.KerasTensor(shape, dtype): Keras 3 lets programs describe what a layer answers.
static py::Value create(py::Interp& in, py::Type*, const py::Args& args) {
  const auto signature = py::Signature::parse(in, "KerasTensor.__init__", "shape, dtype='float32', sparse=False, ragged=False, record_history=True, name=None, **kwargs");
  const std::optional<py::Bound> a = signature->bind(in, args);
  if (!a) return {};
  const std::optional<Shape> shape = shape_from(in, (*a)["shape"]);
  const std::optional<DType> dtype = shape ? tf::as_dtype(in, (*a)["dtype"]) : std::nullopt;
  if (!dtype) return in.pending() ? py::Value() : in.raise("ValueError", "Cannot convert '" + in.str((*a)["shape"]).value_or("") + "' to a shape.");
  return make_keras_tensor(in, *dtype, *shape, std::string(in.as_str((*a)["name"]).value_or("")));
}

void register_keras_tensor(py::Interp& in) {
  State& state = in.state<State>();
  py::Type* t = in.new_type(class_module("KerasTensor", in.keras3()), "KerasTensor", {in.type_named("object")}, KerasTensor::kind);
  if (in.keras3()) t->slots.create = create;
  t->slots.repr = repr;
  t->slots.str = str;
  t->slots.getattr = getattr;
  t->slots.truth = truth;
  t->slots.length = length;
  t->slots.iter = iter;
  t->slots.hash = hash;
  t->slots.binary_priority = 200;
  state.keras_tensor = t;
  struct Conversion { const char *name, *into; };
  for (const auto& [name, into] : {Conversion{"__int__", "an int"}, Conversion{"__float__", "a float"}, Conversion{"__array__", "a NumPy array"}})
    if (in.keras3()) in.method(t, name, "self", [into = into](py::Interp& i, py::Bound&) -> py::Value {
      return i.raise("ValueError", std::string("A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't have any actual numerical value. You cannot convert it to ") + into + ".");
    });
  define_keras_tensor_operators(in, t);
  tf::register_converter(in, as_operand);
}

}  // namespace misfit::keras
