// tf.matmul, tf.linalg.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {
namespace {

Value matmul(Interp& in, Bound& a) {
  tf::MatMulFlags f;
  if (!flag(in, a["transpose_a"], &f.transpose_a) || !flag(in, a["transpose_b"], &f.transpose_b) || !flag(in, a["adjoint_a"], &f.adjoint_a) || !flag(in, a["adjoint_b"], &f.adjoint_b)) return {};
  if (f.transpose_a && f.adjoint_a) return in.raise("ValueError", "Only one of `transpose_a` and `adjoint_a` can be True. Received `transpose_a`=" + in.str(a["transpose_a"]).value_or("") + ", `adjoint_a`=" + in.str(a["adjoint_a"]).value_or("") + ".");
  if (f.transpose_b && f.adjoint_b) return in.raise("ValueError", "Only one of `transpose_b` and `adjoint_b` can be True. Received `transpose_b`=" + in.str(a["transpose_b"]).value_or("") + ", `adjoint_b`=" + in.str(a["adjoint_b"]).value_or("") + ".");
  return wrap(in, tf::matmul(in, a["a"], a["b"], f, name_of(in, a)));
}

Value matvec(Interp& in, Bound& a) {
  const tf::NameScope scope(context(in), name_or(in, a, "MatVec"));
  auto x = convert(in, a["a"]);
  auto y = x ? convert(in, a["b"], std::nullopt, x->dtype) : std::nullopt;
  const Operand column = y ? context(in).run1(tf::op("ExpandDims"), {*y, tf::int_scalar(in, -1)}) : Operand{};
  if (!column) return {};
  tf::MatMulFlags f;
  if (!flag(in, a["transpose_a"], &f.transpose_a)) return {};
  const Operand product = tf::matmul(in, tensor_value(in, *x), tensor_value(in, column), f, {});
  return product ? wrap(in, context(in).run1(tf::op("Squeeze"), {product}, {{"squeeze_dims", std::vector<int64_t>{-1}}})) : Value();
}

Value tensordot(Interp& in, Bound& a) {
  Context& c = context(in);
  const tf::NameScope scope(c, name_or(in, a, "Tensordot"));
  auto x = convert(in, a["a"]);
  auto y = x ? convert(in, a["b"], std::nullopt, x->dtype) : std::nullopt;
  if (!y) return {};
  const int64_t rx = static_cast<int64_t>(x->shape.rank()), ry = static_cast<int64_t>(y->shape.rank());
  std::vector<int64_t> ax, ay;
  if (auto n = in.as_int(a["axes"])) {
    if (*n > rx) return in.raise("ValueError", "`axes` must not be larger than the number of dimensions of tensor " + in.format(tensor_value(in, *x), "").value_or("") + ".  Received " + std::to_string(*n) + ", vs tensor dimensions " + std::to_string(rx) + ".");
    for (int64_t i = 0; i < *n; ++i) { ax.push_back(rx - *n + i); ay.push_back(i); }
  } else {
    if (in.pending()) in.take();
    auto pair = in.list_of(a["axes"]);
    if (!pair || pair->size() != 2) return in.raise("ValueError", "`axes` must be an integer or have length 2. Received " + in.str(a["axes"]).value_or("") + ".");
    auto l = int_list(in, (*pair)[0]), r = l ? int_list(in, (*pair)[1]) : std::nullopt;
    if (!r) return {};
    if (l->size() != r->size()) return in.raise("ValueError", "Different number of contraction axes `a` and `b`, " + std::to_string(l->size()) + " != " + std::to_string(r->size()) + ".");
    ax = *l;
    ay = *r;
    for (int64_t& i : ax) if (i < 0) i += rx;
    for (int64_t& i : ay) if (i < 0) i += ry;
  }
  const auto outside = [](const std::vector<int64_t>& list, int64_t rank) { return std::any_of(list.begin(), list.end(), [&](int64_t i) { return i < 0 || i >= rank; }); };
  if (outside(ax, rx) || outside(ay, ry)) return in.raise("IndexError", "list index out of range");
  const auto flatten = [&](const Operand& t, const std::vector<int64_t>& contracted, bool last, std::vector<int64_t>& free_dims) -> Operand {
    std::vector<int64_t> perm, free_axes;
    int64_t inner = 1, outer = 1;
    for (int64_t i = 0; i < static_cast<int64_t>(t.shape.rank()); ++i)
      if (std::find(contracted.begin(), contracted.end(), i) == contracted.end()) { free_axes.push_back(i); free_dims.push_back(t.shape[static_cast<size_t>(i)]); outer *= t.shape[static_cast<size_t>(i)]; }
    for (int64_t i : contracted) inner *= t.shape[static_cast<size_t>(i)];
    perm = last ? free_axes : contracted;
    const auto& rest = last ? contracted : free_axes;
    perm.insert(perm.end(), rest.begin(), rest.end());
    Operand moved = t;
    bool identity = true;
    for (size_t i = 0; i < perm.size(); ++i) identity = identity && perm[i] == static_cast<int64_t>(i);
    if (!identity) moved = c.run1(tf::op("Transpose"), {t, tf::int_constant(in, perm)});
    if (outer < 0) outer = -1;
    if (moved && moved.shape == (last ? Shape{outer, inner} : Shape{inner, outer})) return moved;
    return moved ? c.run1(tf::op("Reshape"), {moved, last ? tf::int_constant(in, {outer, inner}) : tf::int_constant(in, {inner, outer})}) : moved;
  };
  std::vector<int64_t> out_shape;
  const Operand l = flatten(*x, ax, true, out_shape), r = l ? flatten(*y, ay, false, out_shape) : l;
  const Operand p = r ? c.run1(tf::op("MatMul"), {l, r}) : r;
  return p ? wrap(in, c.run1(tf::op("Reshape"), {p, tf::int_constant(in, out_shape)})) : Value();
}

constexpr Row kRows[] = {
    {"matmul linalg.matmul", "a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False, name=None", matmul},
    {"linalg.matvec", "a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False, name=None", matvec},
    {"tensordot linalg.tensordot", "a, b, axes, name=None", tensordot},
};

}  // namespace

void bind_linalg(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
