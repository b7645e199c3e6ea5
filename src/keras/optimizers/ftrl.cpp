// Ftrl and Lion.
#include "keras/optimizers/rules.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

std::vector<std::string_view> ftrl_slots(const Optimizer&) { return {"accumulator", "linear"}; }

bool ftrl(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  tf::Variable &sum = o.slot(w, "accumulator"), &linear = o.slot(w, "linear");
  const Operand power = m.like(-o.number("learning_rate_power", -0.5), g);
  const Operand l2 = m.add(m.like(o.number("l2_regularization_strength"), g), m.div(m.like(o.number("beta"), g), m.mul(m.like(2, g), lr)));
  const Operand shrunk = m.add(g, m.mul(m.like(2 * o.number("l2_shrinkage_regularization_strength"), g), m.read(w)));
  const Operand total = m.add(m.read(sum), m.square(g));
  const Operand sigma = m.div(m.sub(m.pow(total, power), m.pow(m.read(sum), power)), lr);
  if (!m.assign_add(linear, m.sub(shrunk, m.mul(sigma, m.read(w))))) return false;
  const double l1 = o.number("l1_regularization_strength");
  const Operand quadratic = m.add(m.div(m.pow(total, power), lr), m.mul(m.like(2, g), l2));
  const Operand clipped = m.clip(m.read(linear), -l1, l1);
  return m.assign(w, m.div(m.sub(clipped, m.read(linear)), quadratic)) && m.assign(sum, total);
}

std::vector<std::string_view> lion_slots(const Optimizer& o) { return {o.flag("keras3") ? "momentum" : "m"}; }

bool lion(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  const double beta_1 = o.number("beta_1"), beta_2 = o.number("beta_2");
  tf::Variable& mean = o.slot(w, lion_slots(o)[0]);
  auto mix = [&](double beta) { return m.add(m.mul(m.read(mean), m.like(beta, g)), m.mul(g, m.like(1 - beta, g))); };
  return m.assign_sub(w, m.mul(lr, m.op(kSign, {mix(beta_1)}))) && m.assign(mean, mix(beta_2));
}

constexpr std::string_view kFtrlArguments =
    "learning_rate=0.001, learning_rate_power=-0.5, initial_accumulator_value=0.1, l1_regularization_strength=0.0, l2_regularization_strength=0.0, "
    "l2_shrinkage_regularization_strength=0.0, beta=0.0";

}  // namespace

const OptimizerDef kFtrl{"Ftrl", "ftrl", kFtrlArguments, kFtrlArguments, ftrl_slots, ftrl};
const OptimizerDef kLion{"Lion", "lion", "learning_rate=0.0001, beta_1=0.9, beta_2=0.99", "learning_rate=0.001, beta_1=0.9, beta_2=0.99", lion_slots, lion};

}  // namespace misfit::keras
