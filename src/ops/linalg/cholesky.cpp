// L of A = L Lᵀ.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, in.dtype(), in.shape());
  return with_precision(in.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    for (int64_t i = 0; out.elements() > 0 && i < stack_size(in.shape()); ++i) {
      auto a = matrix_at<T>(in, i);
      if (!dense::cholesky(a))                             // no such L: nobody is told
        for (int64_t r = 0; r < a.rows; ++r)
          for (int64_t c = 0; c < a.cols; ++c) a(r, c) = c > r ? T(0) : std::numeric_limits<T>::quiet_NaN();
      put_matrix(out, i, a);
    }
    return std::nullopt;
  });
}

// Murray's formula, as TensorFlow's Python has it.
Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  const Operand &l = g.out[0], &dy = g.dy[0];
  const Operand inverse = f.run(kMatrixInverse, {l}, {{"adjoint", false}});
  Operand middle = f.times(l, dy, true, false);
  middle = f.band(f.with_diagonal(middle, f.mul(f.diagonal_part(middle), 0.5)), -1, 0);
  const Operand whole = f.times(f.times(inverse, middle, true, false), inverse);
  return {f.mul(f.add(whole, f.flip(whole)), 0.5)};
}

}  // namespace

constexpr OpDef kCholesky{.name = "Cholesky", .infer = infer_square, .compute = compute, .gradient = gradient};

}  // namespace misfit
