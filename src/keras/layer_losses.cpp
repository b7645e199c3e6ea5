// Losses that layers add by themselves: add_loss, weight and activity regularizers.
#include "keras/layer.h"
#include "keras/layer_members.h"
#include "keras/math.h"
#include "keras/nest.h"

namespace misfit::keras {
namespace {

py::Value regularizer_of(const tf::Variable& v) { return v.dict ? v.dict->get("regularizer") : py::Value(); }

bool add_loss_keras2(py::Interp& in, Layer& layer, const py::Value& loss) {
  State& state = in.state<State>();
  if (in.callable(loss) && !tf::as_tensor_object(loss)) {
    layer.callable_losses.push_back(loss);
    return true;
  }
  if (loss.is_none()) return true;
  py::Value value = loss;
  if (!tf::as_tensor_object(value)) {
    std::optional<Operand> x = tf::convert(in, value, state.floatx);
    if (!x) return false;
    value = tf::tensor_value(in, *x);
  }
  if (state.calls.empty() && tf::as_tensor_object(value)->eager()) {
    in.raise("ValueError",
             "Expected a symbolic Tensors or a callable for the loss value. Please wrap your loss computation in a zero argument `lambda`.");
    return false;
  }
  layer.losses.push_back(value);
  return true;
}

bool add_loss_keras3(py::Interp& in, Layer& layer, const py::Value& loss) {
  if (!tf::as_tensor_object(loss)) {
    std::optional<std::string> shown = in.str(loss);
    if (shown)
      in.raise("ValueError", "`add_loss()` can only be called from inside `build()` or `call()`, on a tensor input. Received invalid value: " + *shown);
    return false;
  }
  layer.losses.push_back(loss);
  return true;
}

bool add_value(py::Interp& in, std::vector<py::Value>& list, py::Value value) {
  if (!value) return false;
  if (!value.is_none()) list.push_back(std::move(value));
  return !in.pending();
}

std::optional<std::vector<py::Value>> losses_keras2(py::Interp& in, Layer& layer) {
  std::vector<py::Value> list;
  for (const auto& sub : all_layers(in, layer)) {
    for (const py::Value& loss : sub->losses) list.push_back(loss);
    for (const auto& w : sub->own_weights)
      if (py::Value r = regularizer_of(*w))
        if (!add_value(in, list, in.call(r, {py::Value(w)}))) return std::nullopt;
    for (const py::Value& f : std::vector<py::Value>(sub->callable_losses))
      if (!add_value(in, list, in.call(f, {}))) return std::nullopt;
  }
  return list;
}

std::optional<std::vector<py::Value>> losses_keras3(py::Interp& in, Layer& layer) {
  std::vector<py::Value> list;
  for (const auto& sub : all_layers(in, layer))
    for (const py::Value& loss : sub->losses) list.push_back(loss);
  for (const auto& w : trainable_weights_of(in, layer))
    if (py::Value r = regularizer_of(*w))
      if (!add_value(in, list, in.call(r, {py::Value(w)}))) return std::nullopt;
  return list;
}

}  // namespace

bool add_loss(py::Interp& in, Layer& layer, const py::Value& loss) {
  for (const py::Value& x : nest::flatten(in, loss))
    if (!(in.keras3() ? add_loss_keras3(in, layer, x) : add_loss_keras2(in, layer, x))) return false;
  return true;
}

std::optional<std::vector<py::Value>> losses_of(py::Interp& in, Layer& layer) {
  return in.keras3() ? losses_keras3(in, layer) : losses_keras2(in, layer);
}

void clear_losses(py::Interp& in, Layer& layer) {
  for (const auto& sub : all_layers(in, layer)) sub->losses.clear();
}

}  // namespace misfit::keras
