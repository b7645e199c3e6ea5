// How often predictions equal labels.
#include "keras/metrics/metrics.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

Operand flags(Math& m, const Operand& equal) { return m.cast(equal, DType::kFloat32); }

Operand accuracy(Math& m, LossCall& c) {
  if (m.interp().keras3()) {
    Operand y_true = m.cast(c.y_true, c.y_pred.dtype), y_pred = c.y_pred;
    if (!match_ranks(m, y_true, y_pred)) return {};
    return flags(m, m.equal(y_true, y_pred));
  }
  if (!compatible(c.y_true.shape, c.y_pred.shape))
    return m.interp().raise("ValueError", "Shapes " + python_text(c.y_true.shape) + " and " + python_text(c.y_pred.shape) + " are incompatible"), Operand{};
  return flags(m, m.equal(c.y_true, m.cast(c.y_pred, c.y_true.dtype)));
}

Operand binary_accuracy(Math& m, LossCall& c) {
  const Operand threshold = m.like(c.params.number("threshold", 0.5), c.y_pred);
  if (!m.interp().keras3()) {
    const Operand guess = m.cast(m.greater(c.y_pred, threshold), c.y_pred.dtype);
    return m.mean(flags(m, m.equal(m.cast(c.y_true, c.y_pred.dtype), guess)), {{-1}});
  }
  Operand y_true = c.y_true, y_pred = c.y_pred;
  if (!match_ranks(m, y_true, y_pred)) return {};
  return flags(m, m.equal(y_true, m.cast(m.greater(y_pred, threshold), y_true.dtype)));
}

// Labels against the class of the largest output. `drop_axis`: labels of shape (n, 1) lose their last axis first.
Operand class_matches(Math& m, Operand labels, const Operand& y_pred, bool drop_axis) {
  if (!labels || !y_pred) return {};
  const Operand original = m.shape_of(labels);
  if (drop_axis) labels = m.squeeze(labels, -1);
  const Operand guess = m.cast(m.argmax(y_pred, -1), labels ? labels.dtype : DType::kInt64);
  const Operand matches = flags(m, m.equal(labels, guess));
  return drop_axis ? m.reshape(matches, original) : matches;
}

bool same_rank(const Operand& a, const Operand& b) {
  return a.shape.known_rank() && b.shape.known_rank() && a.shape.rank() == b.shape.rank();
}

Operand categorical_accuracy(Math& m, LossCall& c) {
  Operand labels = m.argmax(c.y_true, -1);
  if (m.interp().keras3()) labels = m.cast(labels, c.y_pred.dtype);
  return class_matches(m, labels, c.y_pred, labels && same_rank(labels, c.y_pred));
}

Operand sparse_categorical_accuracy(Math& m, LossCall& c) {
  const bool keras3 = m.interp().keras3();
  const Operand labels = keras3 ? m.cast(c.y_true, c.y_pred.dtype) : c.y_true;
  if (!labels) return {};
  const bool drop = same_rank(labels, c.y_pred) && (!keras3 || labels.shape.at(-1) == 1);
  const Operand matches = class_matches(m, labels, c.y_pred, drop);
  if (matches && matches.shape.known_rank() && matches.shape.rank() > 1 && matches.shape.at(-1) == 1) return m.squeeze(matches, -1);
  return matches;
}

Operand in_top_k(Math& m, Operand labels, Operand y_pred, int64_t k) {
  if (!labels || !y_pred) return {};
  const Operand original = m.shape_of(labels);
  const bool fold = labels.shape.known_rank() && labels.shape.rank() > 1;
  if (y_pred.shape.known_rank() && y_pred.shape.rank() > 2) y_pred = m.reshape(y_pred, {-1, y_pred.shape.at(-1)});
  if (fold) labels = m.reshape(labels, {-1});
  const Operand targets = m.cast(labels, DType::kInt32);
  Operand found;
  {
    tf::NameScope scope(m.context(), "in_top_k");
    found = m.op(kInTopKV2, {y_pred, targets, m.context().constant(Tensor::scalar(static_cast<int32_t>(k)), "InTopKV2/k")}, {}, "InTopKV2");
  }
  const Operand hits = flags(m, found);
  return fold ? m.reshape(hits, original) : hits;
}

Operand top_k(Math& m, LossCall& c) { return in_top_k(m, m.argmax(c.y_true, -1, m.interp().keras3() ? DType::kInt32 : DType::kInt64), c.y_pred, c.params.integer("k", 5)); }
Operand sparse_top_k(Math& m, LossCall& c) { return in_top_k(m, c.y_true, c.y_pred, c.params.integer("k", 5)); }

}  // namespace

const MetricDef kAccuracy{"Accuracy", "accuracy", {}, {}, "", "name='accuracy', dtype=None", "name='accuracy', dtype=None", accuracy};
const MetricDef kBinaryAccuracy{"BinaryAccuracy", "binary_accuracy", {}, {}, "threshold=0.5", "name='binary_accuracy', dtype=None, threshold=0.5",
                                "name='binary_accuracy', dtype=None, threshold=0.5", binary_accuracy};
const MetricDef kCategoricalAccuracy{"CategoricalAccuracy", "categorical_accuracy", {}, {}, "", "name='categorical_accuracy', dtype=None",
                                     "name='categorical_accuracy', dtype=None", categorical_accuracy};
const MetricDef kSparseCategoricalAccuracy{"SparseCategoricalAccuracy", "sparse_categorical_accuracy", {}, {}, "",
                                           "name='sparse_categorical_accuracy', dtype=None", "name='sparse_categorical_accuracy', dtype=None",
                                           sparse_categorical_accuracy};
const MetricDef kTopKCategoricalAccuracy{"TopKCategoricalAccuracy", "top_k_categorical_accuracy", {}, {}, "k=5",
                                         "k=5, name='top_k_categorical_accuracy', dtype=None", "k=5, name='top_k_categorical_accuracy', dtype=None", top_k};
const MetricDef kSparseTopKCategoricalAccuracy{"SparseTopKCategoricalAccuracy", "sparse_top_k_categorical_accuracy", {}, {}, "k=5",
                                               "k=5, name='sparse_top_k_categorical_accuracy', dtype=None",
                                               "k=5, name='sparse_top_k_categorical_accuracy', dtype=None, from_sorted_ids=False", sparse_top_k};

}  // namespace misfit::keras
