// Reading constructors' arguments as both Keras check them.
#pragma once
#include <array>

#include "keras/layer.h"
#include "keras/math.h"

namespace misfit::keras {

// `rank` integers from one integer or a tuple; 0 is allowed only where said. nullopt: pending.
std::optional<std::vector<int64_t>> int_tuple(py::Interp&, const py::Value&, int rank, std::string_view name, bool allow_zero = false);
// "valid" or "same" (or "causal"), lower-cased. nullopt: pending.
std::optional<std::string> padding_name(py::Interp&, const py::Value&, bool allow_causal);
// True for channels_first. nullopt: pending.
std::optional<bool> channels_first(py::Interp&, const py::Value&);

// How a weight starts and what holds it: the three arguments "<what>_initializer", "<what>_regularizer", "<what>_constraint".
struct WeightArguments {
  py::Value initializer, regularizer, constraint;
  bool read(py::Interp&, py::Bound&, std::string_view what);
};

bool read_activity_regularizer(py::Interp&, Layer&, const py::Bound&);
Shape with_last(const Shape&, int64_t last);       // the shape with another last axis
py::Value result(py::Interp&, const Operand&);     // null: pending
std::string kernel_list(const std::vector<int64_t>&);                       // "[1 3]": NumPy's print
std::string tuple_text(const std::vector<int64_t>&);                        // "(1, 3)"

// The value of a weight as an op named `node` takes it: its read is named below the op, "conv2d/Conv2D/ReadVariableOp".
Operand read_within(Math&, const tf::Variable&, std::string_view node);

// x times a matrix over its last axis; more than two axes are folded as tf.tensordot folds them.
Operand dense_product(Math&, const Operand& x, const Operand& kernel);
// The bias of Dense and convolutions: BiasAdd over the last axis, where Keras 3 adds a single bias with AddV2.
Operand add_bias(Math&, const Operand& x, const Operand& bias);

}  // namespace misfit::keras
