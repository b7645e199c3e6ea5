// Adam and its kin: running means of the gradient and of its square, corrected for their start at zero.
#include "keras/optimizers/rules.h"
#include "ops/ops.h"

namespace misfit::keras {

Operand step_number(Math& m, const Optimizer& o, DType dtype, int64_t ahead) {
  return m.cast(m.add(m.read(*o.iterations), m.context().constant(Tensor::scalar(ahead))), dtype);
}

namespace {

std::string_view first(const Optimizer& o) { return o.flag("keras3") ? "momentum" : "m"; }
std::string_view second(const Optimizer& o) { return o.flag("keras3") ? "velocity" : "v"; }

std::vector<std::string_view> adam_slots(const Optimizer& o) {
  std::vector<std::string_view> names{first(o), second(o)};
  if (o.flag("amsgrad")) names.push_back(o.flag("keras3") ? "velocity_hat" : "vhat");
  return names;
}

// v += (x - v) * (1 - beta); where rows were gathered, Keras 2 shrinks v first and then adds to them.
bool towards(Math& m, tf::Variable& v, const Operand& x, double beta, bool gathered) {
  if (gathered && !m.interp().keras3())
    return m.assign_add(v, m.mul(m.neg(m.read(v)), m.like(1 - beta, x))) && m.assign_add(v, m.mul(x, m.like(1 - beta, x)));
  return m.assign_add(v, m.mul(m.sub(x, m.read(v)), m.like(1 - beta, x)));
}

bool adam(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  const double beta_1 = o.number("beta_1"), beta_2 = o.number("beta_2");
  const Operand step = step_number(m, o, g.dtype), one = m.like(1, g);
  const Operand power_1 = m.pow(m.like(beta_1, g), step), power_2 = m.pow(m.like(beta_2, g), step);
  const Operand alpha = m.div(m.mul(lr, m.sqrt(m.sub(one, power_2))), m.sub(one, power_1));
  tf::Variable &mean = o.slot(w, first(o)), &square = o.slot(w, second(o));
  if (!towards(m, mean, g, beta_1, is_gathered(g)) || !towards(m, square, squared(m, g), beta_2, is_gathered(g))) return false;
  Operand v = m.read(square);
  if (o.flag("amsgrad")) {
    tf::Variable& largest = o.slot(w, o.flag("keras3") ? "velocity_hat" : "vhat");
    if (!m.assign(largest, m.maximum(m.read(largest), v))) return false;
    v = m.read(largest);
  }
  return m.assign_sub(w, m.div(m.mul(m.read(mean), alpha), m.add(m.sqrt(v), m.like(o.number("epsilon"), g))));
}

std::vector<std::string_view> adamax_slots(const Optimizer& o) { return {first(o), o.flag("keras3") ? "norm" : "u"}; }

bool adamax(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  const double beta_1 = o.number("beta_1");
  const Operand power = m.pow(m.like(beta_1, g), step_number(m, o, g.dtype));
  tf::Variable &mean = o.slot(w, first(o)), &norm = o.slot(w, o.flag("keras3") ? "norm" : "u");
  if (!towards(m, mean, g, beta_1, false)) return false;
  if (!m.assign(norm, m.maximum(m.mul(m.like(o.number("beta_2"), g), m.read(norm)), m.abs(g)))) return false;
  const Operand scale = m.mul(m.sub(m.like(1, g), power), m.add(m.read(norm), m.like(o.number("epsilon"), g)));
  return m.assign_sub(w, m.div(m.mul(lr, m.read(mean)), scale));
}

std::vector<std::string_view> nadam_slots(const Optimizer& o) {
  if (!o.flag("keras3")) return {first(o), second(o)};
  return {first(o), second(o), "u_product"};
}

// Keras 2 has one product for all weights, and counts in Python how often it was multiplied: while a graph is traced, at every weight,
// for tf.cond looks at both of its branches. Where the count meets the step, the product stays as it is.
bool multiply_shared(Math& m, Optimizer& o, tf::Variable& product, const Operand& now) {
  double& counter = o.numbers["u_product_counter"];
  const Operand second_next = m.add(m.read(*o.iterations), m.context().constant(Tensor::scalar(int64_t{2})));
  const Operand up_to_date = m.equal(m.context().constant(Tensor::scalar(static_cast<int64_t>(counter))), second_next);
  if (!up_to_date) return false;
  if (!m.context().eager() || up_to_date.value.at(0) == 0) ++counter;
  const Operand old = m.read(product);
  return m.assign(product, m.where(up_to_date, old, m.mul(old, now)));
}

// The schedule of momentum, u_t = beta_1 * (1 - 0.5 * 0.96^t), and the product of all of them so far, kept a weight.
bool nadam(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  const double beta_1 = o.number("beta_1"), beta_2 = o.number("beta_2");
  const Operand one = m.like(1, g);
  auto momentum_at = [&](int64_t ahead) {
    Operand step = step_number(m, o, g.dtype, ahead);
    if (o.flag("legacy")) step = m.mul(m.like(0.004, g), step);
    return m.mul(m.like(beta_1, g), m.sub(one, m.mul(m.like(0.5, g), m.pow(m.like(0.96, g), step))));
  };
  const Operand now = momentum_at(1), later = momentum_at(2);
  tf::Variable &mean = o.slot(w, first(o)), &square = o.slot(w, second(o));
  tf::Variable& product = o.flag("keras3") ? o.slot(w, "u_product") : *o.slots.at({nullptr, "u_product"});
  if (o.flag("keras3")) {
    const Operand first_step = m.equal(m.read(*o.iterations), m.context().constant(Tensor::scalar(int64_t{0})));
    const Operand so_far = m.where(first_step, m.ones_like(m.read(product)), m.read(product));
    if (!m.assign(product, m.mul(so_far, now))) return false;
  } else if (!multiply_shared(m, o, product, now)) {
    return false;
  }
  if (!towards(m, mean, g, beta_1, is_gathered(g)) || !towards(m, square, squared(m, g), beta_2, is_gathered(g))) return false;
  const Operand u = m.read(product), u_later = m.mul(u, later);
  const Operand ahead = m.add(m.div(m.mul(later, m.read(mean)), m.sub(one, u_later)), m.div(m.mul(m.sub(one, now), g), m.sub(one, u)));
  const Operand v = m.div(m.read(square), m.sub(one, m.pow(m.like(beta_2, g), step_number(m, o, g.dtype))));
  return m.assign_sub(w, m.div(m.mul(ahead, lr), m.add(m.sqrt(v), m.like(o.number("epsilon"), g))));
}

constexpr std::string_view kArguments = "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07";
constexpr std::string_view kAdamArguments = "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False";
constexpr std::string_view kAdamWArguments = "learning_rate=0.001, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False";

}  // namespace

const OptimizerDef kAdam{"Adam", "adam", kAdamArguments, kAdamArguments, adam_slots, adam};
const OptimizerDef kAdamW{"AdamW", "adamw", kAdamWArguments, kAdamWArguments, adam_slots, adam};
const OptimizerDef kAdamax{"Adamax", "adamax", kArguments, kArguments, adamax_slots, adamax};
const OptimizerDef kNadam{"Nadam", "nadam", kArguments, kArguments, nadam_slots, nadam};

}  // namespace misfit::keras
