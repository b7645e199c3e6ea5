// Singular values, descending, and the left and right singular vectors: A = U diag(S) Vᵀ.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& s = x.in[0].shape;
  const DType t = x.in[0].dtype;
  if (auto fault = want_matrix(x)) return *fault;
  if (!s.known_rank()) return Specs{{t, s}, {t, s}, {t, s}};
  const int64_t m = s.at(-2), n = s.at(-1), p = m < 0 || n < 0 ? Shape::kUnknown : std::min(m, n);
  const bool full = x.attrs.get<bool>("full_matrices");
  Shape values = s.slice(0, s.rank() - 1), u = s, v = s;
  values[s.rank() - 2] = p;
  u[s.rank() - 1] = full ? m : p;
  v[s.rank() - 2] = n;
  v[s.rank() - 1] = full ? n : p;
  if (!x.attrs.get<bool>("compute_uv", true)) u = v = Shape{0};
  return Specs{{t, values}, {t, u}, {t, v}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Spec spec{in.dtype(), in.shape()};
  const Specs specs = infer({{&spec, 1}, k.attrs(), true}).value();
  const bool vectors = k.attrs().get<bool>("compute_uv", true);
  return with_precision(in.dtype(), [&](auto zero) -> std::optional<Fault> {
    using T = decltype(zero);
    Tensor out[3];
    for (int i = 0; i < 3; ++i) out[i] = Tensor::uninitialized(in.dtype(), specs[static_cast<size_t>(i)].shape);
    for (int64_t i = 0; in.elements() > 0 && i < stack_size(in.shape()); ++i) {
      dense::Matrix<T> u, v;
      std::vector<T> s;
      dense::svd(matrix_at<T>(in, i), &u, &s, &v);
      std::copy(s.begin(), s.end(), out[0].mutable_data<T>().data() + i * static_cast<int64_t>(s.size()));
      if (!vectors) continue;
      put_matrix(out[1], i, u.columns(specs[1].shape.at(-1)));
      put_matrix(out[2], i, v.columns(specs[2].shape.at(-1)));
    }
    for (int i = 0; i < 3; ++i) k.forward(static_cast<size_t>(i), out[i]);
    return std::nullopt;
  });
}

// Of the singular values; and of the vectors of matrices whose singular values differ.
Operands gradient(const Gradient& g) {
  const Matrices f(g.emit);
  Operand s = g.out[0], u = g.out[1], v = g.out[2];
  if (!g.attrs.get<bool>("compute_uv", true) || g.attrs.get<bool>("full_matrices")) {
    const Operand in[] = {g.in[0]};
    const Operands again = g.emit.emit_all(kSvd, in, {{"compute_uv", true}, {"full_matrices", false}});
    s = again[0];
    u = again[1];
    v = again[2];
  }
  Operand middle = f.diagonal(g.dy[0] ? g.dy[0] : f.zeros_like(s));
  const bool vectors = g.attrs.get<bool>("compute_uv", true) && !g.attrs.get<bool>("full_matrices");
  const Operand du = vectors && g.dy.size() > 1 ? g.dy[1] : Operand{}, dv = vectors && g.dy.size() > 2 ? g.dy[2] : Operand{};
  Operand extra;
  if (du || dv) {
    const Operand squares = f.square(s), gaps = f.sub(f.expand(squares, -2), f.expand(squares, -1));
    const Operand weights = f.with_diagonal(f.run(kReciprocal, {f.with_diagonal(gaps, f.run(kOnesLike, {s}))}), f.zeros_like(s));
    const auto symmetric = [&](const Operand& x) { return f.add(x, f.flip(x)); };
    if (du) {
      const Operand w = f.times(u, du, true, false);
      middle = f.add(middle, f.mul(symmetric(f.mul(weights, w)), f.expand(s, -2)));
      const Operand rest = f.sub(du, f.times(u, w));
      extra = f.times(f.mul(rest, f.expand(f.reciprocal(s), -2)), v, false, true);
    }
    if (dv) {
      const Operand w = f.times(v, dv, true, false);
      middle = f.add(middle, f.mul(f.expand(s, -1), symmetric(f.mul(weights, w))));
      const Operand rest = f.sub(dv, f.times(v, w));
      const Operand more = f.times(f.mul(u, f.expand(f.reciprocal(s), -2)), rest, false, true);
      extra = extra ? f.add(extra, more) : more;
    }
  }
  const Operand whole = f.times(u, f.times(middle, v, false, true));
  return {extra ? f.add(whole, extra) : whole};
}

}  // namespace

constexpr OpDef kSvd{.name = "Svd", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
