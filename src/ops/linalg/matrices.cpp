#include "ops/linalg/matrices.h"
#include "ops/arguments.h"

namespace misfit {

constexpr FaultSpec kNotSquare{"square_c1", "InvalidArgumentError", "Input matrix must be square.", "Dimensions must be equal, but are {rows} and {cols}", {}, {}, "ValueError"};
constexpr FaultSpec kNotInvertible{"invertible_c1", "InvalidArgumentError", "Input is not invertible."};
constexpr FaultSpec kComplexMatrices{"precision_c1", "NotFoundError", "Could not find device for node: no kernel for {type}"};

namespace {
constexpr FaultSpec kMatrixRank = least_rank("square_c2", "Input tensor 0 must have rank >= 2, got {rank}");
}  // namespace

std::optional<Fault> want_matrix(const Inference& x) { return rank_at_least(x, 0, 2, kMatrixRank); }

std::optional<Fault> want_square(const Shape& s, bool) {
  if (s.known_rank() && s.rank() < 2) return rank_fault(kMatrixRank, s, 2);
  if (!s.known_rank()) return std::nullopt;
  if (s.at(-1) >= 0 && s.at(-2) >= 0 && s.at(-1) != s.at(-2)) return Fault{&kNotSquare, {{"rows", text(s.at(-2))}, {"cols", text(s.at(-1))}}};
  return std::nullopt;
}

Result<Specs, Fault> infer_square(const Inference& x) {
  if (auto fault = want_square(x.in[0].shape, x.eager)) return *fault;
  return infer_same(x);
}

Operand Matrices::flip(const Operand& a) const {
  std::vector<int64_t> axes;
  for (size_t i = 0; i < a.shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
  std::swap(axes[axes.size() - 1], axes[axes.size() - 2]);
  return transpose(a, axes);
}

Operand Matrices::band(const Operand& a, int64_t lower, int64_t upper) const {
  return run(kMatrixBandPart, {a, emit.constant(Tensor::scalar(lower)), emit.constant(Tensor::scalar(upper))});
}
Operand Matrices::diagonal(const Operand& v) const { return run(kMatrixDiagV3, {v, integer(0), integer(-1), integer(-1), scalar(v.dtype, 0)}); }
Operand Matrices::diagonal_part(const Operand& a) const { return run(kMatrixDiagPartV3, {a, integer(0), scalar(a.dtype, 0)}); }
Operand Matrices::with_diagonal(const Operand& a, const Operand& v) const { return run(kMatrixSetDiagV3, {a, v, integer(0)}); }

}  // namespace misfit
