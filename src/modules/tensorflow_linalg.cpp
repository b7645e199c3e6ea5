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
  auto x = convert(in, a["a"]);
  auto y = x ? convert(in, a["b"], std::nullopt, x->dtype) : std::nullopt;
  const Operand column = y ? context(in).run1(tf::op("ExpandDims"), {*y, tf::int_scalar(in, -1)}) : Operand{};
  if (!column) return {};
  tf::MatMulFlags f;
  if (!flag(in, a["transpose_a"], &f.transpose_a)) return {};
  const Operand product = tf::matmul(in, tensor_value(in, *x), tensor_value(in, column), f, {});
  return product ? wrap(in, context(in).run1(tf::op("Squeeze"), {product}, {{"squeeze_dims", std::vector<int64_t>{-1}}})) : Value();
}

Value einsum(Interp& in, Bound& a) {
  auto equation = in.as_str(a["equation"]);
  if (!equation) return in.raise("TypeError", "equation must be a str");
  std::string text;
  for (char ch : *equation)
    if (ch != ' ') text += ch;
  if (text.find("->") == std::string::npos) {
    // Letters that appear once, in order.
    std::string out;
    for (char ch = 'A'; ch <= 'z'; ++ch)
      if (std::isalpha(static_cast<unsigned char>(ch)) && std::count(text.begin(), text.end(), ch) == 1) out += ch;
    text += "->" + out;
  }
  const auto items = in.items(a["inputs"]);
  return op_value(in, "Einsum", {std::vector<Value>(items.begin(), items.end())}, {{"equation", text}}, "");
}

Value tensordot(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["a"]);
  auto y = x ? convert(in, a["b"], std::nullopt, x->dtype) : std::nullopt;
  if (!y) return {};
  const int64_t rx = static_cast<int64_t>(x->shape.rank()), ry = static_cast<int64_t>(y->shape.rank());
  std::vector<int64_t> ax, ay;
  if (auto n = in.as_int(a["axes"])) {
    if (*n > rx) return in.raise("ValueError", "`axes` must not be larger than the number of dimensions of tensor " + in.repr(a["a"]).value_or("") + ".  Received " + std::to_string(*n) + ", vs tensor dimensions " + std::to_string(rx) + ".");
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
    return moved ? c.run1(tf::op("Reshape"), {moved, last ? tf::int_constant(in, {outer, inner}) : tf::int_constant(in, {inner, outer})}) : moved;
  };
  std::vector<int64_t> out_shape;
  const Operand l = flatten(*x, ax, true, out_shape), r = l ? flatten(*y, ay, false, out_shape) : l;
  const Operand p = r ? c.run1(tf::op("MatMul"), {l, r}) : r;
  return p ? wrap(in, c.run1(tf::op("Reshape"), {p, tf::int_constant(in, out_shape)})) : Value();
}

Value norm(Interp& in, Bound& a) {
  Context& c = context(in);
  bool keep = false;
  if (!flag(in, a["keepdims"], &keep)) return {};
  auto x = convert(in, a["tensor"]);
  if (!x) return {};
  std::vector<int64_t> axes;
  if (a["axis"].is_none()) for (size_t i = 0; i < x->shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
  else { auto l = int_list(in, a["axis"]); if (!l) return {}; axes = *l; }
  const Operand over = tf::int_constant(in, axes);
  const Value ord = a["ord"];
  auto text = in.as_str(ord);
  const double p = text ? 2 : in.as_double(ord).value_or(2);
  const auto sum = [&](const Operand& t) { return t ? c.run1(tf::op("Sum"), {t, over}, {{"keep_dims", keep}}) : t; };
  const Operand magnitude = c.run1(tf::op("Abs"), {*x});
  if (!magnitude) return {};
  if (std::isinf(p)) return wrap(in, c.run1(tf::op("Max"), {magnitude, over}, {{"keep_dims", keep}}));
  if (p == 1) return wrap(in, sum(magnitude));
  if (p == 2) { const Operand s = sum(c.run1(tf::op("Mul"), {*x, *x})); return s ? wrap(in, c.run1(tf::op("Sqrt"), {s})) : Value(); }
  const Operand s = sum(c.run1(tf::op("Pow"), {magnitude, constant(in, p, x->dtype)}));
  return s ? wrap(in, c.run1(tf::op("Pow"), {s, constant(in, 1 / p, x->dtype)})) : Value();
}

Value diag(Interp& in, Bound& a) {
  auto x = convert(in, a["diagonal"]);
  return x ? op_value(in, "MatrixDiag", {*x}) : Value();
}

Value trace(Interp& in, Bound& a) {
  const Operand d = call_op1(in, "MatrixDiagPart", {a["x"]});
  return d ? wrap(in, context(in).run1(tf::op("Sum"), {d, tf::int_constant(in, {-1})}, {{"keep_dims", false}})) : Value();
}

Value matrix_transpose(Interp& in, Bound& a) {
  auto x = convert(in, a["a"]);
  if (!x) return {};
  if (x->shape.rank() < 2) return in.raise("ValueError", "Argument `a` should be a (batch) matrix with rank >= 2.  Received `a` = " + in.repr(a["a"]).value_or("") + " with shape: " + python_text(x->shape));
  std::vector<int64_t> perm;
  for (size_t i = 0; i < x->shape.rank(); ++i) perm.push_back(static_cast<int64_t>(i));
  std::swap(perm[perm.size() - 1], perm[perm.size() - 2]);
  return wrap(in, context(in).run1(tf::op("Transpose"), {*x, tf::int_constant(in, perm)}));
}

Value normalize(Interp& in, Bound& a) {
  Context& c = context(in);
  auto x = convert(in, a["tensor"]);
  if (!x) return {};
  std::vector<int64_t> axes;
  if (a["axis"].is_none()) for (size_t i = 0; i < x->shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
  else { auto l = int_list(in, a["axis"]); if (!l) return {}; axes = *l; }
  const Operand s = c.run1(tf::op("Sum"), {c.run1(tf::op("Mul"), {*x, *x}), tf::int_constant(in, axes)}, {{"keep_dims", true}});
  const Operand n = s ? c.run1(tf::op("Sqrt"), {s}) : s;
  const Operand y = n ? c.run1(tf::op("RealDiv"), {*x, n}) : n;
  return y ? in.tuple({tensor_value(in, y), tensor_value(in, n)}) : Value();
}

Value tuple_of(Interp& in, const Operands& out) {
  if (out.empty()) return {};
  std::vector<Value> all;
  for (const Operand& x : out) all.push_back(tensor_value(in, x));
  return in.tuple(std::move(all));
}

#define OP(NAME, ...) [](Interp& in, Bound& a) { return op_value(in, NAME, {__VA_ARGS__}, {}, name_of(in, a)); }

constexpr Row kRows[] = {
    {"matmul linalg.matmul", "a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False, name=None", matmul},
    {"linalg.matvec", "a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False, name=None", matvec},
    {"einsum linalg.einsum", "equation, *inputs, **kwargs", einsum},
    {"tensordot linalg.tensordot", "a, b, axes, name=None", tensordot},
    {"norm linalg.norm", "tensor, ord='euclidean', axis=None, keepdims=None, name=None", norm},
    {"linalg.normalize", "tensor, ord='euclidean', axis=None, name=None", normalize},
    {"linalg.inv", "input, adjoint=False, name=None", OP("MatrixInverse", a["input"])},
    {"linalg.det", "input, name=None", OP("MatrixDeterminant", a["input"])},
    {"linalg.cholesky", "input, name=None", OP("Cholesky", a["input"])},
    {"linalg.solve", "matrix, rhs, adjoint=False, name=None", OP("MatrixSolve", a["matrix"], a["rhs"])},
    {"linalg.triangular_solve", "matrix, rhs, lower=True, adjoint=False, name=None", OP("MatrixTriangularSolve", a["matrix"], a["rhs"])},
    {"linalg.svd", "tensor, full_matrices=False, compute_uv=True, name=None", [](Interp& in, Bound& a) -> Value {
       bool uv = true, full = false;
       if (!flag(in, a["compute_uv"], &uv) || !flag(in, a["full_matrices"], &full)) return {};
       const Operands out = call_op(in, "Svd", {a["tensor"]}, {{"compute_uv", uv}, {"full_matrices", full}});
       if (out.empty()) return {};
       return uv ? tuple_of(in, out) : tensor_value(in, out[0]);
     }},
    {"linalg.eigh", "tensor, name=None", [](Interp& in, Bound& a) { return tuple_of(in, call_op(in, "SelfAdjointEigV2", {a["tensor"]}, {{"compute_v", true}})); }},
    {"linalg.eigvalsh", "tensor, name=None", [](Interp& in, Bound& a) -> Value {
       const Operands out = call_op(in, "SelfAdjointEigV2", {a["tensor"]}, {{"compute_v", false}});
       return out.empty() ? Value() : tensor_value(in, out[0]);
     }},
    {"linalg.qr", "input, full_matrices=False, name=None", [](Interp& in, Bound& a) { return tuple_of(in, call_op(in, "Qr", {a["input"]})); }},
    {"linalg.expm", "input, name=None", OP("MatrixExponential", a["input"])},
    {"linalg.pinv", "a, rcond=None, validate_args=False, name=None", [](Interp& in, Bound& a) -> Value {
       const Operands out = call_op(in, "Svd", {a["a"]}, {{"compute_uv", true}, {"full_matrices", false}});
       if (out.empty()) return {};
       Context& c = context(in);
       const Operand &s = out[0], &u = out[1], &v = out[2];
       const double machine = s.dtype == DType::kFloat64 ? 2.220446049250313e-16 : 1.1920928955078125e-07;
       const double rcond = 10.0 * static_cast<double>(std::max(u.shape[0], v.shape[0])) * machine;
       const Operand top = c.run1(tf::op("Max"), {s, tf::int_constant(in, {-1})}, {{"keep_dims", true}});
       const Operand cutoff = c.run1(tf::op("Mul"), {constant(in, rcond, s.dtype), top});
       const Operand keep = c.run1(tf::op("Greater"), {s, cutoff});
       const Operand inverse = c.run1(tf::op("SelectV2"), {keep, c.run1(tf::op("Reciprocal"), {s}), c.run1(tf::op("ZerosLike"), {s})});
       const Operand scaled = inverse ? c.run1(tf::op("Mul"), {v, inverse}) : inverse;
       return scaled ? wrap(in, c.run1(tf::op("MatMul"), {scaled, u}, {{"transpose_b", true}})) : Value();
     }},
    {"linalg.diag", "diagonal, name='diag', k=0, num_rows=-1, num_cols=-1, padding_value=0, align='RIGHT_LEFT'", diag},
    {"linalg.diag_part", "input, name='diag_part', k=0, padding_value=0, align='RIGHT_LEFT'", OP("MatrixDiagPart", a["input"])},
    {"linalg.tensor_diag", "diagonal, name=None", OP("Diag", a["diagonal"])},
    {"linalg.tensor_diag_part", "input, name=None", OP("DiagPart", a["input"])},
    {"linalg.set_diag", "input, diagonal, name='set_diag', k=0, align='RIGHT_LEFT'", OP("MatrixSetDiag", a["input"], a["diagonal"])},
    {"linalg.band_part", "input, num_lower, num_upper, name=None", [](Interp& in, Bound& a) -> Value {
       auto l = integer(in, a["num_lower"]), u = l ? integer(in, a["num_upper"]) : std::nullopt;
       return u ? op_value(in, "MatrixBandPart", {a["input"], context(in).constant(Tensor::scalar<int64_t>(*l)), context(in).constant(Tensor::scalar<int64_t>(*u))}) : Value();
     }},
    {"linalg.trace", "x, name=None", trace},
    {"linalg.matrix_transpose", "a, name='matrix_transpose', conjugate=False", matrix_transpose},
    {"linalg.cross", "a, b, name=None", OP("Cross", a["a"], a["b"])},
    {"linalg.logdet", "matrix, name=None", [](Interp& in, Bound& a) -> Value {
       Context& c = context(in);
       const Operand l = call_op1(in, "Cholesky", {a["matrix"]});
       const Operand d = l ? c.run1(tf::op("MatrixDiagPart"), {l}) : l;
       const Operand logs = d ? c.run1(tf::op("Log"), {d}) : d;
       const Operand s = logs ? c.run1(tf::op("Sum"), {logs, tf::int_constant(in, {-1})}, {{"keep_dims", false}}) : logs;
       return s ? wrap(in, c.run1(tf::op("Mul"), {constant(in, 2, s.dtype), s})) : Value();
     }},
    {"linalg.l2_normalize math.l2_normalize nn.l2_normalize", "x, axis=None, epsilon=1e-12, name=None", [](Interp& in, Bound& a) -> Value {
       Context& c = context(in);
       auto x = convert(in, a["x"]);
       if (!x) return {};
       std::vector<int64_t> axes;
       if (a["axis"].is_none()) for (size_t i = 0; i < x->shape.rank(); ++i) axes.push_back(static_cast<int64_t>(i));
       else { auto l = int_list(in, a["axis"]); if (!l) return {}; axes = *l; }
       const Operand s = c.run1(tf::op("Sum"), {c.run1(tf::op("Square"), {*x}), tf::int_constant(in, axes)}, {{"keep_dims", true}});
       const Operand m = s ? c.run1(tf::op("Maximum"), {s, constant(in, in.as_double(a["epsilon"]).value_or(1e-12), s.dtype)}) : s;
       const Operand r = m ? c.run1(tf::op("Rsqrt"), {m}) : m;
       return r ? wrap(in, c.run1(tf::op("Mul"), {*x, r})) : Value();
     }},
};

}  // namespace

void bind_linalg(Interp& in) { bind(in, kRows); }

}  // namespace misfit::modules::tf_api
