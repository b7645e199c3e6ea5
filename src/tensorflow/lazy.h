// Eager ops whose outcome nobody needs yet: a verdict follows a keystroke because shapes need no elements.
#pragma once
#include "ops/run.h"
#include "tensorflow/tensor.h"

namespace misfit::tf {

// Whether an op's single output may be computed when first looked at: it is large, and no value can make the op fail.
bool may_wait(const OpDef&, std::span<const Spec> in, std::span<const Spec> out);
Tensor later(const OpDef&, std::vector<Tensor> in, Attrs, const Spec& out);

// How far the run's eager random ops have used their streams.
RandomStates& random_streams(py::Interp&);
void forget_random_streams(py::Interp&);     // tf.random.set_seed

}  // namespace misfit::tf
