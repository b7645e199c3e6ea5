// What Pad, PadV2 and MirrorPad share: paddings, two numbers per axis.
#pragma once
#include "ops/op.h"

namespace misfit {

extern const std::span<const FaultSpec> kPaddingFaults;
Result<Specs, Fault> infer_pad(const Inference&);
AxisMap axes_pad(const Inference&, size_t output);
std::vector<int64_t> paddings(const Kernel&);             // before, after, before, ...
Shape padded(const Shape&, const std::vector<int64_t>& paddings);
Operands pad_gradient(const Gradient&);                   // the slice of dy that is not padding

}  // namespace misfit
