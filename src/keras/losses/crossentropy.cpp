// Cross-entropies between labels and probabilities or logits. Both Keras look behind a softmax or sigmoid for its logits.
#include "keras/warn.h"
#include "keras/losses/losses.h"
#include "ops/ops.h"
#include "graph/graph.h"

namespace misfit::keras {

namespace {

constexpr FaultSpec kMinRank{.code = "crossentropy_c1", .type = "ValueError",
                             .eager = "Arguments `target` and `output` must be at least rank 1. Received: target.shape={target}, output.shape={output}"};
constexpr FaultSpec kSameRank{.code = "crossentropy_c2", .type = "ValueError",
                              .eager = "Arguments `target` and `output` must have the same rank (ndim). Received: target.shape={target}, output.shape={output}"};
constexpr FaultSpec kSameShape{.code = "crossentropy_c3", .type = "ValueError",
                               .eager = "Arguments `target` and `output` must have the same shape. Received: target.shape={target}, output.shape={output}"};
constexpr FaultSpec kCompatible{.code = "crossentropy_c4", .type = "ValueError", .eager = "Shapes {target} and {output} are incompatible"};
constexpr FaultSpec kSparseOutputRank{.code = "sparse_crossentropy_c1", .type = "ValueError",
                                      .eager = "Argument `output` must be at least rank 1. Received: output.shape={output}"};
constexpr FaultSpec kSparseRank{.code = "sparse_crossentropy_c2", .type = "ValueError",
                                .eager = "Argument `output` must have rank (ndim) `target.ndim - 1`. Received: target.shape={target}, output.shape={output}"};
constexpr FaultSpec kSparseShape{.code = "sparse_crossentropy_c3", .type = "ValueError",
                                 .eager = "Arguments `target` and `output` must have the same shape up until the last dimension: target.shape={target}, output.shape={output}"};
constexpr FaultSpec kUnknownLength{.code = "crossentropy_c5", .type = "ValueError", .eager = "Cannot take the length of shape with unknown rank."};

bool refuse(Math& m, const FaultSpec& spec, const Operand& target, const Operand& output) {
  tf::raise_fault(m.interp(), Fault{&spec, {{"target", python_text(target.shape)}, {"output", python_text(output.shape)}}}, Dialect::kEager);
  return false;
}

// Keras 3's checks: same rank, and every known length the same.
bool check_same(Math& m, const Operand& target, const Operand& output) {
  if (!target.shape.known_rank() || !output.shape.known_rank()) return refuse(m, kUnknownLength, target, output);
  if (target.shape.rank() != output.shape.rank()) return refuse(m, kSameRank, target, output);
  if (!compatible(target.shape, output.shape)) return refuse(m, kSameShape, target, output);
  return true;
}

// The logits to use, and whether there are any: asked for, or found behind `output`.
Operand resolve_logits(Math& m, const LossCall& c, const Operand& output, std::string_view op_type, std::string_view function, bool* from_logits) {
  const Operand behind = logits_behind(c, output, op_type);
  if (!behind) return output;
  if (*from_logits)
    warn_once(m.interp(), "\"`" + std::string(function) + "` received `from_logits=True`, but the `output` argument was produced by a " +
                                       std::string(op_type) + " activation and thus does not represent logits. Was this intended?");
  *from_logits = true;
  return behind;
}

Operand categorical_crossentropy(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  warn_one_class(m, c.y_pred, "categorical_crossentropy");
  if (m.interp().pending()) return {};
  const double smoothing = c.params.number("label_smoothing", 0);
  if (smoothing != 0) c.y_true = smooth(m, c.y_true, smoothing, false);
  if (!c.y_true) return {};
  const int64_t axis = c.params.integer("axis", -1);
  if (m.interp().keras3()) {
    if (c.y_true.shape.known_rank() && c.y_true.shape.rank() < 1) return refuse(m, kMinRank, c.y_true, c.y_pred), Operand{};
    if (!check_same(m, c.y_true, c.y_pred)) return {};
  } else if (!compatible(c.y_true.shape, c.y_pred.shape)) {
    return refuse(m, kCompatible, c.y_true, c.y_pred), Operand{};
  }
  bool from_logits = c.params.flag("from_logits");
  const Operand output = resolve_logits(m, c, c.y_pred, "Softmax", "categorical_crossentropy", &from_logits);
  if (from_logits) return softmax_cross_entropy(m, c.y_true, output, axis);
  const Operand shares = m.clip(m.div(output, m.sum(output, {{axis}}, true)), kEpsilon, 1 - kEpsilon);
  return m.neg(m.sum(m.mul(c.y_true, m.log(shares)), {{axis}}));
}

// Keras 3: a trailing label axis of 1 is dropped, then ranks and lengths must agree.
bool check_sparse(Math& m, Operand& target, const Operand& output) {
  if (!target.shape.known_rank() || !output.shape.known_rank()) return refuse(m, kUnknownLength, target, output);
  if (target.shape.rank() == output.shape.rank() && target.shape.rank() > 0 && target.shape.at(-1) == 1) target = m.squeeze(target, -1);
  if (!target) return false;
  if (output.shape.rank() < 1) return refuse(m, kSparseOutputRank, target, output);
  if (target.shape.rank() + 1 != output.shape.rank()) return refuse(m, kSparseRank, target, output);
  if (!compatible(target.shape, output.shape.slice(0, output.shape.rank() - 1))) return refuse(m, kSparseShape, target, output);
  return true;
}

Operand probabilities_to_logits(Math& m, const Operand& output, bool from_logits) {
  return from_logits ? output : m.log(m.clip(output, kEpsilon, 1 - kEpsilon));
}

Operand sparse2(Math& m, LossCall& c, Operand target) {
  target = m.cast(target, DType::kInt64);
  bool from_logits = c.params.flag("from_logits");
  Operand output = resolve_logits(m, c, c.y_pred, "Softmax", "sparse_categorical_crossentropy", &from_logits);
  output = probabilities_to_logits(m, output, from_logits);
  if (!output || !target) return {};
  if (!output.shape.known_rank()) return sparse_softmax_cross_entropy(m, target, output);
  const size_t rank = output.shape.rank();
  const bool flatten = target.shape.known_rank() && target.shape.rank() + 1 != rank;
  const Operand shape = rank >= 3 && flatten ? m.shape_of(output) : Operand{};
  if (flatten) {
    target = m.reshape(target, {-1});
    output = m.reshape(output, {-1, output.shape.at(-1)});
  }
  const Operand cost = sparse_softmax_cross_entropy(m, target, output);
  if (!shape) return cost;
  return m.reshape(cost, m.op(kStridedSlice, {shape, m.ints({0}), m.ints({-1}), m.ints({1})},
                              {{"begin_mask", int64_t{1}}, {"end_mask", int64_t{0}}, {"ellipsis_mask", int64_t{0}}, {"new_axis_mask", int64_t{0}}, {"shrink_axis_mask", int64_t{0}}}, "strided_slice"));
}

Operand sparse3(Math& m, LossCall& c, Operand target) {
  bool from_logits = c.params.flag("from_logits");
  Operand output = resolve_logits(m, c, c.y_pred, "Softmax", "sparse_categorical_crossentropy", &from_logits);
  target = m.cast(target, DType::kInt64);
  if (!target || !output || !check_sparse(m, target, output)) return {};
  return sparse_softmax_cross_entropy(m, target, probabilities_to_logits(m, output, from_logits));
}

Operand sparse_categorical_crossentropy(Math& m, LossCall& c) {
  const bool keras3 = m.interp().keras3();
  Operand target = c.y_true;
  if (keras3 && target.shape.known_rank() && c.y_pred.shape.known_rank() && target.shape.rank() == c.y_pred.shape.rank() && target.shape.rank() > 0 &&
      target.shape.at(-1) == 1)
    target = m.squeeze(target, -1);
  const py::Value ignored = c.params["ignore_class"];
  if (!ignored || ignored.is_none()) return keras3 ? sparse3(m, c, target) : sparse2(m, c, target);
  // The loss of an ignored row is zero and its place is masked out of the mean.
  const Operand valid = m.not_equal(target, m.like(c.params.number("ignore_class", 0), target));
  const Operand labels = m.where(valid, target, m.like(0, target));
  const Operand values = keras3 ? sparse3(m, c, labels) : sparse2(m, c, labels);
  if (!values) return {};
  c.mask = tf::tensor_value(m.interp(), valid);
  return m.where(valid, values, m.like(0, values));
}

Operand binary_crossentropy(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  const double smoothing = c.params.number("label_smoothing", 0);
  if (smoothing != 0) c.y_true = smooth(m, c.y_true, smoothing, true);
  return m.mean(binary_crossentropy_values(m, c, c.y_true, c.y_pred, c.params.flag("from_logits")), {{c.params.integer("axis", -1)}});
}

}  // namespace

void warn_one_class(Math& m, const Operand& y_pred, std::string_view function) {
  if (!y_pred.shape.known_rank() || y_pred.shape.rank() == 0 || y_pred.shape.at(-1) != 1) return;
  m.interp().warn("SyntaxWarning", "In loss " + std::string(function) +
                                       ", expected y_pred.shape to be (batch_size, num_classes) with num_classes > 1. Received: y_pred.shape=" +
                                       python_text(y_pred.shape) + ". Consider using 'binary_crossentropy' if you only have 2 classes.");
}

Operand logits_behind(const LossCall& c, const Operand& output, std::string_view op_type) {
  // What the activation remembers counts, whatever its kind; else the op that made it.
  tf::TensorObject* object = tf::as_tensor_object(c.y_pred_value);
  const bool same = object && (output.node ? object->operand.node == output.node && object->operand.output == output.output : object->operand.value.buffer() == output.value.buffer());
  if (same)
    if (tf::TensorObject* logits = tf::as_tensor_object(object->keras_logits)) return logits->operand;
  if (output.node && output.node->op && output.node->op->name == op_type) return output.node->inputs[0];
  return {};
}

Operand smooth(Math& m, const Operand& y_true, double smoothing, bool binary) {
  if (!y_true) return {};
  const Operand kept = m.mul(y_true, m.like(1 - smoothing, y_true));
  if (binary) return m.add(kept, m.like(0.5 * smoothing, y_true));
  const int64_t classes = y_true.shape.at(-1);
  const Operand share = classes > 0 ? m.like(smoothing / static_cast<double>(classes), y_true)
                                    : m.div(m.like(smoothing, y_true), m.cast(m.row(m.shape_of(y_true), -1), y_true.dtype));
  return m.add(kept, share);
}

Operand binary_crossentropy_values(Math& m, LossCall& c, const Operand& target, const Operand& given, bool from_logits) {
  if (!target || !given) return {};
  const bool keras3 = m.interp().keras3();
  if (keras3 && !check_same(m, target, given)) return {};
  const Operand output = resolve_logits(m, c, given, "Sigmoid", "binary_crossentropy", &from_logits);
  if (from_logits) return sigmoid_cross_entropy(m, target, output);
  const Operand p = m.clip(output, kEpsilon, 1 - kEpsilon), one = m.like(1, p);
  // Keras 2 adds epsilon inside the logarithm although p is clipped already.
  const Operand inside = keras3 ? p : m.add(p, m.like(kEpsilon, p));
  const Operand rest = keras3 ? m.sub(one, p) : m.add(m.sub(one, p), m.like(kEpsilon, p));
  return m.neg(m.add(m.mul(target, m.log(inside)), m.mul(m.sub(one, target), m.log(rest))));
}

const LossDef kBinaryCrossentropy{"BinaryCrossentropy", "binary_crossentropy", {"bce", "BCE"}, {"bce", "BCE"},
                                  "from_logits=False, label_smoothing=0.0, axis=-1",
                                  "from_logits=False, label_smoothing=0.0, axis=-1, reduction='auto', name='binary_crossentropy'",
                                  "from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', name='binary_crossentropy', dtype=None",
                                  binary_crossentropy};
const LossDef kCategoricalCrossentropy{"CategoricalCrossentropy", "categorical_crossentropy", {}, {},
                                       "from_logits=False, label_smoothing=0.0, axis=-1",
                                       "from_logits=False, label_smoothing=0.0, axis=-1, reduction='auto', name='categorical_crossentropy'",
                                       "from_logits=False, label_smoothing=0.0, axis=-1, reduction='sum_over_batch_size', name='categorical_crossentropy', dtype=None",
                                       categorical_crossentropy};
const LossDef kSparseCategoricalCrossentropy{"SparseCategoricalCrossentropy", "sparse_categorical_crossentropy", {}, {},
                                             "from_logits=False, ignore_class=None, axis=-1",
                                             "from_logits=False, ignore_class=None, reduction='auto', name='sparse_categorical_crossentropy'",
                                             "from_logits=False, ignore_class=None, reduction='sum_over_batch_size', axis=-1, name='sparse_categorical_crossentropy', dtype=None",
                                             sparse_categorical_crossentropy};

}  // namespace misfit::keras
