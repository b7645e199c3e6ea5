// Blocks of the spatial axes moved into the batch: how a dilated convolution becomes a plain one.
#include "ops/array/copy.h"
#include "ops/array/space_batch.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"space_to_batch_c1", "InvalidArgumentError", "padded_shape[{axis}]={length} is not divisible by block_shape[{axis}]={block}",
                                  "Dimension size must be evenly divisible by {block} but is {length}", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const auto block = known_integers(x.in[1]), pads = known_integers(x.in[2]);
  if (!in.known_rank()) return infer_unknown(x);
  if (!block || !pads) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(in.rank(), Shape::kUnknown))}};
  Shape out = in;
  int64_t blocks = 1;
  for (size_t i = 0; i < block->size(); ++i) {
    blocks *= (*block)[i];
    if (in[i + 1] < 0) continue;
    const int64_t length = in[i + 1] + (*pads)[2 * i] + (*pads)[2 * i + 1];
    if (length % (*block)[i]) return Fault{&kFaults[0], {{"axis", std::to_string(i)}, {"length", text(length)}, {"block", text((*block)[i])}}};
    out[i + 1] = length / (*block)[i];
  }
  if (in[0] >= 0) out[0] = in[0] * blocks;
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::vector<int64_t> block = integers(k.in(1)), pads = integers(k.in(2));
  Shape wide = in.shape();
  std::vector<int64_t> before;
  for (size_t i = 0; i < block.size(); ++i) {
    wide[i + 1] += pads[2 * i] + pads[2 * i + 1];
    before.push_back(pads[2 * i]);
  }
  Tensor padded = Tensor::uninitialized(in.dtype(), wide);
  fill_zero(padded);
  const std::vector<int64_t> strides = strides_of(wide);
  int64_t offset = 0;
  for (size_t i = 0; i < before.size(); ++i) offset += before[i] * strides[i + 1];
  scatter_strided(in, padded, offset, strides);
  const BlockView v = block_view(wide, block);
  Tensor out = k.out(0, in.dtype(), v.batched);
  Tensor split = out.reshaped(v.view);
  gather_strided(padded, 0, v.strides, split);
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.emit.emit(kBatchToSpaceND, {g.dy[0], g.in[1], g.in[2]}), {}, {}}; }

}  // namespace

constexpr OpDef kSpaceToBatchND{.name = "SpaceToBatchND", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_values = "block_shape, paddings"};

}  // namespace misfit
