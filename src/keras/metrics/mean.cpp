// Metrics that are a running mean: total / count.
#include "keras/losses/losses.h"
#include "keras/metrics/metrics.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

// Axes [first, rank).
Math::Axes axes_from(size_t first, size_t rank) {
  std::vector<int64_t> axes;
  for (size_t i = first; i < rank; ++i) axes.push_back(static_cast<int64_t>(i));
  return axes;
}

Operand reduced(Math& m, const MeanMetric& metric, const Operand& x, Math::Axes axes) {
  return metric.over == MeanMetric::Over::kSum ? m.sum(x, axes) : m.mean(x, axes);
}

// Keras 3 makes one value and one weight a sample before adding up.
bool samplewise(Math& m, const MeanMetric& metric, Operand& values, Operand& weights) {
  if (weights) {
    if (!match_ranks(m, values, weights)) return false;
    const size_t weight_rank = weights.shape.rank();
    if (values.shape.rank() > weight_rank) values = reduced(m, metric, values, axes_from(weight_rank, values.shape.rank()));
    if (!values) return false;
    weights = m.op(kBroadcastTo, {weights, m.shape_of(values)});
    values = m.mul(values, weights);
    if (weight_rank > 1) weights = reduced(m, metric, weights, axes_from(1, weight_rank));
    if (!values || !weights) return false;
  }
  if (values.shape.known_rank() && values.shape.rank() > 1) values = reduced(m, metric, values, axes_from(1, values.shape.rank()));
  return bool(values);
}

// Keras 2 multiplies by broadcast weights and counts every value.
bool weighted(Math& m, const MeanMetric& metric, Operand& values, Operand& weights) {
  if (!weights) return true;
  if (values.shape.known_rank() && weights.shape.known_rank() && weights.shape.rank() > 0) {
    if (weights.shape.rank() == values.shape.rank() + 1) weights = m.squeeze(weights, -1);
    else if (values.shape.rank() == weights.shape.rank() + 1) weights = m.expand_dims(weights, -1);
    if (!weights) return false;
    if (values.shape.rank() == weights.shape.rank()) weights = m.mul(weights, m.ones_like(values), "broadcast_weights");
    else values = reduced(m, metric, values, axes_from(weights.shape.rank(), values.shape.rank()));
  }
  values = m.mul(values, weights, "Mul");
  return values && weights;
}

}  // namespace

bool update_with_values(py::Interp& in, MeanMetric& metric, const Operand& given, const py::Value& sample_weight) {
  Math m(in);
  Operand values = m.cast(given, metric.dtype), weights;
  if (!values) return false;
  if (sample_weight && !sample_weight.is_none()) {
    const std::optional<Operand> w = tf::convert(in, sample_weight);
    if (!w) return false;
    weights = m.cast(*w, metric.dtype);
  }
  if (in.keras3() ? !samplewise(m, metric, values, weights) : !weighted(m, metric, values, weights)) return false;
  if (!m.assign_add(*metric.variables[0], m.sum(values))) return false;
  if (metric.over == MeanMetric::Over::kSum) return true;
  Operand count;
  if (weights) count = m.sum(weights);
  else if (!in.keras3()) count = m.cast(m.size_of(values), metric.dtype);
  else if (values.shape.known_rank() && values.shape.rank() >= 1) count = m.cast(m.row(m.shape_of(values), 0), metric.dtype);
  else count = m.number(1, metric.dtype);
  return m.assign_add(*metric.variables[1], count);
}

bool MeanMetric::update(py::Interp& in, const py::Value& y_true, const py::Value& y_pred, const py::Value& sample_weight) {
  Math m(in);
  if (!def && !function) {
    const std::optional<Operand> values = tf::convert(in, y_true);
    return values && update_with_values(in, *this, *values, sample_weight);
  }
  std::optional<Operand> p = tf::convert(in, y_pred);
  if (!p) return false;
  std::optional<Operand> t = tf::convert(in, y_true);
  if (!t) return false;
  LossCall c{y_true, y_pred, *t, *p, params};
  if (!in.keras3()) {
    c.y_true = m.cast(c.y_true, dtype);
    c.y_pred = m.cast(c.y_pred, dtype);
    const auto pr = c.y_pred.shape, tr = c.y_true.shape;
    if (pr.known_rank() && tr.known_rank()) {
      if (pr.rank() == tr.rank() + 1 && pr.at(-1) == 1) c.y_pred = m.squeeze(c.y_pred, -1);
      else if (tr.rank() == pr.rank() + 1 && (tr.at(-1) == 1 || tr.at(-1) < 0)) c.y_true = m.squeeze(c.y_true, -1);
    }
    if (!c.y_true || !c.y_pred) return false;
  }
  if (over == Over::kRoot) {
    c.y_true = m.cast(c.y_true, c.y_pred.dtype);
    if (in.keras3() && !match_ranks(m, c.y_true, c.y_pred)) return false;
    const Operand squares = in.keras3() ? m.square(m.sub(c.y_true, c.y_pred)) : m.op(kSquaredDifference, {c.y_pred, c.y_true});
    return squares && update_with_values(in, *this, squares, sample_weight);
  }
  std::optional<Operand> values;
  py::Value mask;
  if (def) {
    values = def->compute(m, c);
    if (!*values) return false;
    mask = c.mask;
  } else {
    const py::Value out = in.call(function, {tf::tensor_value(in, c.y_true), tf::tensor_value(in, c.y_pred)});
    if (!out) return false;
    values = tf::convert(in, out);
    if (!values) return false;
  }
  py::Value weights = sample_weight;
  if (in.keras3())
    if (tf::TensorObject* object = tf::as_tensor_object(y_pred); object && object->keras_mask && !object->keras_mask.is_none()) mask = object->keras_mask;
  if (mask) {
    const std::optional<Operand> flags = tf::convert(in, mask);
    if (!flags) return false;
    Operand scaled = m.cast(*flags, dtype);
    if (sample_weight && !sample_weight.is_none()) {
      const std::optional<Operand> w = tf::convert(in, sample_weight);
      if (!w) return false;
      scaled = m.mul(scaled, m.cast(*w, dtype));
    }
    if (!scaled) return false;
    weights = tf::tensor_value(in, scaled);
  }
  return update_with_values(in, *this, *values, weights);
}

py::Value MeanMetric::result(py::Interp& in) {
  Math m(in);
  Operand total = m.read(*variables[0]);
  if (over == Over::kSum) return total ? tf::tensor_value(in, m.op(kIdentity, {total})) : py::Value();
  Operand mean = m.div_no_nan(total, m.read(*variables[1]));
  if (over == Over::kRoot) mean = m.sqrt(mean);
  return mean ? tf::tensor_value(in, mean) : py::Value();
}

}  // namespace misfit::keras
