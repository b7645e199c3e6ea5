// What a layer does when its class does not say: nothing in Keras 2, a refusal in Keras 3; masks pass through.
#include "keras/layer.h"

#include "keras/keras_tensor.h"
#include "keras/layer_members.h"
#include "keras/nest.h"
#include "python/machine.h"

namespace misfit::keras {

void Layer::clear() {
  own_weights.clear();
  sublayers.clear();
  losses.clear();
  callable_losses.clear();
  metrics.clear();
  activity_regularizer = {};
  initial_weights = {};
  arguments = {};
  inbound.clear();
  Instance::clear();
}

py::Value Layer::call(py::Interp& in, const py::Value& inputs, const Call&) {
  if (!in.keras3()) return inputs;
  return in.raise("NotImplementedError", "Layer " + std::string(class_name()) + " does not have a `call` method implemented.");
}

py::Value Layer::compute_mask(py::Interp& in, const py::Value&, const py::Value& mask) {
  py::Value given = mask ? mask : py::Value::none();
  if (supports_masking || in.keras3()) return given;
  for (const py::Value& m : nest::flatten(in, given)) {
    if (m.is_none()) continue;
    std::optional<std::string> shown = in.str(given);
    if (!shown) return {};
    return in.raise("TypeError", "Layer " + name + " does not support masking, but was passed an input_mask: " + *shown);
  }
  return py::Value::none();
}

bool Layer::config(py::Interp& in, py::Dict& into) {
  if (arguments)
    for (const py::Dict::Entry& e : arguments->entries) {
      if (!e.key || !e.value) continue;
      const std::string key(in.as_str(e.key).value_or(""));
      if (key == "name" || key == "trainable" || key == "dtype") continue;   // the caller's, as they came out
      const bool window = key == "kernel_size" || key == "strides" || key == "dilation_rate" || key == "pool_size";
      const py::Value own = window ? dict->get(key) : py::Value();   // (3, 3) for a kernel_size of 3
      into.insert(in, e.key, own ? own : e.value);
    }
  return !in.pending();
}

std::optional<Operand> one_operand(py::Interp& in, const py::Value& inputs) {
  std::vector<py::Value> flat = nest::flatten(in, inputs);
  if (flat.size() == 1) return tf::convert(in, flat[0]);
  return tf::convert(in, inputs);
}

py::Value overridden(py::Interp& in, Layer& layer, std::string_view method) {
  py::Value found = layer.type->lookup(method);
  if (!found || py::cast<py::Builtin>(found)) return {};
  // Bound here: an attribute look-up would find what Keras wraps around it.
  if (py::cast<py::Function>(found)) return new py::Method(in.machine().t.method, found, py::Value(&layer));
  return in.get_attr(py::Value(&layer), method);
}

}  // namespace misfit::keras
