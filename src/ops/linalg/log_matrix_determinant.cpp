// The sign and the logarithm of the determinant of each matrix.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_square(x.in[0].shape, x.eager)) return *fault;
  const Spec out{x.in[0].dtype, x.in[0].shape.known_rank() ? x.in[0].shape.slice(0, x.in[0].shape.rank() - 2) : Shape::unknown_rank()};
  return Specs{out, out};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Shape shape = in.shape().slice(0, in.shape().rank() - 2);
  return with_precision(in.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    Tensor sign = Tensor::uninitialized(in.dtype(), shape), log = Tensor::uninitialized(in.dtype(), shape);
    for (int64_t i = 0; i < shape.elements(); ++i) {
      const auto f = dense::lu(matrix_at<T>(in, i));
      T s = f.swaps % 2 ? T(-1) : T(1), sum = 0;
      for (int64_t j = 0; j < f.lu.rows; ++j) {
        if (f.lu(j, j) < 0) s = -s;
        sum += std::log(std::abs(f.lu(j, j)));
      }
      sign.mutable_data<T>()[static_cast<size_t>(i)] = f.singular ? T(0) : s;
      log.mutable_data<T>()[static_cast<size_t>(i)] = sum;
    }
    k.forward(0, sign);
    k.forward(1, log);
    return std::nullopt;
  });
}

Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  if (!g.dy[1]) return {f.zeros_like(g.in[0])};
  return {f.mul(f.expand(f.expand(g.dy[1], -1), -1), f.run(kMatrixInverse, {g.in[0]}, {{"adjoint", true}}))};
}

}  // namespace

constexpr OpDef kLogMatrixDeterminant{.name = "LogMatrixDeterminant", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
