// keras.Variable of Keras 3: a tf.Variable with a path and a string for a dtype.
#include "keras/keras_tensor.h"
#include "keras/layer_members.h"
#include "numpy/ndarray.h"
#include "tensorflow/types.h"

namespace misfit::keras {
namespace {

std::string leaf(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::optional<std::string> repr(py::Interp& in, const py::Value& self) {
  auto* v = py::cast<tf::Variable>(self);
  const std::string head = "<Variable path=" + v->name + ", shape=" + python_text(v->cell->shape) + ", dtype=" + std::string(tf_name(v->cell->dtype));
  if (!in.state<tf::Context>().eager()) return head + ">";   // a graph has no value to show
  std::optional<std::string> value = in.str(np::array_value(in, v->cell->value));
  if (!value) return std::nullopt;
  return head + ", value=" + *value + ">";
}

py::Value getattr(py::Interp& in, const py::Value& self, std::string_view name) {
  auto* v = py::cast<tf::Variable>(self);
  if (name == "name") return in.str_value(leaf(v->name));
  if (name == "path") return in.str_value(v->name);
  if (name == "shape") return tf::shape_value(in, v->cell->shape);
  if (name == "dtype") return in.str_value(std::string(tf_name(v->cell->dtype)));
  if (name == "ndim") return py::Value::integer(static_cast<int64_t>(v->cell->shape.rank()));
  if (name == "trainable") return py::Value::boolean(v->trainable);
  if (name == "value") {
    Operand x = in.state<tf::Context>().read(*v);
    return x ? tf::tensor_value(in, x) : py::Value();
  }
  py::Type* base = tf::types(in).variable;
  return base->slots.getattr ? base->slots.getattr(in, self, name) : py::Value();
}

std::optional<bool> setattr(py::Interp& in, const py::Value& self, std::string_view name, const py::Value& value) {
  auto* v = py::cast<tf::Variable>(self);
  if (name == "trainable") {
    std::optional<bool> on = in.truth(value);
    if (!on) return std::nullopt;
    v->trainable = *on;
    return true;
  }
  py::Type* base = tf::types(in).variable;
  return base->slots.setattr ? base->slots.setattr(in, self, name, value) : std::optional<bool>(false);
}

}  // namespace

py::Value weight_value(py::Interp&, const py::Ref<tf::Variable>& v) { return v; }

void register_variable(py::Interp& in) {
  State& state = in.state<State>();
  if (!in.keras3()) {
    state.variable = tf::types(in).variable;
    return;
  }
  py::Type* t = in.new_type("keras.src.backend", "Variable", {tf::types(in).variable}, tf::Variable::kind);
  t->slots.repr = t->slots.str = repr;
  t->slots.getattr = getattr;
  t->slots.setattr = setattr;
  state.variable = t;
}

}  // namespace misfit::keras
