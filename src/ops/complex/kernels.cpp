#include "ops/complex/kernels.h"

#include <algorithm>
#include <complex>
#include <functional>

#include "ops/complex/parts.h"
#include "ops/elementwise/loops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

using Number = std::complex<double>;
constexpr FaultSpec kNoComplex{"complex_c1", "UnimplementedError", "{op} of complex numbers is not supported"};

void put(Kernel& k, DType t, const Shape& s, const std::vector<Number>& v) { k.forward(0, complex_tensor(v, t, s)); }

using One = Number (*)(Number);
using Two = Number (*)(Number, Number);

One unary(std::string_view op) {
  static constexpr std::pair<std::string_view, One> kTable[] = {
      {"Neg", [](Number x) { return -x; }}, {"Square", [](Number x) { return x * x; }}, {"Sqrt", [](Number x) { return std::sqrt(x); }}, {"Rsqrt", [](Number x) { return 1.0 / std::sqrt(x); }},
      {"Exp", [](Number x) { return std::exp(x); }}, {"Expm1", [](Number x) { return std::exp(x) - 1.0; }}, {"Log", [](Number x) { return std::log(x); }}, {"Log1p", [](Number x) { return std::log(1.0 + x); }},
      {"Sin", [](Number x) { return std::sin(x); }}, {"Cos", [](Number x) { return std::cos(x); }}, {"Tan", [](Number x) { return std::tan(x); }}, {"Sinh", [](Number x) { return std::sinh(x); }},
      {"Cosh", [](Number x) { return std::cosh(x); }}, {"Tanh", [](Number x) { return std::tanh(x); }}, {"Asin", [](Number x) { return std::asin(x); }}, {"Acos", [](Number x) { return std::acos(x); }},
      {"Atan", [](Number x) { return std::atan(x); }}, {"Asinh", [](Number x) { return std::asinh(x); }}, {"Acosh", [](Number x) { return std::acosh(x); }}, {"Atanh", [](Number x) { return std::atanh(x); }},
      {"Sigmoid", [](Number x) { return 1.0 / (1.0 + std::exp(-x)); }}, {"Reciprocal", [](Number x) { return 1.0 / x; }}, {"Inv", [](Number x) { return 1.0 / x; }}, {"ZerosLike", [](Number) { return Number(0); }},
      {"OnesLike", [](Number) { return Number(1); }}, {"Sign", [](Number x) { return x == 0.0 ? Number(0) : x / std::abs(x); }}};
  for (const auto& [name, f] : kTable)
    if (name == op) return f;
  return nullptr;
}

Two binary(std::string_view op) {
  static constexpr std::pair<std::string_view, Two> kTable[] = {
      {"Add", [](Number x, Number y) { return x + y; }}, {"AddV2", [](Number x, Number y) { return x + y; }}, {"Sub", [](Number x, Number y) { return x - y; }}, {"Mul", [](Number x, Number y) { return x * y; }},
      {"RealDiv", [](Number x, Number y) { return x / y; }}, {"Div", [](Number x, Number y) { return x / y; }}, {"DivNoNan", [](Number x, Number y) { return y == 0.0 ? Number(0) : x / y; }},
      {"MulNoNan", [](Number x, Number y) { return y == 0.0 ? Number(0) : x * y; }}, {"Pow", [](Number x, Number y) { return std::pow(x, y); }},
      {"SquaredDifference", [](Number x, Number y) { return std::conj(x - y) * (x - y); }}, {"Xdivy", [](Number x, Number y) { return x == 0.0 ? Number(0) : x / y; }}};
  for (const auto& [name, f] : kTable)
    if (name == op) return f;
  return nullptr;
}

// Where each element of the broadcast shape comes from in an operand.
size_t source(const Shape& s, const Shape& out, int64_t at) {
  int64_t from = 0, stride = 1;
  for (size_t i = 0; i < out.rank(); ++i) {
    const int64_t place = at % out[out.rank() - 1 - i];
    at /= out[out.rank() - 1 - i];
    if (i >= s.rank()) continue;
    const int64_t length = s[s.rank() - 1 - i];
    if (length != 1) from += place * stride;
    stride *= length;
  }
  return static_cast<size_t>(from);
}

void reduce(Kernel& k, const Shape& in, const std::vector<bool>& axes, bool keep, Number start, Two join, bool mean) {
  Shape out, full = in;
  int64_t count = 1;
  for (size_t i = 0; i < in.rank(); ++i) {
    if (axes[i]) {
      count *= in[i];
      full[i] = 1;
      if (keep) out.push_back(1);
    } else {
      out.push_back(in[i]);
    }
  }
  const auto x = complex_numbers(k.in(0));
  std::vector<Number> sums(static_cast<size_t>(out.elements()), start);
  for (int64_t i = 0; i < in.elements(); ++i) {
    Number& sum = sums[source(full, in, i)];
    sum = join(sum, x[static_cast<size_t>(i)]);
  }
  if (mean)
    for (Number& s : sums) s /= static_cast<double>(count);
  put(k, k.in(0).dtype(), out, sums);
}

void multiply(Kernel& k, bool flip_a, bool flip_b, bool conjugate) {
  const Shape &a = k.in(0).shape(), &b = k.in(1).shape();
  const auto x = complex_numbers(k.in(0)), y = complex_numbers(k.in(1));
  const int64_t rows = a.at(flip_a ? -1 : -2), inner = a.at(flip_a ? -2 : -1), cols = b.at(flip_b ? -2 : -1);
  Shape outer = broadcast_shape(a.slice(0, a.rank() - 2), b.slice(0, b.rank() - 2)), out = outer;
  out.push_back(rows);
  out.push_back(cols);
  std::vector<Number> z(static_cast<size_t>(out.elements()));
  const auto entry = [&](const std::vector<Number>& m, const Shape& s, int64_t batch, int64_t i, int64_t j, bool flip) {
    const size_t base = source(s.slice(0, s.rank() - 2), outer, batch) * static_cast<size_t>(s.at(-1) * s.at(-2));
    const Number v = m[base + static_cast<size_t>(flip ? j * s.at(-1) + i : i * s.at(-1) + j)];
    return flip && conjugate ? std::conj(v) : v;
  };
  for (int64_t n = 0; n < outer.elements(); ++n)
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t j = 0; j < cols; ++j) {
        Number sum = 0;
        for (int64_t m = 0; m < inner; ++m) sum += entry(x, a, n, i, m, flip_a) * entry(y, b, n, m, j, flip_b);
        z[static_cast<size_t>((n * rows + i) * cols + j)] = sum;
      }
  put(k, k.in(0).dtype(), out, z);
}

// Operations that move elements or look at none of them take any type as they are.
bool moves_only(std::string_view op) {
  static constexpr std::string_view kNames[] = {
      "Abs", "Cast", "Real", "Imag", "Conj", "Complex", "ComplexAbs", "Angle", "Const", "Identity", "IdentityN", "Reshape", "Transpose", "ExpandDims", "Squeeze", "ConcatV2", "ConcatGrad", "Pack", "Unpack", "Split",
      "SplitV", "Slice", "SliceGrad", "StridedSlice", "StridedSliceGrad", "GatherV2", "GatherNd", "Tile", "BroadcastTo", "ReverseV2", "ReverseSequence", "Roll", "Pad", "PadV2", "Fill", "Shape", "Size", "Rank",
      "StopGradient", "EnsureShape", "SelectV2", "MatrixBandPart", "MatrixDiagV3", "MatrixDiagPartV3", "MatrixSetDiagV3", "Diag", "DiagPart", "Bitcast", "AsString", "FFT", "IFFT", "FFT2D", "IFFT2D", "FFT3D",
      "IFFT3D", "RFFT", "IRFFT", "RFFT2D", "IRFFT2D", "RFFT3D", "IRFFT3D", "ReadVariableOp", "AssignVariableOp", "TensorArrayPut", "TensorArrayForget", "DynamicPartition", "DynamicStitch", "MirrorPad", "If", "While",
      "InvertPermutation", "Assert", "TensorScatterUpdate"};
  return std::find(std::begin(kNames), std::end(kNames), op) != std::end(kNames);
}

}  // namespace

std::optional<Fault> compute_any(const OpDef& op, Kernel& k) {
  bool complex = false;
  for (size_t i = 0; i < k.inputs() && i < 3; ++i) complex = complex || is_complex(k.in(i).dtype());
  if (!complex || moves_only(op.name)) return op.compute(k);
  const Tensor& x = k.in(0);
  if (const One f = unary(op.name)) {
    auto v = complex_numbers(x);
    std::transform(v.begin(), v.end(), v.begin(), f);
    put(k, x.dtype(), x.shape(), v);
    return std::nullopt;
  }
  const Two f = binary(op.name);
  if (f || op.name == "Equal" || op.name == "NotEqual") {
    const Tensor& y = k.in(1);
    const Shape s = broadcast_shape(x.shape(), y.shape());
    const auto a = complex_numbers(x), b = complex_numbers(y);
    std::vector<Number> v(static_cast<size_t>(f ? s.elements() : 0));
    for (size_t i = 0; i < v.size(); ++i) v[i] = f(a[source(x.shape(), s, static_cast<int64_t>(i))], b[source(y.shape(), s, static_cast<int64_t>(i))]);
    if (f) {
      put(k, x.dtype(), s, v);
    } else {
      Tensor& out = k.out(0, DType::kBool, s);
      for (int64_t i = 0; i < s.elements(); ++i)
        out.mutable_data<bool>()[static_cast<size_t>(i)] = (a[source(x.shape(), s, i)] == b[source(y.shape(), s, i)]) == (op.name == "Equal");
    }
    return std::nullopt;
  }
  if (op.name == "Sum" || op.name == "Mean" || op.name == "Prod") {
    std::vector<bool> axes(x.shape().rank(), false);
    for (int64_t a : integers(k.in(1))) axes[static_cast<size_t>(a < 0 ? a + static_cast<int64_t>(axes.size()) : a)] = true;
    const bool product = op.name == "Prod";
    reduce(k, x.shape(), axes, k.attrs().get<bool>("keep_dims"), product ? 1 : 0, product ? binary("Mul") : binary("AddV2"), op.name == "Mean");
    return std::nullopt;
  }
  if (op.name == "AddN") {
    auto v = complex_numbers(x);
    for (size_t n = 1; n < k.inputs(); ++n) {
      const auto more = complex_numbers(k.in(n));
      for (size_t i = 0; i < v.size(); ++i) v[i] += more[i];
    }
    put(k, x.dtype(), x.shape(), v);
    return std::nullopt;
  }
  if (op.name == "SumTo") {
    const Shape& like = k.in(1).shape();
    const auto v = complex_numbers(x);
    std::vector<Number> sums(static_cast<size_t>(like.elements()), Number(0));
    for (int64_t i = 0; i < x.elements(); ++i) sums[source(like, x.shape(), i)] += v[static_cast<size_t>(i)];
    put(k, x.dtype(), like, sums);
    return std::nullopt;
  }
  if (op.name == "MatMul") {
    multiply(k, k.attrs().get<bool>("transpose_a"), k.attrs().get<bool>("transpose_b"), false);
    return std::nullopt;
  }
  if (op.name == "BatchMatMulV2") {
    multiply(k, k.attrs().get<bool>("adj_x"), k.attrs().get<bool>("adj_y"), true);
    return std::nullopt;
  }
  return Fault{&kNoComplex, {{"op", std::string(op.name)}}};
}

}  // namespace misfit
