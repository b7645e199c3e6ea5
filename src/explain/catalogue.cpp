// One entry a kind of message. {holes} of the sentences are those of the pattern or of the fault, and {data}: the learner's own name for what came in.
#include "explain/catalogue.h"

namespace misfit {
namespace {

constexpr std::string_view kNotIae =
    "Often said to be an `InvalidArgumentError`. It is not: Keras compares shapes while it traces the step, before any number is computed, and raises a `ValueError`.";
constexpr std::string_view kTracedOnce =
    "`fit` first runs your model once with shapes alone, to write the training step down as a graph. That is where this was found: not one number had been computed.";
constexpr std::string_view kCastingMyth =
    "Often said: integers make `fit` fail. They do not, `fit` casts features to float32; only raw operations on tensors insist on equal types.";

const Entry kEntries[] = {
    {"input_spec_c6", Trouble::kAxisLength, "expected axis {axis} of input shape to have value {expected}, but received input with shape {shape}",
     "{data} reaches `{layer}` with shape {shape}.", "", kNotIae, kTracedOnce},
    {"input_spec_c7", Trouble::kInputShape, "expected shape={expected}, found shape={shape}",
     "{data} comes in with shape {shape}.", "The model was built for {expected}.", kNotIae, kTracedOnce},
    {"functional_c1", Trouble::kInputShape, "Expected shape {expected}, but input has incompatible shape {shape}",
     "{data} comes in with shape {shape}.", "The model was built for {expected}.", kNotIae, kTracedOnce},
    {"input_spec_c4", Trouble::kRank, "expected min_ndim={expected}, found ndim={found}. Full shape received: {shape}",
     "{data} reaches `{layer}` with {found} axes, {shape}.", "`{layer}` needs at least {expected} axes.", kNotIae, kTracedOnce},
    {"input_spec_c2", Trouble::kRank, "expected ndim={expected}, found ndim={found}. Full shape received: {shape}",
     "{data} reaches `{layer}` with {found} axes, {shape}.", "`{layer}` needs {expected} axes.", kNotIae, kTracedOnce},
    {"input_spec_c1", Trouble::kOther, "expects {expected} input(s), but it received {found} input tensors",
     "The model was given {found} inputs.", "It has {expected}.", "", ""},

    {"sparse_labels_dense", Trouble::kLossShapes, "Argument `output` must have rank (ndim) `target.ndim - 1`. Received: target.shape={target}, output.shape={output}",
     "The labels have shape {target}, the model's answers {output}.", "A sparse loss wants one class number for each row of answers, not a row of them.", kNotIae, ""},
    {"labels_rank", Trouble::kLossShapes, "Arguments `target` and `output` must have the same rank (ndim). Received: target.shape={target}, output.shape={output}",
     "The labels have shape {target}, the model's answers {output}.", "This loss compares them number by number, so it needs the same shape for both.", kNotIae, ""},
    {"labels_shape", Trouble::kLossShapes, "Arguments `target` and `output` must have the same shape. Received: target.shape={target}, output.shape={output}",
     "The labels have shape {target}, the model's answers {output}.", "This loss compares them number by number, so it needs the same shape for both.", kNotIae, ""},
    {"labels_leading", Trouble::kLossShapes, "must have the same shape up until the last dimension: target.shape={target}, output.shape={output}",
     "The labels have shape {target}, the model's answers {output}.", "There must be one label for each row of answers.", kNotIae, ""},
    {"labels_logits", Trouble::kLossShapes, "`logits` and `labels` must have the same shape, received ({output} vs {target}).",
     "The labels have shape {target}, the model's answers {output}.", "This loss compares them number by number, so it needs the same shape for both.", kNotIae, ""},
    {"labels_leading_keras2", Trouble::kLossShapes, "`labels.shape` must equal `logits.shape` except for the last dimension. Received: labels.shape={target} and logits.shape={output}",
     "The labels have shape {target}, the model's answers {output}.", "A sparse loss wants one class number for each row of answers.", kNotIae, ""},
    {"labels_shapes_keras2", Trouble::kLossShapes, "Shapes {target} and {output} are incompatible",
     "The labels have shape {target}, the model's answers {output}.", "This loss compares them number by number, so it needs the same shape for both.", kNotIae, ""},
    {"sparse_xent_c5", Trouble::kLabelRange, "Received a label value of {found} which is outside the valid range of [0, {expected})",
     "One of the labels is {found}.", "The model has {expected} outputs, so the only classes are 0 to {expected_less_one}.",
     "Often expected of `tf.one_hot` too. That one does not raise: it writes a row of zeros.", ""},

    {"types_c2", Trouble::kDType, "cannot compute {op} as input #{index}(zero-based) was expected to be a {expected} tensor but is a {found} tensor",
     "`{op}` was given {expected} first and {found} as input #{index}.", "A raw operation takes one type for all its inputs, and the first decides.", kCastingMyth,
     "NumPy arrays and Python numbers give way to a tensor; a tensor gives way to nobody. `tf.cast` says which type you mean."},
    {"types_c2_traced", Trouble::kDType, "of '{op}' Op has type {found} that does not match type {expected} of argument",
     "`{op}` was given a {found} and a {expected}.", "A raw operation takes one type for all its inputs.", kCastingMyth,
     "The same mistake is an `InvalidArgumentError` when it happens eagerly and a `TypeError` while a graph is traced."},
    {"types_c1", Trouble::kDType, "Value for attr '{attr}' of {found} is not in the list of allowed values", "This operation was given {found}.", "It has no kernel for that type.", "", ""},
    {"cast_string", Trouble::kObjects, "Cast string to float is not supported", "{data} holds text.", "Layers compute with numbers: each word needs a number that you choose.",
     "Often said to be an `InvalidArgumentError`. It is an `UnimplementedError` in Keras 2 and a `ValueError` in Keras 3.", ""},
    {"objects", Trouble::kObjects, "Invalid dtype: {found}", "{data} has dtype {found}.", "Keras takes numbers; it does not look into Python objects or text.", "", ""},
    {"objects_keras2", Trouble::kObjects, "Failed to convert a NumPy array to a Tensor (Unsupported object type {found}).", "{data} has dtype object; its first element is a {found}.",
     "Keras takes numbers; it does not look into Python objects.", "", ""},

    {"matmul_c2", Trouble::kProduct, "Matrix size-incompatible: In[0]: {a}, In[1]: {b}", "The left matrix has shape {a}, the right one {b}.",
     "The last axis of the left must be as long as the first of the right: rows meet columns.",
     "A page well known for this error calls [2,2] x [2,3] incompatible and transposes it. It is fine as it stands; the transposed one is not.", ""},
    {"batch_matmul_c3", Trouble::kProduct, "", "The left matrices have shape {a}, the right ones {b}.",
     "The last axis of the left must be as long as the second last of the right.", "", ""},
    {"numpy_matmul", Trouble::kProduct, "mismatch in its core dimension {axis}, with gufunc signature {signature} (size {found} is different from {expected})",
     "The right side has {found} where the left has {expected}.", "The last axis of the left must be as long as the second last of the right.", "", ""},
    {"numpy_dot", Trouble::kProduct, "shapes {a} and {b} not aligned", "The left side has shape {a}, the right one {b}.",
     "The last axis of the left must be as long as the second last of the right.", "", ""},
    {"broadcast_c1", Trouble::kBroadcast, "Incompatible shapes: {a} vs. {b}", "Shapes {a} and {b} were to be combined element by element.",
     "Counted from the end, each pair of axes must be equally long, or one of them 1.", "", ""},
    {"numpy_broadcast", Trouble::kBroadcast, "operands could not be broadcast together with shapes {a} {b}", "Shapes {a} and {b} were to be combined element by element.",
     "Counted from the end, each pair of axes must be equally long, or one of them 1.", "", ""},
    {"dimensions_equal", Trouble::kBroadcast, "Dimensions must be equal, but are {found} and {expected} for ", "Two axes that meet have the lengths {found} and {expected}.",
     "They must be equally long.", "", ""},

    {"reshape_size", Trouble::kReshape, "cannot reshape array of size {found} into shape {expected}", "{found} numbers were to be dealt out into shape {expected}.",
     "A reshape neither makes nor drops numbers: the product of the new lengths must be {found}.", "", ""},
    {"reshape_c3", Trouble::kReshape, "Input to reshape is a tensor with {found} values, but the requested shape has {expected}", "{found} values were to be dealt out into {expected} places.",
     "A reshape neither makes nor drops numbers.", "", ""},
    {"reshape_layer", Trouble::kReshape, "The total size of the tensor must be unchanged. Received: input_shape={found}, target_shape={expected}",
     "Each row has shape {found}, and was to become {expected}.", "A reshape neither makes nor drops numbers.", "", ""},
    {"index_axis", Trouble::kIndex, "index {found} is out of bounds for axis {axis} with size {expected}", "Place {found} was asked for.",
     "That axis has {expected} places: 0 to {expected_less_one}.", "", ""},
    {"gather_c1", Trouble::kIndex, "= {found} is not in [0, {expected})", "Row {found} was asked for.", "The table has {expected} rows: 0 to {expected_less_one}.", "", ""},
    {"window_c1", Trouble::kShrunk, "Negative dimension size caused by subtracting {expected} from {found} for ", "A window of {expected} was to slide over an axis of {found}.",
     "What comes in must be at least as large as the window.", "", "Each unpadded convolution takes a border away and each pooling divides: count the sizes from the input down."},
    {"window_keras", Trouble::kShrunk, "Computed output size would be zero or negative.", "A layer was to make an axis of length 0 or less.", "What comes in must be at least as large as the window.", "",
     "Each unpadded convolution takes a border away and each pooling divides: count the sizes from the input down."},
    {"ragged", Trouble::kRagged, "The requested array has an inhomogeneous shape after {axis} dimensions", "The rows have different lengths.", "An array is a box: every row needs the same length.",
     "`dtype=object` is often given as the solution. It only moves the error into `fit`.", ""},
    {"ragged_tensor", Trouble::kRagged, "Can't convert non-rectangular Python sequence to Tensor", "The rows have different lengths.", "A tensor is a box: every row needs the same length.", "", ""},
    {"batch_ragged", Trouble::kRagged, "Cannot batch tensors with different shapes in component {component}. First element had shape {a} and element {index} had shape {b}",
     "Element 0 of the batch has shape {a}, element {index} has {b}.", "A batch is a box: all its elements need the same shape.", "", ""},
    {"padding_small", Trouble::kRagged, "Attempted to pad to a smaller size than the input element", "One element is longer than the length it was to be padded to.", "Padding only adds: cut first, or pad to the longest.",
     "Often said to be an `InvalidArgumentError`. It is a `DataLossError`.", ""},
    {"ufunc_cast", Trouble::kCasting, "Cannot cast ufunc '{op}' output from dtype('{found}') to dtype('{expected}')", "The result is {found}, and was to be written back into an array of {expected}.",
     "An operation in place keeps the array's type; fractions do not fit into integers.", "", ""},
    {"uncompiled", Trouble::kUncompiled, "You must compile your model before training/testing", "`fit` was called on a model that was never compiled.", "`compile` says which loss and which optimizer: without them there is nothing to train by.", "", ""},
    {"uncompiled_keras3", Trouble::kUncompiled, "You must call `compile()` before using the model", "`fit` was called on a model that was never compiled.",
     "`compile` says which loss and which optimizer: without them there is nothing to train by.", "",
     "In Keras 3 this is a `ValueError`, in Keras 2 a `RuntimeError`: an `except` that expects something else may catch it for the wrong reason."},
    {"recompile", Trouble::kRecompile, "Creating variables on a non-first call to a function decorated with tf.function", "This model's first `fit` died half way, and now it is trained again.",
     "The training step written down then has no optimizer variables: `compile` again first.", "Pages that catch the first error and then \"fix\" the data never ran their second half.", ""},
    {"cardinality", Trouble::kCardinality, "Data cardinality is ambiguous", "Features and labels do not have the same number of rows.", "There must be one label for each row.", "", ""},
    {"dense_unknown", Trouble::kOther, "The last dimension of the inputs to a Dense layer should be defined. Found None", "Dense was given an axis whose length is not known.", "It makes one weight for each feature, so it must know how many there are.", "", ""},
};

}  // namespace

std::span<const Entry> catalogue() { return kEntries; }

}  // namespace misfit
