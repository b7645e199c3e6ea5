// Focal losses: cross-entropies that count easy samples less.
#include "keras/losses/losses.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

Operand binary_focal(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  const double smoothing = c.params.number("label_smoothing", 0);
  if (smoothing != 0) c.y_true = smooth(m, c.y_true, smoothing, true);
  const Operand p = c.params.flag("from_logits") ? m.op(kSigmoid, {c.y_pred}) : c.y_pred;
  const Operand values = binary_crossentropy_values(m, c, c.y_true, p, false);
  const Operand one = m.like(1, c.y_pred), wrong = m.sub(one, c.y_true);
  const Operand right_share = m.add(m.mul(c.y_true, p), m.mul(wrong, m.sub(one, p)));
  Operand focal = m.mul(m.pow(m.sub(one, right_share), m.like(c.params.number("gamma", 2), c.y_pred)), values);
  if (c.params.flag("apply_class_balancing")) {
    const double alpha = c.params.number("alpha", 0.25);
    focal = m.mul(m.add(m.mul(c.y_true, m.like(alpha, p)), m.mul(wrong, m.like(1 - alpha, p))), focal);
  }
  return m.mean(focal, {{c.params.integer("axis", -1)}});
}

Operand categorical_focal(Math& m, LossCall& c) {
  warn_one_class(m, c.y_pred, "categorical_focal_crossentropy");
  if (m.interp().pending() || !prepare(m, c, false)) return {};
  const double smoothing = c.params.number("label_smoothing", 0);
  if (smoothing != 0) c.y_true = smooth(m, c.y_true, smoothing, false);
  const int64_t axis = c.params.integer("axis", -1);
  const Operand given = c.params.flag("from_logits") ? m.op(kSoftmax, {c.y_pred}) : c.y_pred;
  const Operand p = m.clip(m.div(given, m.sum(given, {{axis}}, true)), kEpsilon, 1 - kEpsilon);
  const Operand entropy = m.mul(m.neg(c.y_true), m.log(p));
  const Operand factor = m.mul(m.pow(m.sub(m.like(1, p), p), m.like(c.params.number("gamma", 2), p)), m.like(c.params.number("alpha", 0.25), p));
  return m.sum(m.mul(factor, entropy), {{axis}});
}

}  // namespace

const LossDef kBinaryFocalCrossentropy{
    "BinaryFocalCrossentropy", "binary_focal_crossentropy", {}, {},
    "apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1",
    "apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1, reduction='auto', name='binary_focal_crossentropy'",
    "apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', "
    "name='binary_focal_crossentropy', dtype=None",
    binary_focal};
const LossDef kCategoricalFocalCrossentropy{
    "CategoricalFocalCrossentropy", "categorical_focal_crossentropy", {}, {},
    "alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1",
    "alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1, reduction='auto', name='categorical_focal_crossentropy'",
    "alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', name='categorical_focal_crossentropy', dtype=None",
    categorical_focal};

}  // namespace misfit::keras
