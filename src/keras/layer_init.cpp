// The constructor of Layer: the keywords every layer takes, in each Keras.
#include <algorithm>

#include "keras/layer.h"
#include "keras/layer_members.h"
#include "keras/keras_tensor.h"
#include "keras/warn.h"

namespace misfit::keras {
namespace {

std::optional<std::string> text_of(py::Interp& in, const py::Value& v) { return in.str(v); }

bool take_dtype(py::Interp& in, Layer& layer, const py::Value& dtype) {
  State& state = in.state<State>();
  layer.compute_dtype = layer.variable_dtype = state.floatx;
  layer.policy = std::string(tf_name(state.floatx));
  if (!dtype || dtype.is_none()) return true;
  py::Value named = dtype;
  if (py::Value name = in.find_attr(dtype, "_name"); name && in.as_str(name)) named = name;   // a dtype policy
  if (in.pending()) return false;
  if (std::optional<std::string_view> text = in.as_str(named); text && text->substr(0, 6) == "mixed_") {
    layer.compute_dtype = *text == "mixed_bfloat16" ? DType::kBFloat16 : DType::kFloat16;
    layer.variable_dtype = DType::kFloat32;
    layer.policy = std::string(*text);
    return true;
  }
  std::optional<DType> t = tf::as_dtype(in, named);
  if (!t) return false;
  layer.compute_dtype = layer.variable_dtype = *t;
  layer.policy = std::string(tf_name(*t));
  return true;
}

bool take_name(py::Interp& in, Layer& layer, const py::Value& name) {
  State& state = in.state<State>();
  std::optional<std::string_view> text = name ? in.as_str(name) : std::nullopt;
  bool none = !name || name.is_none();
  if (none) {
    layer.name = state.unique_name(layer.class_name());
    return true;
  }
  if (in.keras3()) {
    if (!text || text->find('/') != std::string_view::npos) {
      std::optional<std::string> shown = in.str(name), type = in.str(py::Value(in.type_of(name)));
      if (!shown || !type) return false;
      in.raise("ValueError", "Argument `name` must be a string and cannot contain character `/`. Received: name=" + *shown +
                                 " (of type " + *type + ")");
      return false;
    }
  } else if (!text) {
    std::optional<std::string> shown = text_of(in, name);
    if (shown) in.raise("TypeError", "Expected `name` argument to be a string, but got: " + *shown);
    return false;
  } else {
    state.observe_name(std::string(*text));
  }
  layer.name = std::string(*text);
  return true;
}

bool take_trainable(py::Interp& in, Layer& layer, const py::Value& v) {
  if (!v) return true;
  if (!v.is_bool()) {
    std::optional<std::string> shown = in.str(v), type = in.str(py::Value(in.type_of(v)));
    if (!shown || !type) return false;
    if (in.keras3())
      in.raise("ValueError", "Expected `trainable` to be a boolean. Received: trainable=" + *shown + " (of type " + *type + ")");
    else
      in.raise("TypeError", "Expected `trainable` argument to be a boolean, but got: " + *shown);
    return false;
  }
  layer.trainable = v.boolean();
  return true;
}

// (length,) + shape, from input_shape= or input_dim=.
std::optional<Shape> with_batch(py::Interp& in, const py::Value& shape, int64_t batch) {
  std::optional<Shape> rest = shape_from(in, shape);
  if (!rest) {
    if (!in.pending()) in.raise("TypeError", "'" + in.type_of(shape)->name + "' object is not iterable");
    return std::nullopt;
  }
  Shape whole{batch};
  for (int64_t d : *rest) whole.push_back(d);
  return whole;
}

bool init_keras2(py::Interp& in, Layer& layer, py::Dict& kwargs) {
  static constexpr std::string_view kAllowed[] = {"input_dim", "input_shape", "batch_input_shape", "batch_size", "weights", "activity_regularizer",
                                                  "autocast", "implementation", "trainable", "name", "dtype", "dynamic"};
  for (const py::Dict::Entry& e : kwargs.entries) {
    if (!e.key) continue;
    std::string_view name = in.as_str(e.key).value_or("");
    if (std::find(std::begin(kAllowed), std::end(kAllowed), name) != std::end(kAllowed)) continue;
    py::Value error = in.call(py::Value(in.type_named("TypeError")), {in.str_value("Keyword argument not understood:"), e.key});
    if (error) in.raise_object(py::Ref<py::Exception>(py::cast<py::Exception>(error)));
    return false;
  }
  if (!take_trainable(in, layer, kwargs.get("trainable"))) return false;
  if (!take_name(in, layer, kwargs.get("name"))) return false;
  if (py::Value r = kwargs.get("activity_regularizer"); r && !r.is_none()) {
    layer.activity_regularizer = get_regularizer(in, r);
    if (!layer.activity_regularizer) return false;
  }
  if (!take_dtype(in, layer, kwargs.get("dtype"))) return false;
  if (py::Value a = kwargs.get("autocast"); a && a.is_bool()) layer.autocast = a.boolean();
  if (py::Value s = kwargs.get("batch_input_shape"); s) {
    layer.batch_input_shape = shape_from(in, s);
    if (in.pending()) return false;
  } else if (py::Value shape = kwargs.get("input_shape"); shape) {
    py::Value batch = kwargs.get("batch_size");
    std::optional<int64_t> n = batch ? in.as_int(batch) : std::nullopt;
    layer.batch_input_shape = with_batch(in, shape, n.value_or(Shape::kUnknown));
    if (!layer.batch_input_shape) return false;
  } else if (py::Value dim = kwargs.get("input_dim"); dim) {
    std::optional<int64_t> n = in.as_int(dim);
    layer.batch_input_shape = Shape{Shape::kUnknown, n.value_or(Shape::kUnknown)};
  }
  if (py::Value w = kwargs.get("weights"); w && !w.is_none()) layer.initial_weights = w;
  return true;
}

bool init_keras3(py::Interp& in, Layer& layer, py::Dict& kwargs) {
  if (!take_name(in, layer, kwargs.get("name"))) return false;
  if (!take_dtype(in, layer, kwargs.get("dtype"))) return false;
  if (py::Value r = kwargs.get("activity_regularizer"); r && !r.is_none()) {
    layer.activity_regularizer = get_regularizer(in, r);
    if (!layer.activity_regularizer) return false;
  }
  if (py::Value a = kwargs.get("autocast"); a && a.is_bool()) layer.autocast = a.boolean();
  py::Value trainable = kwargs.get("trainable");
  py::Value shape = kwargs.get("input_shape"), dim = kwargs.get("input_dim");
  for (std::string_view taken : {"name", "dtype", "activity_regularizer", "autocast", "trainable", "input_dim"}) kwargs.erase(taken);
  if (!dim || dim.is_none()) kwargs.erase("input_shape");
  if (dim && !dim.is_none()) shape = in.tuple({dim});
  if (shape && !shape.is_none()) {
    if (!warn_once(in, "Do not pass an `input_shape`/`input_dim` argument to a layer. When using Sequential models, prefer using an `Input(shape)` "
            "object as the first layer in the model instead.", std::string(layer.class_name()))) return false;
    // What is no shape is found when a Sequential makes an input of it.
    if (in.is_sequence(shape)) layer.batch_input_shape = with_batch(in, shape, Shape::kUnknown);
    else (layer.dict ? layer.dict : layer.dict = in.dict())->set(in, "_input_shape_arg", shape);
    if (in.pending()) return false;
  }
  if (kwargs.size() > 0) {
    py::Ref<py::Dict> rest(&kwargs);
    std::optional<std::string> shown = in.repr(rest);
    if (shown) in.raise("ValueError", "Unrecognized keyword arguments passed to " + std::string(layer.class_name()) + ": " + *shown);
    return false;
  }
  return take_trainable(in, layer, trainable);
}

}  // namespace

bool layer_init(py::Interp& in, Layer& layer, py::Dict& kwargs) {
  if (!(in.keras3() ? init_keras3(in, layer, kwargs) : init_keras2(in, layer, kwargs))) return false;
  layer.initialized = true;
  return true;
}

}  // namespace misfit::keras
