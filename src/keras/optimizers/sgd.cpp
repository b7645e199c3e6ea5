// Stochastic gradient descent: w -= lr * g, or with momentum m = momentum * m - lr * g, w += m.
#include "keras/optimizers/rules.h"

namespace misfit::keras {

namespace {

// Keras 2 keeps a momentum for every weight, used or not; Keras 3 only when there is momentum.
std::vector<std::string_view> slots(const Optimizer& o) {
  if (o.def->keras2.empty()) return {};
  if (o.flag("keras3") && o.number("momentum") == 0) return {};
  return {o.flag("keras3") ? "momentum" : "m"};
}

bool update(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  const double momentum = o.number("momentum");
  if (m.interp().keras3() && momentum == 0) return m.assign_sub(w, m.mul(g, lr, "Mul"));
  tf::Variable& velocity = o.slot(w, slots(o)[0]);
  auto next = [&] {
    const Operand kept = m.mul(m.read(velocity), m.like(momentum, g));
    return m.interp().keras3() ? m.sub(kept, m.mul(g, lr)) : m.add(m.mul(g, m.neg(lr)), kept);
  };
  if (!m.assign(velocity, next())) return false;
  return m.assign_add(w, o.flag("nesterov") ? next() : m.read(velocity));
}

bool check(py::Interp& in, py::Bound& a) {
  const py::Value momentum = a["momentum"];
  const auto value = in.as_double(momentum);
  if (in.keras3()) {
    if (!momentum.is_float() || *value < 0 || *value > 1) return in.raise("ValueError", "`momentum` must be a float between [0, 1]."), false;
  } else if (value && (*value < 0 || *value > 1)) {
    return in.raise("ValueError", "`momentum` must be between [0, 1]."), false;
  }
  return true;
}

}  // namespace

const OptimizerDef kSGD{"SGD", "sgd", "learning_rate=0.01, momentum=0.0, nesterov=False", "learning_rate=0.01, momentum=0.0, nesterov=False", slots, update, check};

}  // namespace misfit::keras
