// Zero outside a band of diagonals around the main one; a negative count keeps them all.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_rank_at_least(x.in[0].shape, 2)) return *fault;
  return infer_same(x);
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const int64_t lower = k.in(1).int_at(0), upper = k.in(2).int_at(0), m = in.shape().at(-2), n = in.shape().at(-1);
  Tensor& out = k.out(0, in.dtype(), in.shape());
  const size_t width = size_of(in.dtype());
  for (int64_t at = 0; at < in.elements(); ++at) {
    const int64_t i = at / n % m, j = at % n;
    const bool inside = (lower < 0 || i - j <= lower) && (upper < 0 || j - i <= upper);
    std::byte* to = out.mutable_raw() + static_cast<size_t>(at) * width;
    if (inside) std::copy_n(in.raw() + static_cast<size_t>(at) * width, width, to);
    else std::fill_n(to, width, std::byte{0});
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kMatrixBandPart, {g.dy[0], g.in[1], g.in[2]}), {}, {}}; }

}  // namespace

constexpr OpDef kMatrixBandPart{.name = "MatrixBandPart", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
