// The built-in activations, elementwise but for softmax.
#include "keras/warn.h"
#include "keras/activations/activations.h"

#include "ops/ops.h"

namespace misfit::keras {

Operand softmax(Math& m, const Operand& x, int64_t axis) {
  if (!x) return {};
  if (!x.shape.known_rank()) return m.op(kSoftmax, {x});
  const auto rank = static_cast<int64_t>(x.shape.rank());
  if (axis < 0) axis += rank;
  if (axis == rank - 1 || axis < 0 || axis >= rank) return m.op(kSoftmax, {x});
  std::vector<int64_t> swapped;                   // TensorFlow swaps the axis with the last one and back
  for (int64_t i = 0; i < rank; ++i) swapped.push_back(i == axis ? rank - 1 : i == rank - 1 ? axis : i);
  return m.transpose(m.op(kSoftmax, {m.transpose(x, swapped)}), swapped);
}

namespace {

using P = const Params&;

// Whole numbers become real ones first, as in tf.nn.leaky_relu.
Operand leaky(Math& m, const Operand& x, double slope) {
  return x ? m.op(kLeakyRelu, {is_integer(x.dtype) ? m.cast(x, DType::kFloat32) : x}, {{"alpha", slope}}) : x;
}

Operand relu(Math& m, const Operand& x, P p) {
  const double slope = p.number(m.interp().keras3() ? "negative_slope" : "alpha", 0), threshold = p.number("threshold", 0);
  const py::Value limit = p["max_value"];
  const bool limited = limit && !limit.is_none();
  if (!x) return {};
  if (slope == 0 && threshold == 0) {
    if (limited && p.number("max_value", 0) == 6) return m.op(kRelu6, {x});
    const Operand y = m.op(kRelu, {x});
    return limited ? m.clip(y, 0, p.number("max_value", 0)) : y;
  }
  if (slope != 0 && threshold == 0 && !limited) return leaky(m, x, slope);
  // f(x) = max for x >= max, x for threshold <= x < max, slope * (x - threshold) below.
  const Operand below = m.mul(m.like(slope, x), m.sub(x, m.like(threshold, x)));
  Operand above = limited ? m.minimum(x, m.like(p.number("max_value", 0), x)) : x;
  return m.where(m.op(kGreaterEqual, {x, m.like(threshold, x)}), above, below);
}
Operand leaky_relu(Math& m, const Operand& x, P p) { return leaky(m, x, p.number(m.interp().keras3() ? "negative_slope" : "alpha", 0.2)); }
Operand relu6(Math& m, const Operand& x, P) { return m.op(kRelu6, {x}); }
Operand sigmoid(Math& m, const Operand& x, P) { return m.op(kSigmoid, {x}); }
Operand tanh(Math& m, const Operand& x, P) { return m.op(kTanh, {x}); }
Operand linear(Math&, const Operand& x, P) { return x; }
Operand softmax_of(Math& m, const Operand& x, P p) {
  const int64_t axis = p.integer("axis", -1);
  py::Interp& in = m.interp();
  if (x && !x.shape.known_rank() && !in.keras3()) {
    in.raise("TypeError", "'<=' not supported between instances of 'NoneType' and 'int'");
    return {};
  }
  if (!x || !x.shape.known_rank()) return softmax(m, x, axis);
  const auto rank = static_cast<int64_t>(x.shape.rank());
  if (!in.keras3() && rank <= 1) {
    const auto shown = in.format(tf::tensor_value(in, x), "");
    if (shown) in.raise("ValueError", "Cannot apply softmax to a tensor that is 1D. Received input: " + *shown);
    return {};
  }
  if (in.keras3() && axis >= -rank && axis < rank && x.shape.at(static_cast<int>(axis)) == 1)
    warn_once(in, "You are using a softmax over axis " + std::to_string(axis) + " of a tensor of shape " + python_text(x.shape) +
                               ". This axis has size 1. The softmax operation will always return the value 1, which is likely not what you intended. "
                               "Did you mean to use a sigmoid instead?");
  return in.pending() ? Operand{} : softmax(m, x, axis);
}
Operand log_softmax(Math& m, const Operand& x, P) { return m.op(kLogSoftmax, {x}); }
Operand softplus(Math& m, const Operand& x, P) { return m.op(kSoftplus, {x}); }
Operand softsign(Math& m, const Operand& x, P) { return m.div(x, m.add(m.abs(x), m.like(1, x))); }
Operand selu(Math& m, const Operand& x, P) { return m.op(kSelu, {x}); }
Operand elu(Math& m, const Operand& x, P p) {
  const double alpha = p.number("alpha", 1);
  const Operand y = m.op(kElu, {x});
  return alpha == 1 || !y ? y : m.where(m.greater(x, m.like(0, x)), y, m.mul(m.like(alpha, x), y));
}
Operand celu(Math& m, const Operand& x, P p) {
  const double alpha = p.number("alpha", 1);
  const Operand tail = m.mul(m.like(alpha, x), m.op(kExpm1, {m.div(x, m.like(alpha, x))}));
  return m.add(m.maximum(x, m.like(0, x)), m.minimum(m.like(0, x), tail));
}
Operand exponential(Math& m, const Operand& x, P) { return m.exp(x); }
Operand silu(Math& m, const Operand& x, P) { return m.mul(x, m.op(kSigmoid, {x})); }
Operand mish(Math& m, const Operand& x, P) { return m.mul(x, m.op(kTanh, {m.op(kSoftplus, {x})})); }
Operand gelu(Math& m, const Operand& x, P p) {
  const Operand half = m.mul(m.like(0.5, x), x), one = m.like(1, x);
  if (!p.flag("approximate")) return m.mul(half, m.add(one, m.op(kErf, {m.div(x, m.like(1.4142135623730951, x))})));
  const Operand cube = m.mul(m.like(0.044715, x), m.pow(x, m.like(3, x)));
  return m.mul(half, m.add(one, m.op(kTanh, {m.mul(m.like(0.7978845608028654, x), m.add(x, cube))})));
}
Operand hard_sigmoid(Math& m, const Operand& x, P) {
  if (!m.interp().keras3()) return m.clip(m.add(m.mul(x, m.like(0.2, x)), m.like(0.5, x)), 0, 1);
  return m.div(m.op(kRelu6, {m.add(x, m.like(3, x))}), m.like(6, x));
}
Operand hard_silu(Math& m, const Operand& x, P p) { return m.mul(x, hard_sigmoid(m, x, p)); }
Operand hard_tanh(Math& m, const Operand& x, P) { return m.clip(x, -1, 1); }
Operand log_sigmoid(Math& m, const Operand& x, P) { return m.neg(m.op(kSoftplus, {m.neg(x)})); }
Operand tanh_shrink(Math& m, const Operand& x, P) { return m.sub(x, m.op(kTanh, {x})); }
Operand squareplus(Math& m, const Operand& x, P p) {
  return m.div(m.add(x, m.sqrt(m.add(m.square(x), m.like(p.number("b", 4), x)))), m.like(2, x));
}

const ActivationDef kActivations[] = {
    {"relu", "alpha=0.0, max_value=None, threshold=0.0", "negative_slope=0.0, max_value=None, threshold=0.0", true, true, relu},
    {"leaky_relu", "alpha=0.2", "negative_slope=0.2", true, true, leaky_relu},
    {"relu6", "", "", true, true, relu6},
    {"sigmoid", "", "", true, true, sigmoid, true},
    {"tanh", "", "", true, true, tanh},
    {"linear", "", "", true, true, linear},
    {"softmax", "axis=-1", "axis=-1", true, true, softmax_of, true},
    {"log_softmax", "", "axis=-1", true, true, log_softmax},
    {"softplus", "", "", true, true, softplus},
    {"softsign", "", "", true, true, softsign},
    {"selu", "", "", true, true, selu},
    {"elu", "alpha=1.0", "alpha=1.0", true, true, elu},
    {"celu", "", "alpha=1.0", false, true, celu},
    {"exponential", "", "", true, true, exponential},
    {"swish", "", "", true, false, silu},
    {"silu", "", "", true, true, silu},
    {"mish", "", "", true, true, mish},
    {"gelu", "approximate=False", "approximate=False", true, true, gelu},
    {"hard_sigmoid", "", "", true, true, hard_sigmoid},
    {"hard_silu", "", "", false, true, hard_silu},
    {"hard_tanh", "", "", false, true, hard_tanh},
    {"log_sigmoid", "", "", false, true, log_sigmoid},
    {"tanh_shrink", "", "", false, true, tanh_shrink},
    {"squareplus", "", "b=4", false, true, squareplus},
};

}  // namespace

std::span<const ActivationDef> activation_defs() { return kActivations; }

}  // namespace misfit::keras
