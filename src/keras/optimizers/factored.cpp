// Adafactor keeps of a matrix of squared gradients only the means of its rows and columns; Lamb scales Adam's step to each weight's norm.
#include "keras/optimizers/rules.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

std::string_view second(const Optimizer& o) { return o.flag("keras3") ? "velocity" : "v"; }

std::vector<std::string_view> adafactor_slots(const Optimizer& o) { return {"r", "c", second(o)}; }

Operand rms(Math& m, const Operand& x) { return m.sqrt(m.mean(m.square(x))); }

bool adafactor(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& learning_rate) {
  const Operand one = m.like(1, g), step = step_number(m, o, g.dtype), relative = m.div(one, m.sqrt(step));
  const bool constant = py::cast<tf::Variable>(o.learning_rate) != nullptr;
  const Operand lr = constant && o.flag("relative_step") ? m.minimum(learning_rate, relative) : learning_rate;
  const Operand alpha = m.mul(m.maximum(m.like(o.number("epsilon_2"), g), rms(m, m.read(w))), m.minimum(lr, relative));
  const Operand squares = m.add(m.square(g), m.like(o.number("epsilon_1"), g));
  const Operand beta = m.sub(one, m.pow(step, m.like(o.number("beta_2_decay"), g)));
  auto towards = [&](tf::Variable& v, const Operand& x) { return m.assign(v, m.add(m.mul(beta, m.read(v)), m.mul(m.sub(one, beta), x))); };
  tf::Variable& v = o.slot(w, second(o));
  if (w.cell->shape.rank() < 2) {
    if (!towards(v, squares)) return false;
  } else {
    tf::Variable &rows = o.slot(w, "r"), &columns = o.slot(w, "c");
    if (!towards(rows, m.mean(squares, {{-1}})) || !towards(columns, m.mean(squares, {{-2}}))) return false;
    const Operand r = m.read(rows);
    if (!m.assign(v, m.mul(m.expand_dims(m.div(r, m.mean(r, {{-1}}, true)), -1), m.expand_dims(m.read(columns), -2)))) return false;
  }
  const Operand u = m.div(g, m.sqrt(m.read(v)));
  const Operand clipped = m.div(u, m.maximum(one, m.div(rms(m, u), m.like(o.number("clip_threshold"), g))));
  return m.assign_sub(w, m.mul(alpha, clipped));
}

std::vector<std::string_view> lamb_slots(const Optimizer&) { return {"momentum", "velocity"}; }

bool lamb(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  const double beta_1 = o.number("beta_1"), beta_2 = o.number("beta_2");
  const Operand one = m.like(1, g), zero = m.like(0, g), step = step_number(m, o, g.dtype);
  tf::Variable &mean = o.slot(w, "momentum"), &square = o.slot(w, "velocity");
  if (!m.assign_add(mean, m.mul(m.sub(g, m.read(mean)), m.like(1 - beta_1, g)))) return false;
  if (!m.assign_add(square, m.mul(m.sub(m.square(g), m.read(square)), m.like(1 - beta_2, g)))) return false;
  const Operand first = m.div(m.read(mean), m.sub(one, m.pow(m.like(beta_1, g), step)));
  const Operand root = m.sqrt(m.div(m.read(square), m.sub(one, m.pow(m.like(beta_2, g), step))));
  const Operand update = m.div(first, m.add(root, m.like(o.number("epsilon"), g)));
  const Operand of_weight = m.sqrt(m.sum(m.square(m.read(w)))), of_update = m.sqrt(m.sum(m.square(update)));
  const Operand both = m.logical_and(m.greater(of_weight, zero), m.greater(of_update, zero));
  const Operand ratio = m.where(both, m.div(of_weight, of_update), one);
  return m.assign_sub(w, m.mul(m.mul(ratio, lr), update));
}

constexpr std::string_view kFactored = "learning_rate=0.001, beta_2_decay=-0.8, epsilon_1=1e-30, epsilon_2=0.001, clip_threshold=1.0, relative_step=True";

}  // namespace

const OptimizerDef kAdafactor{"Adafactor", "adafactor", kFactored, kFactored, adafactor_slots, adafactor};
const OptimizerDef kLamb{"Lamb", "lamb", "", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07", lamb_slots, lamb};

}  // namespace misfit::keras
