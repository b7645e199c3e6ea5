// Losses between numbers: the mean over the last axis of a distance.
#include "keras/losses/losses.h"
#include "ops/ops.h"

namespace misfit::keras {

bool prepare(Math& m, LossCall& c, bool squeeze) {
  if (!c.y_pred) return false;
  c.y_true = m.cast(c.y_true, c.y_pred.dtype);
  if (!c.y_true) return false;
  return !m.interp().keras3() || !squeeze || match_ranks(m, c.y_true, c.y_pred);
}

namespace {

Operand mean_squared_error(Math& m, LossCall& c) {
  if (!prepare(m, c)) return {};
  const Operand squares = m.interp().keras3() ? m.square(m.sub(c.y_true, c.y_pred)) : m.op(kSquaredDifference, {c.y_pred, c.y_true});
  return m.mean(squares, {{-1}});
}

Operand mean_absolute_error(Math& m, LossCall& c) {
  if (!prepare(m, c)) return {};
  return m.mean(m.abs(m.interp().keras3() ? m.sub(c.y_true, c.y_pred) : m.sub(c.y_pred, c.y_true)), {{-1}});
}

Operand mean_absolute_percentage_error(Math& m, LossCall& c) {
  if (!prepare(m, c)) return {};
  const Operand scale = m.maximum(m.abs(c.y_true), m.like(kEpsilon, c.y_pred));
  return m.mul(m.like(100, c.y_pred), m.mean(m.abs(m.div(m.sub(c.y_true, c.y_pred), scale)), {{-1}}));
}

Operand mean_squared_logarithmic_error(Math& m, LossCall& c) {
  if (!prepare(m, c)) return {};
  auto log1 = [&](const Operand& x) { return m.log(m.add(m.maximum(x, m.like(kEpsilon, c.y_pred)), m.like(1, c.y_pred))); };
  const Operand first = log1(c.y_pred), second = log1(c.y_true);
  const Operand squares = m.interp().keras3() ? m.square(m.sub(first, second)) : m.op(kSquaredDifference, {first, second});
  return m.mean(squares, {{-1}});
}

Operand huber(Math& m, LossCall& c) {
  if (!m.interp().keras3()) c.y_pred = m.cast(c.y_pred, DType::kFloat32);
  if (!prepare(m, c)) return {};
  const Operand delta = m.like(c.params.number("delta", 1.0), c.y_pred), half = m.like(0.5, c.y_pred);
  const Operand error = m.sub(c.y_pred, c.y_true, "Sub"), size = m.abs(error);
  const Operand small = m.mul(half, m.square(error));
  const Operand large = m.sub(m.mul(delta, size), m.mul(half, m.square(delta)));
  return m.mean(m.where(m.less_equal(size, delta), small, large), {{-1}});
}

Operand log_cosh(Math& m, LossCall& c) {
  if (!prepare(m, c)) return {};
  const Operand x = m.sub(c.y_pred, c.y_true);
  const Operand soft = m.op(kSoftplus, {m.mul(x, m.like(-2, c.y_pred))});
  return m.mean(m.sub(m.add(x, soft), m.like(0.693147180559945, c.y_pred)), {{-1}});
}

Operand cosine_similarity(Math& m, LossCall& c) {
  py::Interp& in = m.interp();
  const auto raw = in.keras3() || !m.context().eager() || !c.y_true_value ? std::optional<Operand>(c.y_true) : tf::convert(in, c.y_true_value);
  if (!raw) return {};
  if (!in.keras3() && c.y_true && is_integer(raw->dtype)) {   // l2_normalize() compares with 1e-12
    const std::string dtype(tf_name(raw->dtype));
    in.raise("TypeError", m.context().eager() ? "Cannot convert 1e-12 to EagerTensor of dtype " + dtype
                                              : "Expected " + dtype + " passed to parameter 'y' of op 'Maximum', got 1e-12 of type 'float' instead. Error: Expected " + dtype +
                                                    ", but got 1e-12 of type 'float'.");
    return {};
  }
  if (!in.keras3() && c.y_true.dtype != c.y_pred.dtype) c.y_true = m.cast(c.y_true, c.y_pred.dtype);
  if (!prepare(m, c)) return {};
  const int64_t axis = c.params.integer("axis", -1);
  auto normal = [&](const Operand& x) {
    const Operand norm = m.sum(m.square(x), {{axis}}, true);
    return m.mul(x, m.op(kRsqrt, {m.maximum(norm, m.like(1e-12, x))}));
  };
  return m.neg(m.sum(m.mul(normal(c.y_true), normal(c.y_pred)), {{axis}}));
}

// The metric is the similarity itself, the loss its negative.
Operand cosine_metric(Math& m, LossCall& c) { return m.neg(cosine_similarity(m, c)); }

}  // namespace

const LossDef kCosineSimilarityMetric{"CosineSimilarity", "cosine_similarity", {}, {}, "axis=-1", "", "", cosine_metric};
const LossDef kMeanSquaredError{"MeanSquaredError", "mean_squared_error", {"mse", "MSE"}, {"mse", "MSE"}, "",
                                "reduction='auto', name='mean_squared_error'",
                                "reduction='sum_over_batch_size', name='mean_squared_error', dtype=None", mean_squared_error};
const LossDef kMeanAbsoluteError{"MeanAbsoluteError", "mean_absolute_error", {"mae", "MAE"}, {"mae", "MAE"}, "",
                                 "reduction='auto', name='mean_absolute_error'",
                                 "reduction='sum_over_batch_size', name='mean_absolute_error', dtype=None", mean_absolute_error};
const LossDef kMeanAbsolutePercentageError{
    "MeanAbsolutePercentageError", "mean_absolute_percentage_error", {"mape", "MAPE"}, {"mape", "MAPE"}, "",
    "reduction='auto', name='mean_absolute_percentage_error'",
    "reduction='sum_over_batch_size', name='mean_absolute_percentage_error', dtype=None", mean_absolute_percentage_error};
const LossDef kMeanSquaredLogarithmicError{
    "MeanSquaredLogarithmicError", "mean_squared_logarithmic_error", {"msle", "MSLE"}, {"msle", "MSLE"}, "",
    "reduction='auto', name='mean_squared_logarithmic_error'",
    "reduction='sum_over_batch_size', name='mean_squared_logarithmic_error', dtype=None", mean_squared_logarithmic_error};
const LossDef kHuber{"Huber", "huber", {"huber_loss"}, {}, "delta=1.0", "delta=1.0, reduction='auto', name='huber_loss'",
                     "delta=1.0, reduction='sum_over_batch_size', name='huber_loss', dtype=None", huber};
const LossDef kLogCosh{"LogCosh", "log_cosh", {"logcosh"}, {"logcosh"}, "", "reduction='auto', name='log_cosh'",
                       "reduction='sum_over_batch_size', name='log_cosh', dtype=None", log_cosh};
const LossDef kCosineSimilarity{"CosineSimilarity", "cosine_similarity", {}, {"cosine_similarity"}, "axis=-1",
                                "axis=-1, reduction='auto', name='cosine_similarity'",
                                "axis=-1, reduction='sum_over_batch_size', name='cosine_similarity', dtype=None", cosine_similarity};

}  // namespace misfit::keras
