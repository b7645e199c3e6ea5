// Adagrad and Adadelta: step sizes from accumulated squares of the gradient.
#include "keras/optimizers/rules.h"

namespace misfit::keras {

namespace {

std::vector<std::string_view> adagrad_slots(const Optimizer&) { return {"accumulator"}; }

bool adagrad(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  tf::Variable& sum = o.slot(w, "accumulator");
  if (!m.assign_add(sum, squared(m, g))) return false;
  return m.assign_sub(w, m.div(m.mul(lr, g), m.sqrt(m.add(m.read(sum), m.like(o.number("epsilon"), g)))));
}

std::vector<std::string_view> adadelta_slots(const Optimizer&) { return {"accumulated_grad", "accumulated_delta_var"}; }

bool adadelta(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  const double rho = o.number("rho");
  auto rms = [&](const Operand& x) { return m.sqrt(m.add(x, m.like(o.number("epsilon"), g))); };
  auto running = [&](tf::Variable& v, const Operand& x) {
    return m.assign(v, m.add(m.mul(m.like(rho, g), m.read(v)), m.mul(m.like(1 - rho, g), m.square(x))));
  };
  tf::Variable &gradients = o.slot(w, "accumulated_grad"), &deltas = o.slot(w, "accumulated_delta_var");
  if (!running(gradients, g)) return false;
  const Operand delta = m.neg(m.div(m.mul(rms(m.read(deltas)), g), rms(m.read(gradients))));
  return running(deltas, delta) && m.assign_add(w, m.mul(lr, delta));
}

}  // namespace

const OptimizerDef kAdagrad{"Adagrad", "adagrad", "learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-07",
                            "learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-07", adagrad_slots, adagrad};
const OptimizerDef kAdadelta{"Adadelta", "adadelta", "learning_rate=0.001, rho=0.95, epsilon=1e-07",
                             "learning_rate=0.001, rho=0.95, epsilon=1e-07", adadelta_slots, adadelta};

}  // namespace misfit::keras
