// keras.layers.InputSpec as an object, and layer.input_spec.
#include "keras/class_modules.h"
#include "keras/input_spec.h"
#include "keras/keras_tensor.h"
#include "keras/model.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

struct InputSpecObject : py::Instance {
  static constexpr py::Kind kind{"keras.InputSpec", &py::Instance::kind};
  explicit InputSpecObject(py::Type* t) : Instance(kind, t) {}
  InputSpec spec;
};

std::optional<int> small(py::Interp& in, const py::Value& v) {
  std::optional<int64_t> n = v.is_none() ? std::nullopt : in.as_int(v);
  return n ? std::optional<int>(static_cast<int>(*n)) : std::nullopt;
}

py::Value init(py::Interp& in, py::Bound& a) {
  InputSpec& s = py::cast<InputSpecObject>(a[0])->spec;
  if (!a["dtype"].is_none()) {
    s.dtype = tf::as_dtype(in, a["dtype"]);
    if (!s.dtype) return {};
  }
  if (!a["shape"].is_none()) {
    s.shape = shape_from(in, a["shape"]);
    if (in.pending()) return {};
    if (s.shape) s.ndim = static_cast<int>(s.shape->rank());
  } else {
    s.ndim = small(in, a["ndim"]);
  }
  s.max_ndim = small(in, a["max_ndim"]);
  s.min_ndim = small(in, a["min_ndim"]);
  s.allow_last_axis_squeeze = a["allow_last_axis_squeeze"].is_bool() && a["allow_last_axis_squeeze"].boolean();
  if (auto name = in.as_str(a["name"])) s.name = std::string(*name);
  if (auto* axes = py::cast<py::Dict>(a["axes"]))
    for (const py::Dict::Entry& e : axes->entries) {
      if (!e.key) continue;
      std::optional<int64_t> axis = in.as_int(e.key), length = e.value.is_none() ? std::optional<int64_t>(-1) : in.as_int(e.value);
      if (!axis) return in.raise("TypeError", "Argument `axes` must be a dict with integer keys.");
      s.axes.emplace_back(static_cast<int>(*axis), length.value_or(-1));
    }
  return py::Value::none();
}

std::optional<std::string> repr(py::Interp&, const py::Value& self) {
  const InputSpec& s = py::cast<InputSpecObject>(self)->spec;
  std::vector<std::string> parts;
  if (s.dtype) parts.push_back("dtype=" + std::string(tf_name(*s.dtype)));
  if (s.shape) parts.push_back("shape=" + python_text(*s.shape));
  if (s.ndim) parts.push_back("ndim=" + std::to_string(*s.ndim));
  if (s.max_ndim) parts.push_back("max_ndim=" + std::to_string(*s.max_ndim));
  if (s.min_ndim) parts.push_back("min_ndim=" + std::to_string(*s.min_ndim));
  if (!s.axes.empty()) {
    std::string axes;
    for (const auto& [axis, length] : s.axes) axes += (axes.empty() ? "" : ", ") + std::to_string(axis) + ": " + (length < 0 ? "None" : std::to_string(length));
    parts.push_back("axes={" + axes + "}");
  }
  std::string text;
  for (const std::string& p : parts) text += (text.empty() ? "" : ", ") + p;
  return "InputSpec(" + text + ")";
}

py::Value create(py::Interp&, py::Type* type, const py::Args&) { return new InputSpecObject(type); }

py::Value object_of(py::Interp& in, const InputSpec& spec) {
  auto* object = new InputSpecObject(in.state<State>().input_spec);
  object->spec = spec;
  return object;
}

InputSpec spec_of_input(const KerasTensor& x, const std::string& name) {
  InputSpec s;
  Shape shape = x.shape;
  if (shape.known_rank() && shape.rank() > 0) shape[0] = Shape::kUnknown;
  s.shape = shape;
  s.allow_last_axis_squeeze = true;
  s.name = name;
  if (auto* input = py::cast<InputLayer>(py::Value(x.operation))) s.optional = input->optional;
  return s;
}

}  // namespace

// A functional model asks for what its Inputs say.
std::vector<InputSpec> spec_of_graph(py::Interp& in, const LayerGraph& graph) {
  std::vector<InputSpec> specs;
  if (auto* d = py::cast<py::Dict>(graph.inputs_struct)) {
    if (d->size() != graph.inputs.size()) return specs;
    for (const py::Value& key : nest::sorted_keys(in, *d)) {
      auto* x = py::cast<KerasTensor>(d->find(in, key));
      if (!x) return {};
      specs.push_back(spec_of_input(*x, std::string(in.as_str(key).value_or(""))));
    }
    return specs;
  }
  for (const auto& x : graph.inputs) specs.push_back(spec_of_input(*x, x->operation->name));
  return specs;
}

std::vector<InputSpec> input_spec_of(py::Interp& in, Layer& layer) {
  if (!layer.input_spec.empty()) return layer.input_spec;
  auto* model = py::cast<Model>(py::Value(&layer));
  if (!model || !model->graph) return {};
  auto* sequential = py::cast<Sequential>(py::Value(&layer));
  // A Keras 3 Sequential leaves the check to the functional model inside; a Keras 2 one checks if its input was declared.
  if (sequential && (in.keras3() || !sequential->explicit_input)) return {};
  return spec_of_graph(in, *model->graph);
}

py::Value input_spec_value(py::Interp& in, Layer& layer) {
  std::vector<InputSpec> specs = input_spec_of(in, layer);
  if (specs.empty()) return py::Value::none();
  if (specs.size() == 1 && !py::cast<Model>(py::Value(&layer))) return object_of(in, specs[0]);
  std::vector<py::Value> list;
  for (const InputSpec& s : specs) list.push_back(object_of(in, s));
  return in.list(std::move(list));
}

bool set_input_spec(py::Interp& in, Layer& layer, const py::Value& v) {
  layer.input_spec.clear();
  for (const py::Value& x : nest::flatten(in, v)) {
    if (x.is_none()) continue;
    auto* spec = py::cast<InputSpecObject>(x);
    if (!spec) {
      std::optional<std::string> shown = in.str(x);
      if (shown) in.raise("TypeError", "Layer input_spec must be an instance of InputSpec. Got: " + *shown);
      return false;
    }
    layer.input_spec.push_back(spec->spec);
  }
  return true;
}

void register_input_spec(py::Interp& in) {
  py::Type* t = in.new_type(class_module("InputSpec", in.keras3()), "InputSpec", {in.type_named("object")}, InputSpecObject::kind);
  t->slots.create = create;
  t->slots.repr = t->slots.str = repr;
  in.method(t, "__init__",
            in.keras3() ? "self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None, allow_last_axis_squeeze=False, name=None, optional=False"
                        : "self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None, allow_last_axis_squeeze=False, name=None",
            init);
  in.state<State>().input_spec = t;
}

}  // namespace misfit::keras
