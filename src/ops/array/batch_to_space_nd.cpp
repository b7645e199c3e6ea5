// The reverse of SpaceToBatchND, with a border cut away.
#include "ops/array/copy.h"
#include "ops/array/space_batch.h"
#include "ops/ops.h"
#include "ops/arguments.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"batch_to_space_c1", "InvalidArgumentError", "Input batch dimension ({batch}) is not divisible by product of block sizes ({blocks})", "Dimension size must be evenly divisible by {blocks} but is {batch}", {}, {}, "ValueError"},
                                 least_rank("batch_to_space_c2", "input rank should be >= {wanted} instead of {rank}")};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const auto block = known_integers(x.in[1]), crops = known_integers(x.in[2]);
  if (!in.known_rank()) return infer_unknown(x);
  if (!block || !crops) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(in.rank(), Shape::kUnknown))}};
  if (auto fault = rank_at_least(x, 0, block->size() + 1, kFaults[1])) return *fault;
  Shape out = in;
  int64_t blocks = 1;
  for (size_t i = 0; i < block->size(); ++i) {
    blocks *= (*block)[i];
    if (in[i + 1] >= 0) out[i + 1] = in[i + 1] * (*block)[i] - (*crops)[2 * i] - (*crops)[2 * i + 1];
  }
  if (blocks <= 0 || (in[0] >= 0 && in[0] % blocks)) return Fault{&kFaults[0], {{"batch", text(in[0])}, {"blocks", text(blocks)}}};
  if (in[0] >= 0) out[0] = in[0] / blocks;
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::vector<int64_t> block = integers(k.in(1)), crops = integers(k.in(2));
  Shape wide = in.shape(), shape;
  for (size_t i = 0; i < block.size(); ++i) {
    wide[0] /= block[i];
    wide[i + 1] *= block[i];
  }
  shape = wide;
  const BlockView v = block_view(wide, block);
  Tensor whole = Tensor::uninitialized(in.dtype(), wide);
  scatter_strided(in.reshaped(v.view), whole, 0, v.strides);
  const std::vector<int64_t> strides = strides_of(wide);
  int64_t offset = 0;
  for (size_t i = 0; i < block.size(); ++i) {
    offset += crops[2 * i] * strides[i + 1];
    shape[i + 1] -= crops[2 * i] + crops[2 * i + 1];
  }
  gather_strided(whole, offset, strides, k.out(0, in.dtype(), shape));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.emit.emit(kSpaceToBatchND, {g.dy[0], g.in[1], g.in[2]}), {}, {}}; }

}  // namespace

constexpr OpDef kBatchToSpaceND{.name = "BatchToSpaceND", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_values = "block_shape, crops"};

}  // namespace misfit
