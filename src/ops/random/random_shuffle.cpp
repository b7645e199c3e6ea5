// Rows in a random order.
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/random/draw.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, in.dtype(), in.shape());
  const int64_t rows = in.shape().rank() ? in.shape()[0] : 1, row = rows ? in.elements() / rows : 0;
  const std::vector<int64_t> order = philox::shuffle(stateful_generator(k, philox::reserved_by_shuffle(rows)), rows);
  for (int64_t i = 0; i < rows; ++i) copy_elements(in, order[static_cast<size_t>(i)] * row, out, i * row, row);
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRandomShuffle{.name = "RandomShuffle", .infer = infer_same, .compute = compute, .axes = axes_same, .stateful = true};

}  // namespace misfit
