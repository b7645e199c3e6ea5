// The inverse of each matrix.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const bool adjoint = k.attrs().get<bool>("adjoint");
  Tensor& out = k.out(0, in.dtype(), in.shape());
  return with_precision(in.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    const int64_t n = in.shape().at(-1);
    for (int64_t i = 0; n > 0 && i < stack_size(in.shape()); ++i) {
      const auto a = matrix_at<T>(in, i);
      const auto f = dense::lu(adjoint ? a.transposed() : a);
      if (f.singular) return Fault{&kNotInvertible, {}};
      put_matrix(out, i, dense::solve(f, dense::Matrix<T>::identity(n, n)));
    }
    return std::nullopt;
  });
}

Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  const Operand& y = g.out[0];
  if (g.attrs.get<bool>("adjoint")) return {f.neg(f.times(y, f.times(g.dy[0], y, true, false)))};
  return {f.neg(f.times(y, f.times(g.dy[0], y, false, true), true, false))};
}

}  // namespace

constexpr OpDef kMatrixInverse{.name = "MatrixInverse", .infer = infer_square, .compute = compute, .gradient = gradient};

}  // namespace misfit
