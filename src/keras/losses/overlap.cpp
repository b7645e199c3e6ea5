// Losses that measure how far two sets overlap.
#include "keras/losses/losses.h"

namespace misfit::keras {

namespace {

Math::Axes axes_of(const LossCall& c) {
  const py::Value axis = c.params["axis"];
  if (!axis || axis.is_none()) return std::nullopt;
  if (axis.is_int()) return std::vector<int64_t>{axis.integer()};
  std::vector<int64_t> list;
  if (auto* t = py::cast<py::Tuple>(axis))
    for (const py::Value& v : t->items) list.push_back(v.integer());
  if (auto* l = py::cast<py::List>(axis))
    for (const py::Value& v : l->items) list.push_back(v.integer());
  return list;
}

Operand dice(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  const auto axes = axes_of(c);
  const Operand both = m.sum(m.mul(c.y_true, c.y_pred), axes);
  if (!both) return {};
  const Operand total = m.add(m.add(m.sum(c.y_true, axes), m.sum(c.y_pred, axes)), m.like(kEpsilon, c.y_pred));
  return m.sub(m.like(1, c.y_pred), m.div(m.mul(m.like(2, c.y_pred), both), total));
}

Operand tversky(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  const auto axes = axes_of(c);
  const Operand one = m.like(1, c.y_pred);
  const Operand both = m.sum(m.mul(c.y_true, c.y_pred), axes);
  if (!both) return {};
  const Operand false_positive = m.sum(m.mul(m.sub(one, c.y_pred), c.y_true), axes);
  const Operand false_negative = m.sum(m.mul(c.y_pred, m.sub(one, c.y_true)), axes);
  const Operand weighted = m.add(m.mul(false_positive, m.like(c.params.number("alpha", 0.5), c.y_pred)),
                                 m.mul(false_negative, m.like(c.params.number("beta", 0.5), c.y_pred)));
  return m.sub(one, m.div(both, m.add(m.add(both, weighted), m.like(kEpsilon, c.y_pred))));
}

Operand generalized_cross_entropy(Math& m, LossCall& c) {
  const double q = c.params.number("q", 0.5);
  const Operand table = m.one_hot(m.cast(c.y_true, DType::kInt32), c.y_pred.shape.at(-1), c.y_pred.dtype);
  const Operand p = m.sum(m.mul(c.y_pred, table), {{-1}});
  return m.div(m.sub(m.like(1, c.y_pred), m.pow(p, m.like(q, c.y_pred))), m.like(q, c.y_pred));
}

}  // namespace

const LossDef kDice{"Dice", "dice", {}, {}, "axis=None", "", "reduction='sum_over_batch_size', name='dice', axis=None, dtype=None", dice};
const LossDef kTversky{"Tversky", "tversky", {}, {}, "alpha=0.5, beta=0.5, axis=None", "",
                       "alpha=0.5, beta=0.5, reduction='sum_over_batch_size', name='tversky', axis=None, dtype=None", tversky};
const LossDef kCategoricalGeneralizedCrossEntropy{
    "CategoricalGeneralizedCrossEntropy", "categorical_generalized_cross_entropy", {}, {}, "q", "",
    "q=0.5, reduction='sum_over_batch_size', name='categorical_generalized_cross_entropy', dtype=None", generalized_cross_entropy};

}  // namespace misfit::keras
