// tf.nn's cross-entropies with logits, with the checks TensorFlow makes in Python before the op.
#include "keras/losses/losses.h"
#include "ops/ops.h"

namespace misfit::keras {

namespace {

constexpr FaultSpec kSameShape{.code = "sigmoid_cross_entropy_c1", .type = "ValueError",
                               .eager = "`logits` and `labels` must have the same shape, received ({logits} vs {labels})."};
constexpr FaultSpec kRank{.code = "sparse_cross_entropy_c1", .type = "ValueError",
                          .eager = "`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: labels.shape={labels} of rank {labels_rank} "
                                   "and logits.shape={logits} of rank {logits_rank}"};
constexpr FaultSpec kRows{.code = "sparse_cross_entropy_c2", .type = "ValueError",
                          .eager = "`labels.shape` must equal `logits.shape` except for the last dimension. Received: labels.shape={labels} "
                                   "and logits.shape={logits}"};

Operand refuse(Math& m, const FaultSpec& spec, std::vector<std::pair<std::string_view, std::string>> arguments) {
  tf::raise_fault(m.interp(), Fault{&spec, std::move(arguments)}, Dialect::kEager);
  return {};
}

// Rows of classes: (-1, classes).
Operand flat_rows(Math& m, const Operand& x) {
  if (x.shape.known_rank() && x.shape.at(-1) >= 0) return m.reshape(x, {-1, x.shape.at(-1)});
  const Operand last = m.op(kStridedSlice, {m.shape_of(x), m.ints({-1}), m.ints({0}), m.ints({1})},
                            {{"begin_mask", int64_t{0}}, {"end_mask", int64_t{1}}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}}, "Slice");
  return m.reshape(x, m.concat({m.ints({-1}), last}, 0));
}

}  // namespace

Operand sigmoid_cross_entropy(Math& m, const Operand& labels, const Operand& logits) {
  if (!labels || !logits) return {};
  if (!compatible(labels.shape, logits.shape))
    return refuse(m, kSameShape, {{"logits", python_text(logits.shape)}, {"labels", python_text(labels.shape)}});
  tf::NameScope scope(m.context(), "logistic_loss");
  const Operand zeros = m.zeros_like(logits);
  const Operand positive = m.op(kGreaterEqual, {logits, zeros});
  const Operand relu = m.where(positive, logits, zeros);
  const Operand minus_size = m.where(positive, m.neg(logits), logits);
  return m.add(m.sub(relu, m.mul(logits, labels)), m.op(kLog1p, {m.exp(minus_size)}), "logistic_loss");
}

Operand softmax_cross_entropy(Math& m, const Operand& labels, const Operand& logits, int64_t axis) {
  if (!labels || !logits) return {};
  const size_t rank = logits.shape.rank();
  if (axis < 0) axis += static_cast<int64_t>(rank);
  if (axis != static_cast<int64_t>(rank) - 1) {  // the class axis goes last, and nothing is left to put back
    std::vector<int64_t> perm;
    for (size_t i = 0; i < rank; ++i)
      if (static_cast<int64_t>(i) != axis) perm.push_back(static_cast<int64_t>(i));
    perm.push_back(axis);
    return softmax_cross_entropy(m, m.transpose(labels, perm), m.transpose(logits, perm), -1);
  }
  const Operand shape = m.shape_of(logits);
  const Operand cost = m.op(kSoftmaxCrossEntropyWithLogits, {flat_rows(m, logits), flat_rows(m, labels)}, {}, "softmax_cross_entropy_with_logits");
  if (rank == 2 || !cost) return cost;
  return m.reshape(cost, m.op(kStridedSlice, {shape, m.ints({0}), m.ints({-1}), m.ints({1})},
                              {{"begin_mask", int64_t{1}}, {"end_mask", int64_t{0}}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}}, "Slice"));
}

// Lengths that only the run knows are held against each other there.
bool assert_same_rows(Math& m, const Operand& labels, const Operand& logits) {
  py::Interp& in = m.interp();
  const Operand left = m.shape_of(labels);
  const Operand right = m.op(kStridedSlice, {m.shape_of(logits), m.ints({0}), m.ints({-1}), m.ints({1})},
                             {{"begin_mask", int64_t{1}}, {"end_mask", int64_t{0}}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}}, "strided_slice");
  if (!left || !right) return false;
  const py::Value tensorflow = in.import("tensorflow"), debugging = tensorflow ? in.get_attr(tensorflow, "debugging") : py::Value();
  const py::Value check = debugging ? in.get_attr(debugging, "assert_equal") : py::Value();
  return check && in.call(check, {tf::tensor_value(in, left), tf::tensor_value(in, right)});
}

Operand sparse_softmax_cross_entropy(Math& m, const Operand& labels, const Operand& logits) {
  if (!labels || !logits) return {};
  tf::NameScope scope(m.context(), "SparseSoftmaxCrossEntropyWithLogits");
  if (labels.shape.known_rank() && logits.shape.known_rank()) {
    if (labels.shape.rank() + 1 != logits.shape.rank())
      return refuse(m, kRank, {{"labels", python_text(labels.shape)}, {"labels_rank", std::to_string(labels.shape.rank())},
                               {"logits", python_text(logits.shape)}, {"logits_rank", std::to_string(logits.shape.rank())}});
    const Shape rows = logits.shape.slice(0, logits.shape.rank() - 1);
    if (labels.shape.fully_known() && rows.fully_known() && labels.shape != rows)
      return refuse(m, kRows, {{"labels", python_text(labels.shape)}, {"logits", python_text(logits.shape)}});
  }
  if (!logits.shape.known_rank() || logits.shape.rank() == 2)
    return m.op(kSparseSoftmaxCrossEntropyWithLogits, {logits, labels});
  const Operand shape = m.shape_of(labels);
  if (shape && !(labels.shape.known_rank() && labels.shape.fully_known() && logits.shape.slice(0, logits.shape.rank() - 1).fully_known()) && !assert_same_rows(m, labels, logits)) return {};
  return m.reshape(m.op(kSparseSoftmaxCrossEntropyWithLogits, {flat_rows(m, logits), m.reshape(labels, {-1})}), shape);
}

}  // namespace misfit::keras
