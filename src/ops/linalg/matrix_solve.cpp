// X of A X = B.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"solve_c1", "InvalidArgumentError", "Input matrix is not invertible."},
                                 {"solve_c2", "InvalidArgumentError", "All input tensors must have the same rank."},
                                 {"solve_c3", "InvalidArgumentError", "First input (lhs) must be a square matrix."},
                                 {"solve_c4", "InvalidArgumentError", "Input matrix and rhs are incompatible."}};

Result<Specs, Fault> infer(const Inference& x) {
  if (x.eager && x.in[0].shape.rank() >= 2) {             // the kernel's own words
    const Shape &lhs = x.in[0].shape, &rhs = x.in[1].shape;
    if (lhs.rank() != rhs.rank()) return Fault{&kFaults[1], {}};
    if (lhs.at(-1) != lhs.at(-2)) return Fault{&kFaults[2], {}};
    if (lhs.at(-2) != rhs.at(-2)) return Fault{&kFaults[3], {}};
  }
  if (auto fault = want_square(x.in[0].shape, x.eager)) return *fault;
  if (auto fault = want_rank_at_least(x.in[1].shape, 2)) return *fault;
  const Shape &a = x.in[0].shape, &b = x.in[1].shape;
  if (a.known_rank() && b.known_rank() && a.at(-1) >= 0 && b.at(-2) >= 0 && a.at(-1) != b.at(-2)) return Fault{&kUnequalLengths, {{"a", text(a.at(-1))}, {"b", text(b.at(-2))}}};
  return Specs{{x.in[0].dtype, b}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &a = k.in(0), &b = k.in(1);
  const bool adjoint = k.attrs().get<bool>("adjoint");
  Tensor& out = k.out(0, a.dtype(), b.shape());
  return with_precision(a.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    for (int64_t i = 0; out.elements() > 0 && i < stack_size(a.shape()); ++i) {
      const auto m = matrix_at<T>(a, i);
      const auto f = dense::lu(adjoint ? m.transposed() : m);
      if (f.singular) return Fault{&kFaults[0], {}};
      put_matrix(out, i, dense::solve(f, matrix_at<T>(b, i)));
    }
    return std::nullopt;
  });
}

Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  const bool adjoint = g.attrs.get<bool>("adjoint");
  const Operand db = f.run(kMatrixSolve, {g.in[0], g.dy[0]}, {{"adjoint", !adjoint}});
  const Operand& y = g.out[0];
  return {f.neg(adjoint ? f.times(y, db, false, true) : f.times(db, y, false, true)), db};
}

}  // namespace

constexpr OpDef kMatrixSolve{.name = "MatrixSolve", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
