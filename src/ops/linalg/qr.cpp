// Q and R of A = Q R.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& s = x.in[0].shape;
  if (auto fault = want_matrix(x)) return *fault;
  if (!s.known_rank()) return Specs{{x.in[0].dtype, s}, {x.in[0].dtype, s}};
  const int64_t m = s.at(-2), n = s.at(-1), p = m < 0 || n < 0 ? Shape::kUnknown : std::min(m, n);
  const bool full = x.attrs.get<bool>("full_matrices");
  return Specs{{x.in[0].dtype, s.with(s.rank() - 1, full ? m : p)}, {x.in[0].dtype, s.with(s.rank() - 2, full ? m : p)}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Spec spec{in.dtype(), in.shape()};
  const Specs specs = infer({{&spec, 1}, k.attrs(), true}).value();
  return with_precision(in.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    Tensor q = Tensor::uninitialized(in.dtype(), specs[0].shape), r = Tensor::uninitialized(in.dtype(), specs[1].shape);
    for (int64_t i = 0; in.elements() > 0 && i < stack_size(in.shape()); ++i) {
      dense::Matrix<T> full_q, full_r;
      dense::qr(matrix_at<T>(in, i), &full_q, &full_r);
      full_r.rows = specs[1].shape.at(-2);
      full_r.v.resize(static_cast<size_t>(full_r.rows * full_r.cols));
      put_matrix(q, i, full_q.columns(specs[0].shape.at(-1)));
      put_matrix(r, i, full_r);
    }
    k.forward(0, q);
    k.forward(1, r);
    return std::nullopt;
  });
}

// For as many rows as columns or more.
Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  const Operand &q = g.out[0], &r = g.out[1];
  const Operand dq = g.dy[0] ? g.dy[0] : f.zeros_like(q), dr = g.dy[1] ? g.dy[1] : f.zeros_like(r);
  const auto solved = [&](const Operand& x) { return f.flip(f.run(kMatrixTriangularSolve, {r, f.flip(x)}, {{"lower", false}, {"adjoint", false}})); };
  const Operand qdq = f.times(q, dq, true, false), skew = f.sub(qdq, f.flip(qdq));
  const Operand rdr = f.times(r, dr, false, true), skew_r = f.sub(rdr, f.flip(rdr));
  const Operand tril = f.band(f.add(skew, skew_r), -1, 0);
  const Operand a = f.times(q, f.add(dr, solved(tril)));
  const Operand b = solved(f.sub(dq, f.times(q, qdq)));
  return {f.add(a, b)};
}

}  // namespace

constexpr OpDef kQr{.name = "Qr", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
