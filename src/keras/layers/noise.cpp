// The random numbers of layers that only act in training.
#include "keras/layers/noise.h"

#include "keras/initializers/initializer.h"
#include "ops/ops.h"

namespace misfit::keras {

bool Noise::start(py::Interp& in, const py::Value& seed, bool draws) {
  if (const auto n = seed ? in.as_int(seed) : std::nullopt) seed_ = *n;
  if (!in.keras3() || !draws) return true;
  if (!seed_) seed_ = default_seed(in);
  const Tensor start = Tensor::of<int64_t>(Shape{2}, {*seed_ % 2147483646, 0});
  tf::Context& context = in.state<tf::Context>();
  context.push_graph(nullptr);
  state_ = tf::make_variable(in, start, "seed_generator_state", false);
  context.pop_graph();
  return bool(state_);
}

Operand Noise::draw(Math& m, const OpDef& stateful, const OpDef& stateless, const Operand& shape, DType dtype) {
  if (m.interp().keras3()) {
    const Operand seed = m.read(*state_);
    const Operand next = m.context().constant(Tensor::of<int64_t>(Shape{2}, {0, 1}));
    if (!seed || !m.assign_add(*state_, next)) return {};
    return m.op(stateless, {shape, seed}, {{"dtype", dtype}});
  }
  const auto [a, b] = m.context().op_seeds(seed_);
  if (seed_) ++*seed_;
  return m.op(stateful, {shape}, {{"dtype", dtype}, {"seed", a}, {"seed2", b}});
}

Operand Noise::uniform(Math& m, const Operand& shape, DType dtype) { return draw(m, kRandomUniform, kStatelessRandomUniform, shape, dtype); }
Operand Noise::normal(Math& m, const Operand& shape, DType dtype) { return draw(m, kRandomStandardNormal, kStatelessRandomNormal, shape, dtype); }

}  // namespace misfit::keras
