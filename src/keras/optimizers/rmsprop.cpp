// RMSprop: gradients divided by a running root mean square of themselves.
#include "keras/optimizers/rules.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

std::vector<std::string_view> slots(const Optimizer& o) {
  std::vector<std::string_view> names{"velocity"};
  if (o.number("momentum") > 0) names.push_back("momentum");
  if (o.flag("centered")) names.push_back("average_gradient");
  return names;
}

bool update(Math& m, Optimizer& o, const Operand& g, tf::Variable& w, const Operand& lr) {
  const double rho = o.number("rho"), momentum = o.number("momentum");
  auto running = [&](tf::Variable& v, const Operand& x) {
    return m.assign(v, m.add(m.mul(m.like(rho, g), m.read(v)), m.mul(m.like(1 - rho, g), x)));
  };
  tf::Variable& velocity = o.slot(w, "velocity");
  if (!running(velocity, squared(m, g))) return false;
  Operand scale = m.read(velocity);
  if (o.flag("centered")) {
    tf::Variable& average = o.slot(w, "average_gradient");
    if (!running(average, g)) return false;
    scale = m.sub(scale, m.square(m.read(average)));
  }
  scale = m.add(scale, m.like(o.number("epsilon"), g));
  const Operand step = m.interp().keras3() ? m.div(m.mul(lr, g), m.sqrt(scale)) : m.mul(m.mul(lr, g), m.op(kRsqrt, {scale}));
  if (momentum <= 0) return m.assign_sub(w, step);
  tf::Variable& velocity2 = o.slot(w, "momentum");
  if (!m.assign(velocity2, m.add(m.mul(m.like(momentum, g), m.read(velocity2)), step))) return false;
  return m.assign_sub(w, m.read(velocity2));
}

constexpr std::string_view kArguments = "learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-07, centered=False";

}  // namespace

const OptimizerDef kRMSprop{"RMSprop", "rmsprop", kArguments, kArguments, slots, update};

}  // namespace misfit::keras
