// Input() and InputLayer: where a described model begins.
#include "keras/class_modules.h"
#include "keras/dispatch.h"
#include "keras/model.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

bool raise(py::Interp& in, std::string text) {
  in.raise("ValueError", std::move(text));
  return false;
}

std::optional<Shape> read_shape(py::Interp& in, const py::Value& v) {
  if (v.is_int() && !in.keras3()) return Shape{v.integer()};
  if (v.is_int()) return raise(in, "Cannot convert '" + std::to_string(v.integer()) + "' to a shape."), std::nullopt;
  std::optional<Shape> s = shape_from(in, v);
  if (s || in.pending()) return s;
  if (in.keras3()) {
    std::optional<std::string> shown = in.str(v), type = in.str(py::Value(in.type_of(v)));
    if (!in.is_sequence(v)) {
      if (shown && type) raise(in, "Cannot convert '" + *shown + "' to a shape.");
      return std::nullopt;
    }
    for (const py::Value& d : in.items(v))
      if (!d.is_none() && !in.as_int(d)) {
        std::optional<std::string> item = in.str(d), item_type = in.str(py::Value(in.type_of(d)));
        if (item && item_type && shown)
          raise(in, "Cannot convert '" + *shown + "' to a shape. Found invalid dimension '" + *item + "' of type '" + *item_type + "'. ");
        return std::nullopt;
      }
  }
  in.raise("TypeError", "'" + in.type_of(v)->name + "' object is not iterable");
  return std::nullopt;
}

std::optional<DType> read_dtype(py::Interp& in, const py::Value& v) {
  if (!v || v.is_none()) return in.state<State>().floatx;
  return tf::as_dtype(in, v);
}

bool given(py::Bound& a, std::string_view name) { return a[name] && !a[name].is_none(); }

Shape batched(const Shape& shape, py::Interp& in, const py::Value& batch) {
  Shape whole{batch && !batch.is_none() ? in.as_int(batch).value_or(Shape::kUnknown) : Shape::kUnknown};
  for (int64_t d : shape) whole.push_back(d);
  return whole;
}

void start(py::Interp& in, InputLayer& layer, const Shape& batch_shape, DType dtype, const std::string& name) {
  State& state = in.state<State>();
  dispatch_tensorflow(in);
  layer.initialized = layer.built = true;
  layer.supports_masking = true;
  layer.batch_shape = batch_shape;
  layer.batch_input_shape = batch_shape;
  layer.compute_dtype = layer.variable_dtype = dtype;
  layer.policy = std::string(tf_name(dtype));
  if (!name.empty()) {
    layer.name = name;
    if (!in.keras3()) state.observe_name(name);
  } else {
    layer.name = in.keras3() ? state.unique_name("InputLayer") : "input_" + std::to_string(state.next_uid("input"));
  }
  py::Ref<KerasTensor> tensor = make_keras_tensor(in, dtype, batch_shape, in.keras3() ? name : layer.name);
  Step step;
  step.kind = StepKind::kInput;
  step.stage = Stage::kBuild;
  step.what = "Input";
  step.label = layer.name;
  step.dtype = dtype;
  step.shape = batch_shape;
  step.expected = Shape::unknown_rank();
  step.span = in.here();
  tensor->step = layer.step = in.trace.add(std::move(step));
  layer.span = in.here();
  connect(in, layer, in.tuple({}), in.dict(), tensor);
}

constexpr std::string_view kInput2 = "shape=None, batch_size=None, name=None, dtype=None, sparse=None, tensor=None, ragged=None, type_spec=None, **kwargs";
constexpr std::string_view kInput3 =
    "shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, name=None, tensor=None, optional=False";

std::optional<Shape> shape_argument_keras2(py::Interp& in, py::Bound& a, py::Dict& kwargs) {
  py::Value batch_shape = kwargs.get("batch_input_shape") ? kwargs.get("batch_input_shape") : kwargs.get("batch_shape");
  kwargs.erase("batch_input_shape");
  kwargs.erase("batch_shape");
  bool has_batch_shape = batch_shape && !batch_shape.is_none();
  if (given(a, "shape") && has_batch_shape) {
    raise(in, "Only provide the `shape` OR `batch_input_shape` argument to Input, not both at the same time.");
    return std::nullopt;
  }
  if (!has_batch_shape && !given(a, "shape")) {
    raise(in, "Please provide to Input a `shape` or a `tensor` or a `type_spec` argument. Note that `shape` does not include the batch dimension.");
    return std::nullopt;
  }
  if (kwargs.size() > 0) {
    std::vector<py::Value> keys;
    for (const py::Dict::Entry& e : kwargs.entries)
      if (e.key) keys.push_back(e.key);
    std::optional<std::string> shown = in.repr(in.list(keys));
    if (shown) raise(in, "Unrecognized keyword arguments: " + *shown);
    return std::nullopt;
  }
  std::optional<Shape> shape = read_shape(in, has_batch_shape ? batch_shape : a["shape"]);
  if (!shape) return std::nullopt;
  return has_batch_shape ? *shape : batched(*shape, in, a["batch_size"]);
}

std::optional<Shape> shape_argument_keras3(py::Interp& in, py::Bound& a) {
  const char* fault = given(a, "shape") && given(a, "batch_shape")        ? "You cannot pass both `shape` and `batch_shape` at the same time."
                      : given(a, "batch_size") && given(a, "batch_shape") ? "You cannot pass both `batch_size` and `batch_shape` at the same time."
                      : !given(a, "shape") && !given(a, "batch_shape")    ? "You must pass a `shape` argument."
                                                                          : nullptr;
  if (fault) {
    raise(in, fault);
    return std::nullopt;
  }
  std::optional<Shape> shape = read_shape(in, given(a, "batch_shape") ? a["batch_shape"] : a["shape"]);
  if (!shape) return std::nullopt;
  return given(a, "batch_shape") ? *shape : batched(*shape, in, a["batch_size"]);
}

std::string name_argument(py::Interp& in, const py::Value& v) {
  std::optional<std::string_view> s = v ? in.as_str(v) : std::nullopt;
  return s ? std::string(*s) : "";
}

bool init_input_layer(py::Interp& in, Layer& layer, py::Bound& a) {
  auto& input = static_cast<InputLayer&>(layer);
  std::optional<Shape> shape;
  if (in.keras3()) {
    auto* kwargs = py::cast<py::Dict>(a["kwargs"]);
    for (const char* old : {"input_shape", "batch_input_shape"})
      if (py::Value v = kwargs->get(old)) {
        const std::string now = std::string_view(old) == "input_shape" ? "shape" : "batch_shape";
        in.warn("UserWarning", "Argument `" + std::string(old) + "` is deprecated. Use `" + now + "` instead.");
        if (in.pending()) return false;
        a.set(now) = v;
        kwargs->erase(old);
      }
    shape = shape_argument_keras3(in, a);
  } else {
    auto* kwargs = py::cast<py::Dict>(a["kwargs"]);
    py::Value batch_shape = kwargs->get("batch_input_shape");
    if (batch_shape && !batch_shape.is_none()) shape = read_shape(in, batch_shape);
    else if (given(a, "input_shape")) {
      shape = read_shape(in, a["input_shape"]);
      if (shape) shape = batched(*shape, in, a["batch_size"]);
    } else {
      shape = Shape::unknown_rank();
    }
  }
  std::optional<DType> dtype = shape ? read_dtype(in, a["dtype"]) : std::nullopt;
  if (!dtype) return false;
  start(in, input, *shape, *dtype, name_argument(in, a["name"]));
  return true;
}

const LayerDef kInputLayer{"InputLayer", "Layer",
                           "input_shape=None, batch_size=None, dtype=None, input_tensor=None, sparse=None, name=None, ragged=None, type_spec=None, **kwargs",
                           "shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, input_tensor=None, optional=False, "
                           "name=None, **kwargs",
                           [](py::Interp&, py::Type* t) -> Layer* { return new InputLayer(t); }, init_input_layer, InputLayer::kind};

}  // namespace

bool InputLayer::config(py::Interp& in, py::Dict& into) {
  into.set(in, in.keras3() ? "batch_shape" : "batch_input_shape", shape_tuple(in, batch_shape));
  into.set(in, "dtype", in.str_value(std::string(tf_name(compute_dtype))));
  into.set(in, "sparse", py::Value::boolean(false));
  into.set(in, "ragged", py::Value::boolean(false));
  return true;
}

py::Ref<KerasTensor> make_input(py::Interp& in, const Shape& batch_shape, DType dtype, const std::string& name) {
  auto* layer = new InputLayer(layer_type(in, "InputLayer"));
  py::Ref<Layer> held(layer);
  start(in, *layer, batch_shape, dtype, name);
  return layer->inbound[0]->outputs[0];
}

py::Value input_function(py::Interp& in) {
  return in.builtin("Input", in.keras3() ? kInput3 : kInput2, [](py::Interp& i, py::Bound& a) -> py::Value {
    std::optional<Shape> shape;
    if (i.keras3()) {
      if (given(a, "tensor")) return a["tensor"];
      shape = shape_argument_keras3(i, a);
    } else {
      if (given(a, "tensor")) return a["tensor"];
      shape = shape_argument_keras2(i, a, *py::cast<py::Dict>(a["kwargs"]));
    }
    std::optional<DType> dtype = shape ? read_dtype(i, a["dtype"]) : std::nullopt;
    if (!dtype) return {};
    py::Ref<KerasTensor> t = make_input(i, *shape, *dtype, name_argument(i, a["name"]));
    if (i.keras3() && a["optional"].is_bool() && a["optional"].boolean()) static_cast<InputLayer*>(t->operation.get())->optional = true;
    return t;
  }, "keras", "Input");
}

void register_input_layer(py::Interp&) { define_layer(kInputLayer); }

}  // namespace misfit::keras
