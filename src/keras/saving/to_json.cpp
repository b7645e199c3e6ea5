// A model's configuration as JSON, in the shape of each Keras' own.
#include "keras/saving/to_json.h"

#include "keras/class_modules.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

// {"module": ..., "class_name": ..., "config": {...}, "registered_name": ...}
py::Value serialize_layer(py::Interp& in, Layer& layer) {
  py::Value f = in.get_attr(py::Value(&layer), "get_config");
  py::Value config = f ? in.call(f, {}) : py::Value();
  if (!config) return {};
  py::Ref<py::Dict> d = in.dict();
  bool builtin = in.state<State>().def_of(layer.type) && layer.type->module.rfind("keras", 0) == 0;
  d->set(in, "module", builtin ? in.str_value("keras.layers") : py::Value::none());
  d->set(in, "class_name", in.str_value(layer.type->name));
  py::Value plain = nest::map(in, config, [&](const py::Value& v) -> py::Value {
    if (v.is_none() || v.is_bool() || v.is_int() || v.is_float() || in.as_str(v)) return v;
    py::Value name = in.find_attr(v, "__name__");
    if (!name) {
      if (in.pending()) in.take();
      return in.str_value(in.type_of(v)->name);
    }
    return name;
  });
  d->set(in, "config", plain);
  d->set(in, "registered_name", builtin ? py::Value::none() : in.str_value("Custom>" + layer.type->name));
  if (!layer.build_shapes.empty()) {
    py::Ref<py::Dict> build = in.dict();
    build->set(in, "input_shape", shape_tuple(in, layer.build_shapes[0]));
    d->set(in, "build_config", build);
  }
  return d;
}

}  // namespace

std::optional<std::string> to_json(py::Interp& in, Model& m) {
  std::vector<py::Value> layers;
  std::vector<py::Ref<Layer>> list = py::cast<Sequential>(py::Value(&m)) ? static_cast<Sequential&>(m).stack : m.layers(in);
  for (const auto& l : list) {
    py::Value one = serialize_layer(in, *l);
    if (!one) return std::nullopt;
    layers.push_back(one);
  }
  py::Ref<py::Dict> config = in.dict(), top = in.dict();
  config->set(in, "name", in.str_value(m.name));
  config->set(in, "layers", in.list(layers));
  top->set(in, "module", in.str_value("keras"));
  top->set(in, "class_name", in.str_value(std::string(m.class_name())));
  top->set(in, "config", config);
  py::Value json = in.import("json");
  py::Value dumps = json ? in.get_attr(json, "dumps") : py::Value();
  py::Value text = dumps ? in.call(dumps, {py::Value(top)}) : py::Value();
  return text ? in.str(text) : std::nullopt;
}

}  // namespace misfit::keras
