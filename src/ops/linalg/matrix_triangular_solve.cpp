// X of A X = B where A is a triangle.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"triangular_c3", "InvalidArgumentError", "In[1] ndims must be >= 2: {rank}"},
                                 {"triangular_c2", "InvalidArgumentError", "In[0] matrices in the last dimensions must be square ({cols} =/= {rows})"}};

Result<Specs, Fault> infer(const Inference& x) {
  if (const Shape& lhs = x.in[0].shape; x.eager && lhs.rank() >= 2 && lhs.at(-1) != lhs.at(-2))
    return Fault{&kFaults[1], {{"rows", text(lhs.at(-2))}, {"cols", text(lhs.at(-1))}}};
  if (auto fault = want_square(x.in[0].shape, x.eager)) return *fault;
  if (x.eager && x.in[1].shape.rank() < 2) return Fault{&kFaults[0], {{"rank", std::to_string(x.in[1].shape.rank())}}};
  if (auto fault = want_rank_at_least(x.in[1].shape, 2)) return *fault;
  const Shape &a = x.in[0].shape, &b = x.in[1].shape;
  if (!a.known_rank() || !b.known_rank()) return infer_unknown(x);
  if (a.at(-1) >= 0 && b.at(-2) >= 0 && a.at(-1) != b.at(-2)) return Fault{&kUnequalLengths, {{"a", text(a.at(-1))}, {"b", text(b.at(-2))}}};
  auto outer = broadcast_or_fault(a.slice(0, a.rank() - 2), b.slice(0, b.rank() - 2));
  if (!outer.ok()) return outer.error();
  Shape out = *outer;
  out.push_back(b.at(-2));
  out.push_back(b.at(-1));
  return Specs{{x.in[0].dtype, out}};
}

// Which matrix of a stack belongs to place `at` of the broadcast stack.
int64_t source(const Shape& stack, const Shape& out, int64_t at) {
  const size_t outer = out.rank() - 2, own = stack.rank() - 2;
  int64_t from = 0, stride = 1;
  for (size_t i = 0; i < outer; ++i) {
    const size_t axis = outer - 1 - i;
    const int64_t place = at % out[axis];
    at /= out[axis];
    if (i >= own) continue;
    const int64_t length = stack[own - 1 - i];
    if (length != 1) from += place * stride;
    stride *= length;
  }
  return from;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &a = k.in(0), &b = k.in(1);
  const bool adjoint = k.attrs().get<bool>("adjoint"), lower = k.attrs().get<bool>("lower", true);
  const Spec specs[] = {{a.dtype(), a.shape()}, {b.dtype(), b.shape()}};
  const auto shape = infer({specs, k.attrs(), true});
  if (!shape.ok()) return shape.error();
  const Shape s = shape.value()[0].shape;
  Tensor& out = k.out(0, a.dtype(), s);
  return with_precision(a.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    for (int64_t i = 0; out.elements() > 0 && i < stack_size(s); ++i) {
      const auto m = matrix_at<T>(a, source(a.shape(), s, i));
      auto x = matrix_at<T>(b, source(b.shape(), s, i));
      dense::solve_triangular(adjoint ? m.transposed() : m, lower != adjoint, false, x);
      put_matrix(out, i, x);
    }
    return std::nullopt;
  });
}

Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  const bool adjoint = g.attrs.get<bool>("adjoint"), lower = g.attrs.get<bool>("lower", true);
  const Operand db = f.run(kMatrixTriangularSolve, {g.in[0], g.dy[0]}, {{"adjoint", !adjoint}, {"lower", lower}});
  const Operand da = f.neg(adjoint ? f.times(g.out[0], db, false, true) : f.times(db, g.out[0], false, true));
  return {f.sum_to(lower ? f.band(da, -1, 0) : f.band(da, 0, -1), g.in[0]), f.sum_to(db, g.in[1])};
}

}  // namespace

constexpr OpDef kMatrixTriangularSolve{.name = "MatrixTriangularSolve", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
