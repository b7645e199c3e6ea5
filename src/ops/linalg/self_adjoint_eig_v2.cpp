// Eigenvalues, ascending, and eigenvectors of symmetric matrices, of which the lower triangle is read.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_square(x.in[0].shape, x.eager)) return *fault;
  const Shape& s = x.in[0].shape;
  if (!s.known_rank()) return Specs{{x.in[0].dtype, s}, {x.in[0].dtype, s}};
  return Specs{{x.in[0].dtype, s.slice(0, s.rank() - 1)}, {x.in[0].dtype, x.attrs.get<bool>("compute_v", true) ? s : Shape{0}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const bool with_vectors = k.attrs().get<bool>("compute_v", true);
  return with_precision(in.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    const int64_t n = in.shape().at(-1);
    Tensor e = Tensor::uninitialized(in.dtype(), in.shape().slice(0, in.shape().rank() - 1));
    Tensor v = Tensor::uninitialized(in.dtype(), with_vectors ? in.shape() : Shape{0});
    for (int64_t i = 0; in.elements() > 0 && i < stack_size(in.shape()); ++i) {
      std::vector<T> values;
      dense::Matrix<T> vectors;
      dense::self_adjoint_eigen(matrix_at<T>(in, i), &values, &vectors);
      std::copy(values.begin(), values.end(), e.mutable_data<T>().data() + i * n);
      if (with_vectors) put_matrix(v, i, vectors);
    }
    k.forward(0, e);
    k.forward(1, v);
    return std::nullopt;
  });
}

Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  const bool with_vectors = g.attrs.get<bool>("compute_v", true);
  Operand e = g.out[0], v = g.out[1];
  if (!with_vectors) {
    const Operand in[] = {g.in[0]};
    const Operands again = g.emit.emit_all(kSelfAdjointEigV2, in, {{"compute_v", true}});
    e = again[0];
    v = again[1];
  }
  const Operand de = g.dy[0] ? g.dy[0] : f.zeros_like(e);
  Operand middle = f.diagonal(de);
  if (with_vectors && g.dy[1]) {
    const Operand gaps = f.sub(f.expand(e, -2), f.expand(e, -1));
    const Operand weights = f.with_diagonal(f.run(kReciprocal, {f.with_diagonal(gaps, f.run(kOnesLike, {e}))}), f.zeros_like(e));
    middle = f.add(middle, f.mul(weights, f.times(v, g.dy[1], true, false)));
  }
  const Operand whole = f.times(v, f.times(middle, v, false, true));
  const Operand lower = f.band(f.add(whole, f.flip(whole)), -1, 0);
  return {f.with_diagonal(lower, f.mul(f.diagonal_part(lower), 0.5))};
}

}  // namespace

constexpr OpDef kSelfAdjointEigV2{.name = "SelfAdjointEigV2", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
