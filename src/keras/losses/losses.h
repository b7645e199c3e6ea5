// The built-in losses, one definition each.
#pragma once
#include "keras/loss.h"

namespace misfit::keras {

extern const LossDef kMeanSquaredError, kMeanAbsoluteError, kMeanAbsolutePercentageError, kMeanSquaredLogarithmicError,
    kHuber, kLogCosh, kCosineSimilarity, kCosineSimilarityMetric, kHinge, kSquaredHinge, kCategoricalHinge, kKLDivergence, kPoisson, kBinaryCrossentropy,
    kCategoricalCrossentropy, kSparseCategoricalCrossentropy, kBinaryFocalCrossentropy, kCategoricalFocalCrossentropy, kDice, kTversky,
    kCategoricalGeneralizedCrossEntropy;

// Both as y_pred's dtype and, in Keras 3, of one rank. False: pending.
bool prepare(Math&, LossCall&, bool squeeze = true);
// sigmoid_cross_entropy_with_logits and softmax_cross_entropy_with_logits of tf.nn, with their faults.
Operand sigmoid_cross_entropy(Math&, const Operand& labels, const Operand& logits);
Operand softmax_cross_entropy(Math&, const Operand& labels, const Operand& logits, int64_t axis);
Operand sparse_softmax_cross_entropy(Math&, const Operand& labels, const Operand& logits);
// Keras' elementwise binary_crossentropy before the mean.
Operand binary_crossentropy_values(Math&, LossCall&, const Operand& target, const Operand& output, bool from_logits);
// The input of the activation that made `output` (a Softmax or Sigmoid node, or what K2 remembers on an eager tensor); empty: none.
Operand logits_behind(const LossCall&, const Operand& output, std::string_view op_type);

// The SyntaxWarning about outputs of one class.
void warn_one_class(Math&, const Operand& y_pred, std::string_view function);
// label smoothing towards 1/classes (categorical) or 1/2 (binary).
Operand smooth(Math&, const Operand& y_true, double smoothing, bool binary);
constexpr double kEpsilon = 1e-7;  // keras.backend.epsilon()

}  // namespace misfit::keras
