// Zero outside a band of diagonals around the main one; a negative count keeps them all.
#include "ops/linalg/matrices.h"
#include "ops/arguments.h"

namespace misfit {
namespace {

constexpr FaultSpec kRank = least_rank("band_c1", "input must be at least 2-dim, received shape: {shape}"), kLower = exact_rank("band_c2", "num_lower must be scalar, got shape {shape}"),
                    kUpper = exact_rank("band_c3", "num_upper must be scalar, got shape {shape}");
constexpr FaultSpec kLowerRange{"band_c4", "InvalidArgumentError", "num_lower must be negative or less or equal to number of rows ({count}) got: {given}"};
constexpr FaultSpec kUpperRange{"band_c5", "InvalidArgumentError", "num_upper must be negative or less or equal to number of columns ({count}) got: {given}"};

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = rank_at_least(x, 0, 2, kRank)) return *fault;
  if (auto fault = is_scalar(x, 1, kLower)) return *fault;
  if (auto fault = is_scalar(x, 2, kUpper)) return *fault;
  if (x.eager) {
    const Shape& s = x.in[0].shape;
    const int64_t lower = x.in[1].constant.int_at(0), upper = x.in[2].constant.int_at(0);
    if (lower > s.at(-2)) return Fault{&kLowerRange, {{"count", text(s.at(-2))}, {"given", text(lower)}}};
    if (upper > s.at(-1)) return Fault{&kUpperRange, {{"count", text(s.at(-1))}, {"given", text(upper)}}};
  }
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
