// The determinant of each matrix.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_square(x.in[0].shape, x.eager)) return *fault;
  if (!x.in[0].shape.known_rank()) return infer_unknown(x);
  return Specs{{x.in[0].dtype, x.in[0].shape.slice(0, x.in[0].shape.rank() - 2)}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, in.dtype(), in.shape().slice(0, in.shape().rank() - 2));
  return with_precision(in.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    for (int64_t i = 0; i < out.elements(); ++i) out.mutable_data<T>()[static_cast<size_t>(i)] = dense::determinant(dense::lu(matrix_at<T>(in, i)));
    return std::nullopt;
  });
}

Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  const Operand inverse = f.run(kMatrixInverse, {g.in[0]}, {{"adjoint", true}});
  return {f.mul(f.expand(f.expand(f.mul(g.dy[0], g.out[0]), -1), -1), inverse)};
}

}  // namespace

constexpr OpDef kMatrixDeterminant{.name = "MatrixDeterminant", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
