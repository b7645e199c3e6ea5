// Hinge losses, for labels of -1 and 1 (0 and 1 are converted).
#include "keras/losses/losses.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

// 2y - 1 if every label is 0 or 1, else y: both are computed and one is chosen, as tf.cond does by value.
Operand signed_labels(Math& m, const Operand& y_true) {
  const Operand binary = m.all(m.logical_or(m.equal(y_true, m.like(0, y_true)), m.equal(y_true, m.like(1, y_true))));
  const Operand converted = m.sub(m.mul(m.like(2, y_true), y_true, "cond/mul"), m.like(1, y_true), "cond/sub");
  return m.op(kSelectV2, {binary, converted, y_true}, {}, "cond/Identity");
}

Operand margins(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  const Operand product = m.mul(signed_labels(m, c.y_true), c.y_pred);
  return m.maximum(m.sub(m.like(1, c.y_pred), product), m.like(0, c.y_pred));
}

Operand hinge(Math& m, LossCall& c) { return m.mean(margins(m, c), {{-1}}); }
Operand squared_hinge(Math& m, LossCall& c) { return m.mean(m.square(margins(m, c)), {{-1}}); }

Operand categorical_hinge(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  const Operand positive = m.sum(m.mul(c.y_true, c.y_pred), {{-1}});
  const Operand negative = m.max(m.mul(m.sub(m.like(1, c.y_true), c.y_true), c.y_pred), {{-1}});
  return m.maximum(m.add(m.sub(negative, positive), m.like(1, c.y_pred)), m.like(0, c.y_pred));
}

}  // namespace

const LossDef kHinge{"Hinge", "hinge", {}, {}, "", "reduction='auto', name='hinge'",
                     "reduction='sum_over_batch_size', name='hinge', dtype=None", hinge};
const LossDef kSquaredHinge{"SquaredHinge", "squared_hinge", {}, {}, "", "reduction='auto', name='squared_hinge'",
                            "reduction='sum_over_batch_size', name='squared_hinge', dtype=None", squared_hinge};
const LossDef kCategoricalHinge{"CategoricalHinge", "categorical_hinge", {}, {}, "", "reduction='auto', name='categorical_hinge'",
                                "reduction='sum_over_batch_size', name='categorical_hinge', dtype=None", categorical_hinge};

}  // namespace misfit::keras
