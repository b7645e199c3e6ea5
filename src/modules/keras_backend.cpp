// keras.backend: a few of its own, the rest are TensorFlow's functions under other names.
#include "modules/keras_table.h"

#include "keras/layer.h"
#include "keras/parts/parts.h"
#include "numpy/ndarray.h"
#include "python/machine.h"

namespace misfit::modules::keras_api {

void alias_module(py::Interp& in, const std::string& name, const py::Value& module) { in.machine().modules->set(in, name, module); }

namespace {

struct Row { const char *name, *tensorflow; };

constexpr Row kRows[] = {
    {"square", "square"}, {"sqrt", "sqrt"}, {"abs", "abs"}, {"exp", "exp"}, {"log", "math.log"}, {"pow", "pow"}, {"round", "round"}, {"sign", "sign"},
    {"sin", "sin"}, {"cos", "cos"}, {"clip", "clip_by_value"}, {"maximum", "maximum"}, {"minimum", "minimum"}, {"equal", "equal"},
    {"not_equal", "not_equal"}, {"greater", "greater"}, {"greater_equal", "greater_equal"}, {"less", "less"}, {"less_equal", "less_equal"},
    {"shape", "shape"}, {"sigmoid", "sigmoid"}, {"tanh", "tanh"}, {"softplus", "nn.softplus"}, {"tile", "tile"}, {"stop_gradient", "stop_gradient"},
    {"identity", "identity"},
};

py::Value dotted(py::Interp& in, py::Value at, const std::string& path) {
  for (size_t begin = 0; at && begin < path.size();) {
    size_t end = path.find('.', begin);
    if (end == std::string::npos) end = path.size();
    at = in.find_attr(at, path.substr(begin, end - begin));
    begin = end + 1;
  }
  return at;
}

}  // namespace

void bind_backend(py::Interp& in) {
  function(in, "backend", "epsilon", "", [](py::Interp&, py::Bound&) { return py::Value::number(1e-7); });
  function(in, "backend", "floatx", "", [](py::Interp& i, py::Bound&) { return i.str_value(std::string(tf_name(i.state<keras::State>().floatx))); });
  function(in, "backend", "set_floatx", "value", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::optional<DType> t = tf::as_dtype(i, a["value"]);
    if (!t) return {};
    i.state<keras::State>().floatx = *t;
    return py::Value::none();
  });
  function(in, "backend", "image_data_format", "", [](py::Interp& i, py::Bound&) { return i.str_value("channels_last"); });
  auto clear = [](py::Interp& i, py::Bound&) -> py::Value {
    i.state<keras::State>().reset_names();
    return py::Value::none();
  };
  function(in, "backend", "clear_session", in.keras3() ? "free_memory=True" : "", clear);
  if (in.keras3()) function(in, "utils", "clear_session", "free_memory=True", clear);
  function(in, "backend", "is_keras_tensor", "x", [](py::Interp&, py::Bound& a) { return py::Value::boolean(py::cast<keras::KerasTensor>(a[0]) != nullptr); });
  if (in.keras3()) {
    function(in, "utils", "is_keras_tensor", "x", [](py::Interp&, py::Bound& a) { return py::Value::boolean(py::cast<keras::KerasTensor>(a[0]) != nullptr); });
    function(in, "backend", "backend", "", [](py::Interp& i, py::Bound&) { return i.str_value("tensorflow"); });
  }
  function(in, "backend", "int_shape", "x", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::optional<Shape> s = keras::shape_of(i, a[0]);
    return s ? keras::shape_tuple(i, *s) : py::Value::none();
  });
  function(in, "backend", "ndim", "x", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::optional<Shape> s = keras::shape_of(i, a[0]);
    return s && s->known_rank() ? py::Value::integer(static_cast<int64_t>(s->rank())) : py::Value::none();
  });
  function(in, "backend", "get_value", "x", [](py::Interp& i, py::Bound& a) -> py::Value {
    if (auto* v = py::cast<tf::Variable>(a[0])) return np::array_or_scalar(i, v->cell->value);
    if (tf::TensorObject* t = tf::as_tensor_object(a[0]); t && t->eager()) return np::array_or_scalar(i, t->operand.value);
    return a[0];
  });
  function(in, "backend", "set_value", "x, value", [](py::Interp& i, py::Bound& a) -> py::Value {
    auto* v = py::cast<tf::Variable>(a["x"]);
    if (!v) return i.raise("AttributeError", "'" + i.type_of(a["x"])->name + "' object has no attribute 'assign'");
    std::optional<Tensor> t = np::as_tensor(i, a["value"], v->cell->dtype);
    if (!t) return {};
    v->cell->value = *t;
    return py::Value::none();
  });
  function(in, "backend", "learning_phase", "", [](py::Interp&, py::Bound&) { return py::Value::integer(0); });
  for (const char* name : {"categorical_crossentropy", "sparse_categorical_crossentropy"}) {
    py::Value losses = in.find_attr(py::Value(submodule(in, "losses")), name);
    if (losses) put(in, "backend", name, losses);
    else if (in.pending()) in.take();
  }
  // The rest when TensorFlow is there to be asked.
  put(in, "backend", "__getattr__", in.builtin("__getattr__", "name", [](py::Interp& i, py::Bound& a) -> py::Value {
    std::string name(i.as_str(a[0]).value_or(""));
    if (const py::Value part = keras::find_in_parts(i, "backend", name)) return part;
    if (i.pending()) return {};
    for (const Row& row : kRows) {
      if (name != row.name) continue;
      py::Value tensorflow = i.import("tensorflow");
      py::Value f = tensorflow ? dotted(i, tensorflow, row.tensorflow) : py::Value();
      if (f) return f;
      if (i.pending()) return {};
    }
    return i.raise("AttributeError", "module 'keras.api.backend' has no attribute '" + name + "'");
  }));
}

}  // namespace misfit::modules::keras_api
