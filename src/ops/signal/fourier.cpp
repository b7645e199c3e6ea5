#include "ops/signal/fourier.h"
#include "ops/arguments.h"

#include <cmath>

#include "core/visit.h"
#include "ops/complex/parts.h"

namespace misfit {
namespace {

constexpr FaultSpec kInputRank{"fourier_c1", "InvalidArgumentError", "Input must have rank of at least {wanted} but got: {shape}", "Shape must be at least rank {wanted} but is rank {rank}", {}, {}, "ValueError"};
constexpr FaultSpec kLengths{"fourier_c2", "InvalidArgumentError", "fft_length must have shape [{axes}]", "Dimension must be {axes} but is {given}", {}, {}, "ValueError"};
constexpr FaultSpec kNegativeLength{"fourier_c3", "InvalidArgumentError", "fft_length[{at}] must >= 0, but got: {length}", {}, {}, {}, "ValueError"};

using Number = std::complex<double>;

// e^(sign · 2πi · at / n), exact on the axes.
Number root(int64_t at, int64_t n, double sign) {
  if (4 * at % n == 0) {
    static constexpr double kAxis[] = {1, 0, -1, 0};
    const int64_t quarter = 4 * at / n % 4;
    return {kAxis[quarter], sign * kAxis[(quarter + 3) % 4]};
  }
  const double angle = sign * 2 * 3.14159265358979323846 * static_cast<double>(at) / static_cast<double>(n);
  return {std::cos(angle), std::sin(angle)};
}

void split(const Number* in, int64_t step, Number* out, int64_t n, double sign) {
  if (n == 1) { out[0] = in[0]; return; }
  int64_t p = 2;
  while (p * p <= n && n % p) ++p;
  if (n % p) p = n;
  const int64_t m = n / p;
  std::vector<Number> parts(static_cast<size_t>(n));
  for (int64_t r = 0; r < p; ++r) split(in + r * step, step * p, parts.data() + r * m, m, sign);
  for (int64_t k = 0; k < n; ++k) {
    Number sum = 0;
    for (int64_t r = 0; r < p; ++r) {
      sum += parts[static_cast<size_t>(r * m + k % m)] * root(r * k % n, n, sign);
    }
    out[k] = sum;
  }
}

void over_axis(std::vector<Number>& v, const Shape& s, size_t axis, bool inverse) {
  const int64_t n = s[axis], inner = s.slice(axis + 1, s.rank()).elements();
  for (int64_t row = 0; n > 0 && row < static_cast<int64_t>(v.size()) / n; ++row) {
    Number* at = v.data() + row / inner * n * inner + row % inner;
    fourier(at, n, inner, inverse);
    if (inverse)
      for (int64_t i = 0; i < n; ++i) at[i * inner] /= static_cast<double>(n);
  }
}

// Cut or filled with zeros to given lengths of the last axes.
std::vector<Number> resized(const std::vector<Number>& v, const Shape& from, const Shape& to) {
  std::vector<Number> out(static_cast<size_t>(to.elements()), Number(0));
  for (int64_t at = 0; at < to.elements(); ++at) {
    int64_t rest = at, source = 0, stride = 1;
    bool inside = true;
    for (size_t i = to.rank(); i-- > 0;) {
      const int64_t place = rest % to[i];
      rest /= to[i];
      inside = inside && place < from[i];
      source += place * stride;
      stride *= from[i];
    }
    if (inside) out[static_cast<size_t>(at)] = v[static_cast<size_t>(source)];
  }
  return out;
}

}  // namespace

void fourier(Number* x, int64_t n, int64_t stride, bool inverse) {
  std::vector<Number> out(static_cast<size_t>(n));
  split(x, stride, out.data(), n, inverse ? 1 : -1);
  for (int64_t i = 0; i < n; ++i) x[i * stride] = out[static_cast<size_t>(i)];
}

Result<Specs, Fault> infer_fourier(const Inference& x, int axes) {
  if (auto fault = rank_at_least(x, 0, static_cast<size_t>(axes), kInputRank)) return *fault;
  return infer_same(x);
}

std::optional<Fault> transform(Kernel& k, int axes, bool inverse) {
  const Shape& s = k.in(0).shape();
  std::vector<Number> v = complex_numbers(k.in(0));
  for (int i = 1; i <= axes; ++i) over_axis(v, s, s.rank() - static_cast<size_t>(i), inverse);
  k.forward(0, complex_tensor(v, k.in(0).dtype(), s));
  return std::nullopt;
}

std::optional<Fault> transform_real(Kernel& k, int axes) {
  const Shape& s = k.in(0).shape();
  Shape full = s;
  for (int i = 0; i < axes; ++i) full[s.rank() - static_cast<size_t>(axes - i)] = k.in(1).int_at(i);
  std::vector<Number> v = resized(complex_numbers(k.in(0)), s, full);
  for (int i = 1; i <= axes; ++i) over_axis(v, full, full.rank() - static_cast<size_t>(i), false);
  Shape half = full;
  half[half.rank() - 1] = full.at(-1) / 2 + 1;
  k.forward(0, complex_tensor(resized(v, full, half), k.attrs().get<DType>("Tcomplex", DType::kComplex64), half));
  return std::nullopt;
}

std::optional<Fault> transform_to_real(Kernel& k, int axes) {
  const Shape& s = k.in(0).shape();
  Shape full = s, half;
  for (int i = 0; i < axes; ++i) full[s.rank() - static_cast<size_t>(axes - i)] = k.in(1).int_at(i);
  half = full;
  half[half.rank() - 1] = full.at(-1) / 2 + 1;
  std::vector<Number> v = resized(complex_numbers(k.in(0)), s, half);
  for (int i = 2; i <= axes; ++i) over_axis(v, half, half.rank() - static_cast<size_t>(i), true);
  // The other half is the conjugate of this one, backwards.
  const int64_t n = full.at(-1), m = half.at(-1);
  std::vector<Number> whole(static_cast<size_t>(full.elements()));
  for (int64_t row = 0; n > 0 && row < full.elements() / n; ++row)
    for (int64_t i = 0; i < n; ++i) whole[static_cast<size_t>(row * n + i)] = i < m ? v[static_cast<size_t>(row * m + i)] : std::conj(v[static_cast<size_t>(row * m + n - i)]);
  over_axis(whole, full, full.rank() - 1, true);
  k.forward(0, complex_tensor(whole, k.attrs().get<DType>("Treal", DType::kFloat32), full));
  return std::nullopt;
}

Result<Specs, Fault> infer_real_fourier(const Inference& x, int axes, bool forward) {
  const Shape& s = x.in[0].shape;
  if (auto fault = want_rank_at_least(s, static_cast<size_t>(axes))) return *fault;
  const DType t = forward ? x.attrs.get<DType>("Tcomplex", DType::kComplex64) : x.attrs.get<DType>("Treal", DType::kFloat32);
  if (!s.known_rank()) return Specs{{t, s}};
  if (const Shape& given = x.in[1].shape; given.fully_known() && !(given == Shape{axes})) return Fault{&kLengths, {{"axes", std::to_string(axes)}, {"given", given.rank() ? text(given[0]) : "0"}}};
  const auto lengths = known_integers(x.in[1]);
  for (size_t i = 0; lengths && i < lengths->size(); ++i)
    if ((*lengths)[i] < 0) return Fault{&kNegativeLength, {{"at", std::to_string(i)}, {"length", text((*lengths)[i])}}};
  Shape out = s;
  for (int i = 0; i < axes; ++i) {
    const int64_t n = lengths ? (*lengths)[static_cast<size_t>(i)] : Shape::kUnknown;
    out[s.rank() - static_cast<size_t>(axes - i)] = forward && i == axes - 1 && n >= 0 ? n / 2 + 1 : n;
  }
  return Specs{{t, out}};
}

Operands fourier_gradient(const Gradient& g, int axes, bool inverse, const OpDef& other) {
  const Formula f{g.emit};
  int64_t n = 1;
  for (int i = 1; i <= axes; ++i) n *= g.in[0].shape.at(-i);
  const Operand scale = g.emit.constant(cast(Tensor::scalar(inverse ? 1.0 / static_cast<double>(n) : static_cast<double>(n)), g.in[0].dtype));
  return {f.mul(f.run(other, {g.dy[0]}), scale)};
}

}  // namespace misfit
