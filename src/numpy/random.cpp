// The methods of RandomState and Generator: arguments, sizes, laziness.
#include "numpy/random.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/functions.h"
#include "numpy/index.h"
#include "numpy/linalg.h"
#include "numpy/ufunc.h"
#include "python/bigint.h"

namespace misfit::np {
namespace {

Stream& stream_of(py::Bound& b) { return *py::cast<RandomObject>(b[0])->stream; }

// A parameter: one number, or an array to broadcast.
struct Parameter { Arr array; double one = 0; bool many = false; };

bool read(Interp& in, const Value& v, Parameter* p) {
  if (py::cast<NdArray>(v) || in.is_sequence(v)) {
    p->array = as_array(in, v, Dt(DType::kFloat64));
    if (!p->array) return false;
    p->many = p->array->shape.rank() > 0;
    if (!p->many) p->one = doubles(in, p->array)[0];
    return true;
  }
  const auto d = need_double(in, v);
  if (!d) return false;
  p->one = *d;
  return true;
}

std::string mismatch_text(const std::vector<Shape>& shapes) {
  for (size_t i = 0; i < shapes.size(); ++i)
    for (size_t k = i + 1; k < shapes.size(); ++k)
      if (!broadcast(shapes[i], shapes[k]))
        return "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg " + std::to_string(i) + " with shape " + shape_text(shapes[i]) + " and arg " + std::to_string(k) + " with shape " + shape_text(shapes[k]) + ".";
  return "shape mismatch: objects cannot be broadcast to a single shape";
}

using Sample = std::function<double(Stream&, const double*)>;

// A continuous or discrete distribution of up to three parameters.
Value distribution(Interp& in, Stream& s, const std::vector<Value>& values, const Value& size, std::string_view what, DType type, const Sample& f, const std::function<const char*(const double*)>& check = {}) {
  std::vector<Parameter> ps(values.size());
  bool many = false;
  for (size_t i = 0; i < values.size(); ++i) { if (!read(in, values[i], &ps[i])) return {}; many |= ps[i].many; }
  if (!many) {
    double args[3] = {};
    for (size_t i = 0; i < ps.size(); ++i) args[i] = ps[i].one;
    if (check) if (const char* wrong = check(args)) return in.raise(std::string_view(wrong).substr(0, 5) == "Range" ? "OverflowError" : "ValueError", wrong);
    const double x = args[0], y = args[1], z = args[2];
    return draw(in, s, type, size, what, [f, x, y, z, type](Stream& stream, std::byte* q, int64_t n) {
      const double a[3] = {x, y, z};
      for (int64_t i = 0; i < n; ++i) {
        const double v = f(stream, a);
        if (type == DType::kInt64) { const auto k = static_cast<int64_t>(v); std::memcpy(q + i * 8, &k, 8); }
        else std::memcpy(q + i * 8, &v, 8);
      }
    }, true);
  }
  std::vector<Shape> shapes;
  for (const Parameter& p : ps) shapes.push_back(p.many ? p.array->shape : Shape{});
  auto shape = broadcast_all(shapes);
  if (!shape) return in.raise("ValueError", mismatch_text(shapes));
  if (!absent(size)) {
    const auto asked = as_shape(in, size);
    if (!asked) return {};
    const auto joined = broadcast(*shape, *asked);
    if (!joined || !(*joined == *asked)) return in.raise("ValueError", "Output size " + python_text(*asked) + " is not compatible with broadcast dimensions of inputs " + python_text(*shape) + ".");
    shape = asked;
  }
  std::vector<std::vector<double>> columns;
  for (const Parameter& p : ps) columns.push_back(p.many ? doubles(in, broadcast_view(in, p.array, *shape)) : std::vector<double>(static_cast<size_t>(shape->elements()), p.one));
  s.settle();
  std::vector<double> out;
  for (size_t i = 0; i < static_cast<size_t>(shape->elements()); ++i) {
    double a[3] = {};
    for (size_t k = 0; k < columns.size(); ++k) a[k] = columns[k][i];
    if (check) if (const char* wrong = check(a)) return in.raise("ValueError", wrong);
    out.push_back(f(s, a));
  }
  return finish_array(in, from_doubles(in, std::move(out), *shape, type), what, values);
}

const char* scale_check(const double* a) { return std::signbit(a[1]) ? "scale < 0" : nullptr; }

std::string named(py::Bound& b, const char* method) { return py::cast<RandomObject>(b[0])->stream->legacy ? std::string("np.random.") + method : std::string("rng.") + method; }

Value uniform01(Interp& in, py::Bound& b, const Value& size, const char* method, DType type = DType::kFloat64) {
  return draw(in, stream_of(b), type, size, named(b, method), [type](Stream& s, std::byte* q, int64_t n) {
    if (type == DType::kFloat32) { for (int64_t i = 0; i < n; ++i) { const float v = s.bits.random_float(); std::memcpy(q + i * 4, &v, 4); } return; }
    auto* p = reinterpret_cast<double*>(q);
    if (s.legacy) for (int64_t i = 0; i < n; ++i) p[i] = s.mt.random();
    else for (int64_t i = 0; i < n; ++i) p[i] = s.bits.random();
  }, type == DType::kFloat64);
}

Value normal01(Interp& in, py::Bound& b, const Value& size, const char* method) {
  return draw(in, stream_of(b), DType::kFloat64, size, named(b, method), [](Stream& s, std::byte* q, int64_t n) {
    auto* p = reinterpret_cast<double*>(q);
    for (int64_t i = 0; i < n; ++i) p[i] = s.normal();
  }, true);
}

Value dims_of(Interp& in, const Value& star) {                         // rand(2, 3); rand() is one number
  const auto args = in.items(star);
  if (args.empty()) return Value::none();
  for (const Value& v : args) if (!need_int(in, v)) return {};
  return star;
}

Value m_rand(Interp& in, py::Bound& b) { const Value d = dims_of(in, b[1]); return d ? uniform01(in, b, d, "rand") : Value(); }
Value m_randn(Interp& in, py::Bound& b) { const Value d = dims_of(in, b[1]); return d ? normal01(in, b, d, "randn") : Value(); }
Value m_random(Interp& in, py::Bound& b) { return uniform01(in, b, b[1], "random"); }
Value g_random(Interp& in, py::Bound& b) {
  if (auto* out = py::cast<NdArray>(b[3])) {
    const Value drawn = uniform01(in, b, in.get_attr(b[3], "shape"), "random");
    const Arr a = drawn ? as_array(in, drawn) : Arr();
    return a && assign(in, *out, *a) ? b[3] : Value();
  }
  DType t = DType::kFloat64;
  if (!absent(b[2])) { const auto d = as_dt(in, b[2]); if (!d) return {}; t = d->type; if (t != DType::kFloat32 && t != DType::kFloat64) return in.raise("TypeError", "Unsupported dtype " + dtype_repr(*d) + " for random"); }
  return uniform01(in, b, b[1], "random", t);
}
Value m_standard_normal(Interp& in, py::Bound& b) {
  if (b.values().size() > 2 && !absent(b[2])) {
    const auto d = as_dt(in, b[2]);
    if (!d) return {};
    if (d->type != DType::kFloat32 && d->type != DType::kFloat64) return in.raise("TypeError", "Unsupported dtype " + dtype_repr(*d) + " for standard_normal");
    if (d->type == DType::kFloat32) {
      return draw(in, stream_of(b), DType::kFloat32, b[1], "rng.standard_normal", [](Stream& s, std::byte* q, int64_t n) {
        for (int64_t i = 0; i < n; ++i) { const float v = s.bits.standard_normal_float(); std::memcpy(q + i * 4, &v, 4); }
      }, true);
    }
  }
  return normal01(in, b, b[1], "standard_normal");
}
Value m_normal(Interp& in, py::Bound& b) {
  return distribution(in, stream_of(b), {b[1], b[2]}, b[3], named(b, "normal"), DType::kFloat64, [](Stream& s, const double* a) { return a[0] + a[1] * s.normal(); }, scale_check);
}
Value m_uniform(Interp& in, py::Bound& b) {
  return distribution(in, stream_of(b), {b[1], b[2]}, b[3], named(b, "uniform"), DType::kFloat64, [](Stream& s, const double* a) { return a[0] + (a[1] - a[0]) * s.uniform(); },
                      [&](const double* a) -> const char* { return !std::isfinite(a[1] - a[0]) ? "Range exceeds valid bounds" : !stream_of(b).legacy && a[1] < a[0] ? "high - low < 0" : nullptr; });
}
#define ONE(name, type, expression, check)                                                                                        \
  Value m_##name(Interp& in, py::Bound& b) {                                                                                      \
    return distribution(in, stream_of(b), {b[1]}, b[2], named(b, #name), type, [](Stream& s, const double* a) -> double { (void)a; return expression; }, \
                        [](const double* a) -> const char* { (void)a; return check; });                                           \
  }
#define TWO(name, type, expression, check)                                                                                        \
  Value m_##name(Interp& in, py::Bound& b) {                                                                                      \
    return distribution(in, stream_of(b), {b[1], b[2]}, b[3], named(b, #name), type, [](Stream& s, const double* a) -> double { return expression; }, \
                        [](const double* a) -> const char* { (void)a; return check; });                                           \
  }
constexpr DType kF = DType::kFloat64, kI = DType::kInt64;
ONE(exponential, kF, a[0] * s.exponential(), a[0] < 0 ? "scale < 0" : nullptr)
ONE(poisson, kI, static_cast<double>(s.poisson(a[0])), a[0] < 0 || std::isnan(a[0]) ? "lam < 0 or lam is NaN" : nullptr)
ONE(standard_gamma, kF, s.gamma(a[0]), a[0] < 0 ? "shape < 0" : nullptr)
ONE(chisquare, kF, 2.0 * s.gamma(a[0] / 2.0), a[0] <= 0 ? "df <= 0" : nullptr)
ONE(standard_t, kF, ([&] { const double n = s.normal(), g = s.gamma(a[0] / 2); return std::sqrt(a[0] / 2) * n / std::sqrt(g); }()), a[0] <= 0 ? "df <= 0" : nullptr)
ONE(pareto, kF, s.legacy ? std::exp(s.exponential() / a[0]) - 1 : std::expm1(s.exponential() / a[0]), a[0] <= 0 ? "a <= 0" : nullptr)
ONE(weibull, kF, a[0] == 0 ? 0.0 : std::pow(s.exponential(), 1. / a[0]), a[0] < 0 ? "a < 0" : nullptr)
ONE(power, kF, std::pow(s.legacy ? 1 - std::exp(-s.exponential()) : -std::expm1(-s.exponential()), 1. / a[0]), a[0] <= 0 ? "a <= 0" : nullptr)
ONE(rayleigh, kF, s.legacy ? a[0] * std::sqrt(-2.0 * std::log1p(-s.uniform())) : a[0] * std::sqrt(2.0 * s.exponential()), a[0] < 0 ? "scale < 0" : nullptr)
ONE(geometric, kI, static_cast<double>(s.geometric(a[0])), a[0] <= 0 || a[0] > 1 ? "p <= 0, p > 1 or p is NaN" : nullptr)
TWO(gamma, kF, a[1] * s.gamma(a[0]), a[0] < 0 ? "shape < 0" : a[1] < 0 ? "scale < 0" : nullptr)
TWO(beta, kF, s.beta(a[0], a[1]), a[0] <= 0 ? "a <= 0" : a[1] <= 0 ? "b <= 0" : nullptr)
TWO(binomial, kI, static_cast<double>(s.binomial(static_cast<int64_t>(a[0]), a[1])), a[0] < 0 ? "n < 0" : a[1] < 0 || a[1] > 1 || std::isnan(a[1]) ? "p < 0, p > 1 or p is NaN" : nullptr)
TWO(lognormal, kF, std::exp(a[0] + a[1] * s.normal()), a[1] < 0 ? "sigma < 0" : nullptr)
TWO(laplace, kF, ([&] { for (;;) { const double u = s.uniform(); if (u >= 0.5) return a[0] - a[1] * std::log(2.0 - u - u); if (u > 0) return a[0] + a[1] * std::log(u + u); } }()), a[1] < 0 ? "scale < 0" : nullptr)
TWO(gumbel, kF, ([&] { for (;;) { const double u = 1.0 - s.uniform(); if (u < 1.0) return a[0] - a[1] * std::log(-std::log(u)); } }()), a[1] < 0 ? "scale < 0" : nullptr)
TWO(logistic, kF, ([&] { for (;;) { const double u = s.uniform(); if (u > 0) return a[0] + a[1] * std::log(u / (1.0 - u)); } }()), a[1] < 0 ? "scale < 0" : nullptr)
TWO(f, kF, ([&] { const double x = 2.0 * s.gamma(a[0] / 2) * a[1], y = 2.0 * s.gamma(a[1] / 2) * a[0]; return x / y; }()), a[0] <= 0 ? "dfnum <= 0" : a[1] <= 0 ? "dfden <= 0" : nullptr)
TWO(negative_binomial, kI, ([&] { const double y = (1 - a[1]) / a[1] * s.gamma(a[0]); return static_cast<double>(s.poisson(y)); }()), a[0] <= 0 ? "n <= 0" : a[1] <= 0 || a[1] > 1 ? "p <= 0, p > 1 or p is NaN" : nullptr)
Value m_standard_exponential(Interp& in, py::Bound& b) { return distribution(in, stream_of(b), {}, b[1], named(b, "standard_exponential"), kF, [](Stream& s, const double*) { return s.exponential(); }); }
Value m_standard_cauchy(Interp& in, py::Bound& b) { return distribution(in, stream_of(b), {}, b[1], named(b, "standard_cauchy"), kF, [](Stream& s, const double*) { const double x = s.normal(); return x / s.normal(); }); }
Value m_triangular(Interp& in, py::Bound& b) {
  return distribution(in, stream_of(b), {b[1], b[2], b[3]}, b[4], named(b, "triangular"), kF, [](Stream& s, const double* a) {
    const double base = a[2] - a[0], left = a[1] - a[0], u = s.uniform();
    return u <= left / base ? a[0] + std::sqrt(u * left * base) : a[2] - std::sqrt((1.0 - u) * (a[2] - a[1]) * base);
  }, [](const double* a) -> const char* { return a[0] > a[1] ? "left > mode" : a[1] > a[2] ? "mode > right" : a[0] == a[2] ? "left == right" : nullptr; });
}

// randint (legacy) and integers (Generator): [low, high).
Value integers_between(Interp& in, py::Bound& b, bool endpoint, const char* method) {  // self, low, high=None, size=None, dtype=int
  Stream& s = stream_of(b);
  Dt d(DType::kInt64);
  if (!absent(b[4])) { const auto t = as_dt(in, b[4]); if (!t) return {}; d = *t; }
  const bool plain_int = py::cast<py::Type>(b[4]) && py::cast<py::Type>(b[4]) == in.type_named("int");
  if (!is_integer(d.type) && !is_bool(d.type)) return in.raise("TypeError", "Unsupported dtype " + dtype_repr(d) + " for " + (s.legacy ? "randint" : "integers"));
  Value low = b[1], high = b[2];
  if (absent(high)) { high = low; low = Value::integer(0); }
  for (const Value& v : {low, high}) {
    if (in.as_str(v)) { if (!in.call(Value(in.type_named("int")), {v})) return {}; return in.raise("TypeError", "'str' object cannot be interpreted as an integer"); }
  }
  if (py::cast<NdArray>(low) || py::cast<NdArray>(high) || in.is_sequence(low) || in.is_sequence(high)) {
    const Arr l = as_array(in, low, Dt(DType::kInt64)), h = l ? as_array(in, high, Dt(DType::kInt64)) : Arr();
    if (!h) return {};
    auto shape = absent(b[3]) ? broadcast_all({l->shape, h->shape}) : as_shape(in, b[3]);
    if (!shape) return in.pending() ? Value() : broadcast_error(in, {l->shape, h->shape});
    const Arr bl = broadcast_view(in, l, *shape), bh = broadcast_view(in, h, *shape);
    if (!bl || !bh) return broadcast_error(in, {l->shape, h->shape});
    const auto from = np::integers(in, bl), to = np::integers(in, bh);
    s.settle();
    std::vector<int64_t> out;
    for (size_t i = 0; i < from.size(); ++i) {
      if (endpoint ? from[i] > to[i] : from[i] >= to[i]) return in.raise("ValueError", "low >= high");
      out.push_back(from[i] + static_cast<int64_t>(s.bounded(static_cast<uint64_t>(to[i] - from[i]) - (endpoint ? 0 : 1))));
    }
    return finish(in, from_integers(in, std::move(out), *shape, d.type), named(b, method), {low, high});
  }
  const auto bound_of = [&](const Value& v, bool upper) -> std::optional<int64_t> {
    if (v.is_float() || (py::cast<Scalar>(v) && is_floating(py::cast<Scalar>(v)->value.dtype()))) {
      const double x = *need_double(in, v);
      if (std::isfinite(x) && x == std::floor(x) && s.legacy) return static_cast<int64_t>(x);
      if (s.legacy) return static_cast<int64_t>(upper ? std::floor(x) : std::floor(x));
      return static_cast<int64_t>(x);
    }
    if (const auto big_int = py::integer_of(v); big_int && !big_int->small()) { in.raise("ValueError", upper ? "high is out of bounds for " + dtype_name(d) : "low is out of bounds for " + dtype_name(d)); return std::nullopt; }
    return need_int(in, v);
  };
  const auto lo = bound_of(low, false), hi = lo ? bound_of(high, true) : std::nullopt;
  if (!hi) return {};
  const int64_t last = endpoint ? *hi : *hi - 1;
  const auto in_type = [&](int64_t v) { return fits(d.type, v); };
  if (!in_type(*lo)) return in.raise("ValueError", "low is out of bounds for " + dtype_name(d));
  if (!in_type(last) && last >= *lo) return in.raise("ValueError", "high is out of bounds for " + dtype_name(d));
  if (*lo > last) return in.raise("ValueError", endpoint ? "low > high" : absent(b[2]) && !(s.legacy && false) ? (s.legacy ? (*hi <= 0 ? "high <= 0" : "low >= high") : "high <= 0") : "low >= high");
  const auto top = static_cast<uint64_t>(last) - static_cast<uint64_t>(*lo);
  const int64_t from = *lo;
  const DType t = d.type;
  return draw(in, s, t, b[3], named(b, method), [top, from, t](Stream& g, std::byte* q, int64_t n) {
    const size_t each = size_of(t);
    // Narrow types take a word apart; what is left of it is dropped after the call.
    const int parts = is_bool(t) ? 32 : each == 1 ? 4 : each == 2 ? 2 : 1;
    uint64_t mask = top;
    for (int k = 1; k < 64; k *= 2) mask |= mask >> k;
    uint32_t word = 0;
    int left = 0;
    const auto piece = [&]() -> uint32_t {
      if (left == 0) { word = g.u32(); left = parts; }
      const int bits = 32 / parts;
      const uint32_t v = is_bool(t) ? word & 1 : word & ((1u << bits) - 1);
      word >>= is_bool(t) ? 1 : bits;
      --left;
      return v;
    };
    for (int64_t i = 0; i < n; ++i) {
      uint64_t v;
      if (top == 0) v = 0;
      else if (parts == 1) v = each == 4 && top == 0xffffffffu ? g.u32() : g.bounded(top);
      else if (is_bool(t)) v = piece();
      else if (g.legacy) { do v = piece() & mask; while (v > top); }
      else {
        const int bits = 32 / parts;
        const uint32_t range = static_cast<uint32_t>(top) + 1, full = 1u << bits;
        if (range == full) v = piece();
        else {
          uint32_t m = piece() * range, low_part = m & (full - 1);
          if (low_part < range) { const uint32_t threshold = (full - range) % range; while (low_part < threshold) { m = piece() * range; low_part = m & (full - 1); } }
          v = m >> bits;
        }
      }
      const int64_t r = from + static_cast<int64_t>(v);
      convert(DType::kInt64, reinterpret_cast<const std::byte*>(&r), 0, t, q + i * static_cast<int64_t>(each), 0, 1);
    }
  }, s.legacy && (absent(b[4]) || plain_int));
}
Value m_randint(Interp& in, py::Bound& b) { return integers_between(in, b, false, "randint"); }
Value m_random_integers(Interp& in, py::Bound& b) {
  b.set("dtype") = Value::none();
  return integers_between(in, b, true, "random_integers");
}
Value g_integers(Interp& in, py::Bound& b) { return integers_between(in, b, flag(in, b[5]), "integers"); }

// Fisher-Yates from the end.
void shuffle_rows(Stream& s, Ints* rows) {
  for (size_t i = rows->size(); i-- > 1;) std::swap((*rows)[i], (*rows)[s.interval(i)]);
}
Ints counted(int64_t n) { Ints out(static_cast<size_t>(n)); for (int64_t i = 0; i < n; ++i) out[static_cast<size_t>(i)] = i; return out; }

Value m_shuffle(Interp& in, py::Bound& b) {
  Stream& s = stream_of(b);
  if (auto* l = py::cast<py::List>(b[1])) {
    s.settle();
    for (size_t i = l->items.size(); i-- > 1;) std::swap(l->items[i], l->items[s.interval(i)]);
    return Value::none();
  }
  auto* a = py::cast<NdArray>(b[1]);
  if (!a) {
    if (in.as_str(b[1]) || py::cast<py::Tuple>(b[1])) return in.raise("TypeError", "'" + type_name(in, b[1]) + "' object does not support item assignment");
    return in.raise("TypeError", "object of type '" + type_name(in, b[1]) + "' has no len()");
  }
  if (a->shape.rank() == 0) return in.raise("TypeError", "Cannot shuffle a 0-dimensional array");
  size_t axis = 0;
  if (b.values().size() > 2 && b[2].is_int()) { const auto k = normal_axis(in, b[2].integer(), static_cast<int64_t>(a->shape.rank())); if (!k) return {}; axis = static_cast<size_t>(*k); }
  s.settle();
  Ints rows = counted(a->shape[axis]);
  shuffle_rows(s, &rows);
  const Arr mixed = take_rows(in, Arr(a), rows, axis);
  memory(*mixed)->data();
  return assign(in, *a, *mixed) ? Value::none() : Value();
}
Value m_permutation(Interp& in, py::Bound& b) {
  Stream& s = stream_of(b);
  if (b[1].is_int() || (py::cast<Scalar>(b[1]) && is_integer(py::cast<Scalar>(b[1])->value.dtype()))) {
    const auto n = need_int(in, b[1]);
    if (!n) return {};
    return draw(in, s, DType::kInt64, Value::integer(std::max<int64_t>(*n, 0)), named(b, "permutation"), [](Stream& g, std::byte* q, int64_t count) {
      Ints rows = counted(count);
      shuffle_rows(g, &rows);
      if (count) std::memcpy(q, rows.data(), static_cast<size_t>(count) * 8);
    }, false);
  }
  const Arr a = as_array(in, b[1]);
  if (!a) return {};
  if (a->shape.rank() == 0) return in.raise(s.legacy ? "IndexError" : "ValueError", s.legacy ? "x must be an integer or at least 1-dimensional" : "x must be an integer or at least 1-dimensional");
  size_t axis = 0;
  if (b.values().size() > 2 && b[2].is_int()) { const auto k = normal_axis(in, b[2].integer(), static_cast<int64_t>(a->shape.rank())); if (!k) return {}; axis = static_cast<size_t>(*k); }
  s.settle();
  Ints rows = counted(a->shape[axis]);
  shuffle_rows(s, &rows);
  return finish_array(in, take_rows(in, a, rows, axis), named(b, "permutation"), {b[1]}, same_axes(a->shape));
}

// choice: self, a, size, replace, p [, axis, shuffle]
Value m_choice(Interp& in, py::Bound& b) {
  Stream& s = stream_of(b);
  int64_t n = 0;
  Arr pool;
  if (b[1].is_int() || (py::cast<Scalar>(b[1]) && is_integer(py::cast<Scalar>(b[1])->value.dtype()))) {
    n = *need_int(in, b[1]);
  } else {
    pool = as_array(in, b[1]);
    if (!pool) return {};
    if (pool->shape.rank() == 0) return in.raise("ValueError", s.legacy ? "a must be 1-dimensional or an integer" : "a must be a sequence or an integer, not " + std::string("<class '") + type_name(in, b[1]) + "'>");
    if (s.legacy && pool->shape.rank() != 1) return in.raise("ValueError", "a must be 1-dimensional");
    n = pool->shape[0];
  }
  const bool one = absent(b[2]);
  const auto shape = one ? std::optional<Shape>(Shape{}) : as_shape(in, b[2]);
  if (!shape) return {};
  const int64_t count = shape->elements();
  if (n <= 0 && count > 0)
    return in.raise("ValueError", pool ? (s.legacy ? "'a' cannot be empty unless no samples are taken" : "a cannot be empty unless no samples are taken") : s.legacy ? "a must be greater than 0 unless no samples are taken" : "a must be a positive integer unless no samples are taken");
  std::vector<double> p;
  if (!absent(b[4])) {
    const Arr weights = as_array(in, b[4], Dt(DType::kFloat64));
    if (!weights) return {};
    if (weights->shape.rank() != 1) return in.raise("ValueError", s.legacy ? "'p' must be 1-dimensional" : "p must be 1-dimensional");
    p = doubles(in, weights);
    const NdArray* array = py::cast<NdArray>(b[4]);
    const DType given = array ? array->dtype : DType::kFloat64;
    const double tolerance = given == DType::kFloat32 ? 3.4526698e-4 : given == DType::kFloat16 ? 0.03125 : 1.4901161e-8;  // the root of the type's epsilon
    if (static_cast<int64_t>(p.size()) != n) return in.raise("ValueError", s.legacy ? "'a' and 'p' must have same size" : "a and p must have same size");
    double sum = 0, c = 0;
    for (const double x : p) {
      if (std::isnan(x)) return in.raise("ValueError", s.legacy ? "probabilities contain NaN" : "Probabilities contain NaN");
      if (x < 0) return in.raise("ValueError", s.legacy ? "probabilities are not non-negative" : "Probabilities are not non-negative");
      const double y = x - c, t = sum + y;
      c = (t - sum) - y;
      sum = t;
    }
    if (std::fabs(sum - 1) > tolerance) return in.raise("ValueError", s.legacy ? "probabilities do not sum to 1" : "Probabilities do not sum to 1. See Notes section of docstring for more information.");
  }
  const bool replace = flag(in, b[3]);
  if (!replace) {
    if (count > n) return in.raise("ValueError", s.legacy ? "Cannot take a larger sample than population when 'replace=False'" : "Cannot take a larger sample than population when replace is False");
    if (!p.empty()) { int64_t nonzero_count = 0; for (const double x : p) nonzero_count += x > 0; if (nonzero_count < count) return in.raise("ValueError", "Fewer non-zero entries in p than size"); }
  }
  const auto searched = [](const std::vector<double>& cdf, double u) { return static_cast<int64_t>(std::upper_bound(cdf.begin(), cdf.end(), u) - cdf.begin()); };
  const auto cumulative = [](const std::vector<double>& w) { std::vector<double> c; double t = 0; for (const double x : w) c.push_back(t += x); for (double& x : c) x /= t; return c; };
  const bool mix = b.values().size() > 6 ? flag(in, b[6]) : true;
  const auto pick = [=](Stream& g) {
    Ints out;
    if (replace) {
      if (p.empty()) for (int64_t i = 0; i < count; ++i) out.push_back(static_cast<int64_t>(g.bounded(static_cast<uint64_t>(n - 1))));
      else { const auto cdf = cumulative(p); for (int64_t i = 0; i < count; ++i) out.push_back(searched(cdf, g.uniform())); }
    } else if (!p.empty()) {
      std::vector<double> weights = p;
      while (static_cast<int64_t>(out.size()) < count) {
        std::vector<double> draws;
        for (size_t i = out.size(); i < static_cast<size_t>(count); ++i) draws.push_back(g.uniform());
        for (const int64_t k : out) weights[static_cast<size_t>(k)] = 0;
        const auto cdf = cumulative(weights);
        Ints fresh;
        for (const double u : draws) { const int64_t k = searched(cdf, u); if (std::find(fresh.begin(), fresh.end(), k) == fresh.end()) fresh.push_back(k); }
        out.insert(out.end(), fresh.begin(), fresh.end());
      }
    } else if (g.legacy) {
      out = counted(n);
      shuffle_rows(g, &out);
      out.resize(static_cast<size_t>(count));
    } else if (n > 10000 && count > n / (mix ? 50 : 20)) {              // a shuffle of the tail
      Ints all_rows = counted(n);
      for (int64_t i = n - 1; i >= std::max<int64_t>(n - count, 1); --i) std::swap(all_rows[static_cast<size_t>(i)], all_rows[g.bits.up_to(static_cast<uint64_t>(i))]);
      out.assign(all_rows.end() - count, all_rows.end());
    } else {                                                            // Floyd's
      for (int64_t j = n - count; j < n; ++j) {
        const auto v = static_cast<int64_t>(g.bits.up_to(static_cast<uint64_t>(j)));
        out.push_back(std::find(out.begin(), out.end(), v) == out.end() ? v : j);
      }
      if (mix) for (int64_t i = count - 1; i >= 1; --i) std::swap(out[static_cast<size_t>(i)], out[g.bits.up_to(static_cast<uint64_t>(i))]);
    }
    return out;
  };
  if (!pool) {
    if (one) {
      s.settle();
      const int64_t k = pick(s)[0];
      if (!s.legacy && p.empty() && replace) return scalar(in, from_integers(in, {k}, Shape{}));
      return s.legacy ? Value::integer(k) : Value::integer(k);
    }
    return draw(in, s, DType::kInt64, b[2], named(b, "choice"), [pick](Stream& g, std::byte* q, int64_t) { const Ints v = pick(g); if (!v.empty()) std::memcpy(q, v.data(), v.size() * 8); }, false);
  }
  s.settle();
  const Ints rows = pick(s);
  if (one) return get_item(in, pool, Value::integer(rows[0]));
  const Arr taken = take_rows(in, pool, rows);
  Shape result = *shape;
  for (size_t i = 1; i < pool->shape.rank(); ++i) result.push_back(pool->shape[i]);
  return finish_array(in, view(in, taken, result, c_strides(result, stride_of(taken->dtype)), taken->offset), named(b, "choice"), {b[1]});
}

Value m_multinomial(Interp& in, py::Bound& b) {  // self, n, pvals, size=None
  Stream& s = stream_of(b);
  const auto n = need_int(in, b[1]);
  const Arr weights = n ? as_array(in, b[2], Dt(DType::kFloat64)) : Arr();
  if (!weights) return {};
  const auto p = doubles(in, weights);
  double total = 0;
  for (size_t i = 0; i + 1 < p.size(); ++i) total += p[i];
  if (total > 1.0 + 1e-12) return in.raise("ValueError", "sum(pvals[:-1]) > 1.0");
  const auto outer = absent(b[3]) ? std::optional<Shape>(Shape{}) : as_shape(in, b[3]);
  if (!outer) return {};
  s.settle();
  std::vector<int64_t> out;
  for (int64_t k = 0; k < outer->elements(); ++k) {
    int64_t left = *n;
    double rest = 1.0;
    std::vector<int64_t> row(p.size(), 0);
    for (size_t j = 0; j + 1 < p.size(); ++j) {
      row[j] = s.binomial(left, p[j] / rest);
      left -= row[j];
      if (left <= 0) break;
      rest -= p[j];
    }
    if (left > 0) row.back() = left;
    out.insert(out.end(), row.begin(), row.end());
  }
  Shape shape = *outer;
  shape.push_back(static_cast<int64_t>(p.size()));
  return finish_array(in, from_integers(in, std::move(out), shape), named(b, "multinomial"), {});
}
Value m_dirichlet(Interp& in, py::Bound& b) {  // self, alpha, size=None
  Stream& s = stream_of(b);
  const Arr a = as_array(in, b[1], Dt(DType::kFloat64));
  if (!a) return {};
  const auto alpha = doubles(in, a);
  for (const double x : alpha) if (x <= 0) return in.raise("ValueError", "alpha <= 0");
  const auto outer = absent(b[2]) ? std::optional<Shape>(Shape{}) : as_shape(in, b[2]);
  if (!outer) return {};
  s.settle();
  std::vector<double> out;
  for (int64_t k = 0; k < outer->elements(); ++k) {
    double sum = 0;
    std::vector<double> row;
    for (const double x : alpha) { row.push_back(s.gamma(x)); sum += row.back(); }
    for (const double x : row) out.push_back(x * (1 / sum));
  }
  Shape shape = *outer;
  shape.push_back(static_cast<int64_t>(alpha.size()));
  return finish_array(in, from_doubles(in, std::move(out), shape), named(b, "dirichlet"), {});
}
Value m_multivariate_normal(Interp& in, py::Bound& b) {  // self, mean, cov, size=None, **kwargs
  Stream& s = stream_of(b);
  const Arr mean = as_array(in, b[1], Dt(DType::kFloat64)), cov = mean ? as_array(in, b[2], Dt(DType::kFloat64)) : Arr();
  if (!cov) return {};
  if (mean->shape.rank() != 1) return in.raise("ValueError", "mean must be 1 dimensional");
  if (cov->shape.rank() != 2 || cov->shape[0] != cov->shape[1]) return in.raise("ValueError", "cov must be 2 dimensional and square");
  if (mean->shape[0] != cov->shape[0]) return in.raise("ValueError", "mean and cov must have same length");
  const auto outer = absent(b[3]) ? std::optional<Shape>(Shape{}) : as_shape(in, b[3]);
  if (!outer) return {};
  const Value svd = in.import("numpy.linalg");
  const Value f = svd ? in.get_attr(svd, "svd") : Value();
  const Value usv = f ? in.call(f, {Value(cov)}) : Value();
  if (!usv) return {};
  const auto parts = in.list_of(usv);
  if (!parts) return {};
  const auto sigma = doubles(in, as_array(in, (*parts)[1])), v = doubles(in, as_array(in, (*parts)[2])), mu = doubles(in, mean);
  const auto n = static_cast<int64_t>(mu.size());
  s.settle();
  std::vector<double> out;
  for (int64_t k = 0; k < outer->elements(); ++k) {
    std::vector<double> x;
    for (int64_t i = 0; i < n; ++i) x.push_back(s.normal());
    for (int64_t j = 0; j < n; ++j) {
      double sum = mu[static_cast<size_t>(j)];
      for (int64_t i = 0; i < n; ++i) sum += x[static_cast<size_t>(i)] * std::sqrt(sigma[static_cast<size_t>(i)]) * v[static_cast<size_t>(i * n + j)];
      out.push_back(sum);
    }
  }
  Shape shape = *outer;
  shape.push_back(n);
  return finish_array(in, from_doubles(in, std::move(out), shape), named(b, "multivariate_normal"), {});
}

Value m_bytes(Interp& in, py::Bound& b) {
  const auto n = need_int(in, b[1]);
  if (!n) return {};
  Stream& s = stream_of(b);
  s.settle();
  std::string out;
  while (static_cast<int64_t>(out.size()) < *n) { const uint32_t w = s.u32(); for (int k = 0; k < 4; ++k) out += static_cast<char>(w >> 8 * k & 255); }
  out.resize(static_cast<size_t>(*n));
  return Value(new py::Bytes(in.type_named("bytes"), out));
}
Value m_seed(Interp& in, py::Bound& b) {
  Stream& s = stream_of(b);
  s.pending.clear();
  return seed_stream(in, s, b[1]) ? Value::none() : Value();
}
Value m_get_state(Interp& in, py::Bound& b) {
  Stream& s = stream_of(b);
  s.settle();
  std::vector<int64_t> words(s.mt.words().begin(), s.mt.words().end());
  return in.tuple({in.str_value("MT19937"), Value(from_integers(in, std::move(words), Shape{624}, DType::kUInt32)), Value::integer(s.mt.position()), Value::integer(s.has_gauss), Value::number(s.has_gauss ? s.spare : 0.0)});
}
Value m_set_state(Interp& in, py::Bound& b) {
  Stream& s = stream_of(b);
  s.pending.clear();
  const auto parts = in.list_of(b[1]);
  if (!parts) return {};
  if (parts->size() < 3) return in.raise("ValueError", "state dictionary is not valid.");
  const Arr words = as_array(in, (*parts)[1]);
  if (!words) return {};
  const auto v = np::integers(in, words);
  for (size_t i = 0; i < 624 && i < v.size(); ++i) s.mt.words()[i] = static_cast<uint32_t>(v[i]);
  s.mt.position() = static_cast<uint32_t>(need_int(in, (*parts)[2]).value_or(624));
  s.has_gauss = parts->size() > 3 && need_int(in, (*parts)[3]).value_or(0);
  s.spare = parts->size() > 4 ? need_double(in, (*parts)[4]).value_or(0) : 0;
  s.seeded = true;
  return Value::none();
}
// permuted: every line along an axis for itself; no axis: all elements
Value g_permuted(Interp& in, py::Bound& b) {  // self, x, *, axis=None, out=None
  Stream& s = stream_of(b);
  const Arr a = as_array(in, b[1]);
  if (!a) return {};
  const auto rank = static_cast<int64_t>(a->shape.rank());
  const auto axis = absent(b[2]) ? std::optional<int64_t>(0) : normal_axis(in, need_int(in, b[2]).value_or(0), rank);
  if (!axis) return {};
  s.settle();
  const Arr flat = np::copy(in, *a);
  const auto k = static_cast<size_t>(*axis);
  const int64_t total = np::size(*a), n = absent(b[2]) ? total : a->shape[k];
  int64_t inner = 1;
  if (!absent(b[2])) for (size_t i = k + 1; i < a->shape.rank(); ++i) inner *= a->shape[i];
  Ints order = counted(total);
  for (int64_t line = 0; n && line < total / n; ++line) {
    Ints rows = counted(n);
    shuffle_rows(s, &rows);
    const int64_t first = line / inner * n * inner + line % inner;
    for (int64_t i = 0; i < n; ++i) order[static_cast<size_t>(first + i * inner)] = first + rows[static_cast<size_t>(i)] * inner;
  }
  const Arr line = view(in, flat, Shape{total}, c_strides(Shape{total}, stride_of(flat->dtype)), flat->offset);
  const Arr mixed = take_rows(in, line, order);
  const Arr out = view(in, mixed, a->shape, c_strides(a->shape, stride_of(mixed->dtype)), mixed->offset);
  if (auto* target = py::cast<NdArray>(b[3])) return assign(in, *target, *out) ? b[3] : Value();
  return finish_array(in, out, "rng.permuted", {b[1]}, same_axes(a->shape));
}
// Children are seeded as SeedSequence(entropy, spawn_key=(i,)).
Value g_spawn(Interp& in, py::Bound& b) {
  const auto n = need_int(in, b[1]);
  if (!n) return {};
  Stream& s = stream_of(b);
  std::vector<Value> out;
  for (int64_t i = 0; i < *n; ++i) {
    std::vector<uint32_t> words = s.entropy;
    words.resize(std::max<size_t>(words.size(), 4));
    words.push_back(static_cast<uint32_t>(s.children++));
    auto child = std::make_shared<Stream>(false);
    child->bits = BitGenerator(words, s.bits.bits());
    child->entropy = words;
    child->seeded = s.seeded;
    out.push_back(Value(new RandomObject(in.state<Random>().generator, child)));
  }
  return in.list(std::move(out));
}

constexpr Entry kState[] = {
    {"rand", "self, *args", m_rand}, {"randn", "self, *args", m_randn}, {"random", "self, size=None", m_random}, {"random_sample", "self, size=None", m_random}, {"ranf", "self, size=None", m_random}, {"sample", "self, size=None", m_random},
    {"randint", "self, low, high=None, size=None, dtype=None", m_randint}, {"random_integers", "self, low, high=None, size=None, dtype=None", m_random_integers},
    {"standard_normal", "self, size=None", m_standard_normal}, {"normal", "self, loc=0.0, scale=1.0, size=None", m_normal}, {"uniform", "self, low=0.0, high=1.0, size=None", m_uniform},
    {"choice", "self, a, size=None, replace=True, p=None", m_choice}, {"shuffle", "self, x", m_shuffle}, {"permutation", "self, x", m_permutation},
    {"exponential", "self, scale=1.0, size=None", m_exponential}, {"standard_exponential", "self, size=None", m_standard_exponential}, {"poisson", "self, lam=1.0, size=None", m_poisson}, {"standard_gamma", "self, shape, size=None", m_standard_gamma},
    {"gamma", "self, shape, scale=1.0, size=None", m_gamma}, {"beta", "self, a, b, size=None", m_beta}, {"binomial", "self, n, p, size=None", m_binomial}, {"chisquare", "self, df, size=None", m_chisquare}, {"standard_t", "self, df, size=None", m_standard_t},
    {"standard_cauchy", "self, size=None", m_standard_cauchy}, {"pareto", "self, a, size=None", m_pareto}, {"weibull", "self, a, size=None", m_weibull}, {"power", "self, a, size=None", m_power}, {"rayleigh", "self, scale=1.0, size=None", m_rayleigh},
    {"geometric", "self, p, size=None", m_geometric}, {"lognormal", "self, mean=0.0, sigma=1.0, size=None", m_lognormal}, {"laplace", "self, loc=0.0, scale=1.0, size=None", m_laplace}, {"gumbel", "self, loc=0.0, scale=1.0, size=None", m_gumbel},
    {"logistic", "self, loc=0.0, scale=1.0, size=None", m_logistic}, {"f", "self, dfnum, dfden, size=None", m_f}, {"negative_binomial", "self, n, p, size=None", m_negative_binomial}, {"triangular", "self, left, mode, right, size=None", m_triangular},
    {"multinomial", "self, n, pvals, size=None", m_multinomial}, {"dirichlet", "self, alpha, size=None", m_dirichlet}, {"multivariate_normal", "self, mean, cov, size=None, **kwargs", m_multivariate_normal},
    {"bytes", "self, length", m_bytes}, {"seed", "self, seed=None", m_seed}, {"get_state", "self, legacy=True", m_get_state}, {"set_state", "self, state", m_set_state}};

constexpr Entry kGenerator[] = {
    {"random", "self, size=None, dtype=None, out=None", g_random}, {"integers", "self, low, high=None, size=None, dtype=None, endpoint=False", g_integers}, {"standard_normal", "self, size=None, dtype=None, out=None", m_standard_normal},
    {"normal", "self, loc=0.0, scale=1.0, size=None", m_normal}, {"uniform", "self, low=0.0, high=1.0, size=None", m_uniform}, {"choice", "self, a, size=None, replace=True, p=None, axis=0, shuffle=True", m_choice},
    {"shuffle", "self, x, axis=0", m_shuffle}, {"permutation", "self, x, axis=0", m_permutation}, {"permuted", "self, x, *, axis=None, out=None", g_permuted}, {"exponential", "self, scale=1.0, size=None", m_exponential}, {"standard_exponential", "self, size=None, dtype=None, method='zig', out=None", m_standard_exponential},
    {"poisson", "self, lam=1.0, size=None", m_poisson}, {"standard_gamma", "self, shape, size=None", m_standard_gamma}, {"gamma", "self, shape, scale=1.0, size=None", m_gamma}, {"beta", "self, a, b, size=None", m_beta}, {"binomial", "self, n, p, size=None", m_binomial},
    {"chisquare", "self, df, size=None", m_chisquare}, {"standard_t", "self, df, size=None", m_standard_t}, {"standard_cauchy", "self, size=None", m_standard_cauchy}, {"pareto", "self, a, size=None", m_pareto}, {"weibull", "self, a, size=None", m_weibull},
    {"power", "self, a, size=None", m_power}, {"rayleigh", "self, scale=1.0, size=None", m_rayleigh}, {"geometric", "self, p, size=None", m_geometric}, {"lognormal", "self, mean=0.0, sigma=1.0, size=None", m_lognormal}, {"laplace", "self, loc=0.0, scale=1.0, size=None", m_laplace},
    {"gumbel", "self, loc=0.0, scale=1.0, size=None", m_gumbel}, {"logistic", "self, loc=0.0, scale=1.0, size=None", m_logistic}, {"f", "self, dfnum, dfden, size=None", m_f}, {"negative_binomial", "self, n, p, size=None", m_negative_binomial},
    {"triangular", "self, left, mode, right, size=None", m_triangular}, {"multinomial", "self, n, pvals, size=None", m_multinomial}, {"dirichlet", "self, alpha, size=None", m_dirichlet}, {"multivariate_normal", "self, mean, cov, size=None, **kwargs", m_multivariate_normal},
    {"bytes", "self, length", m_bytes}, {"spawn", "self, n_children", g_spawn}};

Value method_of(Interp& in, std::span<const Entry> methods, const Value& self, std::string_view name) {
  for (const Entry& e : methods)
    if (e.name == name) {
      auto* f = new FunctionObject(numpy(in).function, e, "numpy.random");
      f->self = self;
      return Value(f);
    }
  return {};
}

std::optional<std::vector<uint32_t>> entropy_of(Interp& in, const Value& seed) {
  std::vector<uint32_t> words;
  const auto add = [&](const Value& v) {
    const Value plain = py::cast<Scalar>(v) ? Value::integer(py::cast<Scalar>(v)->value.int_at(0)) : v;
    const auto n = py::integer_of(plain);
    if (!n) { in.raise("TypeError", "SeedSequence expects int or sequence of ints for entropy not " + in.str(seed).value_or("")); return false; }
    if (n->negative()) { in.raise("ValueError", "expected non-negative integer"); return false; }
    if (n->zero()) words.push_back(0);
    else words.insert(words.end(), n->digits().begin(), n->digits().end());
    return true;
  };
  if (in.is_sequence(seed)) { for (const Value& v : in.items(seed)) if (!add(v)) return std::nullopt; }
  else if (auto* a = py::cast<NdArray>(seed)) { for (const int64_t n : np::integers(in, Arr(a))) words.push_back(static_cast<uint32_t>(n)); }
  else if (!add(seed)) return std::nullopt;
  return words;
}

}  // namespace

std::span<const Entry> state_methods() { return kState; }
std::span<const Entry> generator_methods() { return kGenerator; }

Value draw(Interp& in, Stream& s, DType type, const Value& size, std::string_view what, std::function<void(Stream&, std::byte*, int64_t)> fill, bool python_scalar) {
  if (absent(size)) {
    s.settle();
    Arr one = make(in, type, Shape{});
    fill(s, data(*one), 1);
    return python_scalar ? python_item(in, *one, 0) : scalar(in, one);
  }
  const Value* flat = &size;
  if (size.is_float()) return in.raise("TypeError", what.find("randint") != what.npos ? "expected a sequence of integers or a single integer, got '" + in.repr(size).value_or("") + "'" : "'float' object cannot be interpreted as an integer");
  const auto shape = as_shape(in, *flat);
  if (!shape) return {};
  for (const int64_t n : *shape) if (n < 0) return in.raise("ValueError", "negative dimensions are not allowed");
  Arr a = make_checked(in, type, *shape);
  if (!a) return {};
  const int64_t n = shape->elements();
  if (!big(n) && s.pending.empty()) {
    if (n) fill(s, data(*a), n);
    return finish_array(in, a, what, {});
  }
  const size_t bytes = static_cast<size_t>(n) * size_of(type);
  if (!s.seeded && big(n)) {                                            // nobody can tell the order of unseeded draws
    auto child = std::make_shared<Stream>(s.legacy);
    const uint32_t words[] = {0x4d697366u, static_cast<uint32_t>(++s.children)};
    if (s.legacy) child->mt.init_by_array(words);
    else child->bits = BitGenerator(words);
    a->buffer = Buffer::lazy(bytes, [child, fill, n](std::byte* q) { fill(*child, q, n); }, {});
    return finish_array(in, a, what, {});
  }
  auto d = std::make_shared<Stream::Draw>();
  d->bytes = bytes;
  d->make = [fill, n](Stream& g, std::byte* q) { fill(g, q, n); };
  auto self = s.shared_from_this();
  a->buffer = Buffer::lazy(bytes, [self, d](std::byte* q) {
    if (!d->active) {
      self->settle(d.get());
      if (!self->pending.empty()) self->pending.pop_front();
    }
    d->make(*self, q);
  }, {});
  d->target = a->buffer;
  s.pending.push_back(d);
  return finish_array(in, a, what, {});
}

bool seed_stream(Interp& in, Stream& s, const Value& seed) {
  s.has_gauss = false;
  if (!s.legacy) {
    if (absent(seed)) return true;
    const auto words = entropy_of(in, seed);
    if (!words) return false;
    s.bits = BitGenerator(*words, s.bits.bits());
    s.entropy = *words;
    s.seeded = true;
    return true;
  }
  if (absent(seed)) { s.seeded = false; return true; }
  if (in.is_sequence(seed) || (py::cast<NdArray>(seed) && py::cast<NdArray>(seed)->shape.rank() > 0)) {
    std::vector<uint32_t> words;
    const Arr a = as_array(in, seed);
    if (!a) return false;
    for (const int64_t n : np::integers(in, a)) words.push_back(static_cast<uint32_t>(n));
    s.mt.init_by_array(words);
    s.seeded = true;
    return true;
  }
  if (seed.is_float()) { in.raise("TypeError", "Cannot cast scalar from dtype('float64') to dtype('int64') according to the rule 'safe'"); return false; }
  if (const auto t = in.as_str(seed)) { in.raise("TypeError", "Cannot cast scalar from dtype('<U" + std::to_string(t->size()) + "') to dtype('int64') according to the rule 'safe'"); return false; }
  const auto big_int = py::integer_of(seed);
  if (big_int && !big_int->small()) { in.raise("ValueError", "Seed must be between 0 and 2**32 - 1"); return false; }
  const auto n = need_int(in, seed);
  if (!n) return false;
  if (*n < 0 || *n > 0xffffffffLL) { in.raise("ValueError", "Seed must be between 0 and 2**32 - 1"); return false; }
  s.mt.init_genrand(static_cast<uint32_t>(*n));
  s.seeded = true;
  return true;
}

// Of a SeedSequence: its entropy filled up to four words, and the key it was spawned under.
namespace {
bool seed_from(Interp& in, Stream& stream, const Value& seed) {
  if (!py::cast<py::Instance>(seed)) return seed_stream(in, stream, seed);
  const Value entropy = in.find_attr(seed, "entropy");
  if (!entropy) return !in.pending() && seed_stream(in, stream, seed);
  auto words = entropy_of(in, entropy);
  const Value key = words ? in.get_attr(seed, "spawn_key") : Value();
  if (!key) return false;
  if (!in.items(key).empty()) words->resize(std::max<size_t>(words->size(), 4));
  for (const Value& k : in.items(key)) words->push_back(static_cast<uint32_t>(need_int(in, k).value_or(0)));
  stream.bits = BitGenerator(*words, stream.bits.bits());
  stream.entropy = *words;
  stream.seeded = true;
  return true;
}
}  // namespace

Value default_rng(Interp& in, const Value& seed) {
  Random& r = in.state<Random>();
  if (auto* g = py::cast<RandomObject>(seed); g && !g->stream->legacy && g->type == r.generator) return seed;
  if (auto* g = py::cast<RandomObject>(seed); g && !g->stream->legacy) return Value(new RandomObject(r.generator, g->stream));
  auto stream = std::make_shared<Stream>(false);
  if (!seed_from(in, *stream, seed)) return {};
  return Value(new RandomObject(r.generator, stream));
}

Random::Random(Interp& in) {
  const auto getattr_state = [](Interp& i, const Value& v, std::string_view name) { return method_of(i, kState, v, name); };
  const auto getattr_generator = [](Interp& i, const Value& v, std::string_view name) {
    const auto& stream = py::cast<RandomObject>(v)->stream;
    if (name == "bit_generator") return Value(new RandomObject(i.state<Random>().bit_generators[static_cast<size_t>(stream->bits.bits())], stream));
    return method_of(i, kGenerator, v, name);
  };
  random_state = in.new_type("numpy.random.mtrand", "RandomState", {}, RandomObject::kind);
  random_state->shown = "numpy.random.mtrand.RandomState";
  random_state->slots.getattr = getattr_state;
  random_state->slots.repr = [](Interp&, const Value&) -> std::optional<std::string> { return "RandomState(MT19937) at 0x7F1709F73340"; };
  random_state->slots.str = [](Interp&, const Value&) -> std::optional<std::string> { return "RandomState(MT19937)"; };
  random_state->slots.create = [](Interp& i, py::Type* t, const py::Args& args) -> Value {
    auto stream = std::make_shared<Stream>(true);
    const Value seed = !args.positional.empty() ? args.positional[0] : !args.keywords.empty() ? args.keywords[0].value : Value();
    if (py::cast<RandomObject>(seed)) return Value(new RandomObject(t, py::cast<RandomObject>(seed)->stream));
    if (!seed_stream(i, *stream, seed)) return {};
    return Value(new RandomObject(t, stream));
  };
  generator = in.new_type("numpy.random._generator", "Generator", {}, RandomObject::kind);
  generator->shown = "numpy.random._generator.Generator";
  generator->slots.getattr = getattr_generator;
  generator->slots.repr = [](Interp&, const Value& v) -> std::optional<std::string> { return "Generator(" + std::string(py::cast<RandomObject>(v)->stream->name()) + ") at 0x7F170994C120"; };
  generator->slots.str = [](Interp&, const Value& v) -> std::optional<std::string> { return "Generator(" + std::string(py::cast<RandomObject>(v)->stream->name()) + ")"; };
  generator->slots.create = [](Interp& i, py::Type* t, const py::Args& args) -> Value {
    if (args.positional.empty()) return i.raise("TypeError", "__init__() takes exactly 1 positional argument (0 given)");
    auto* bits = py::cast<RandomObject>(args.positional[0]);
    if (!bits) return i.raise("AttributeError", "'" + type_name(i, args.positional[0]) + "' object has no attribute 'capsule'");
    return Value(new RandomObject(t, bits->stream));
  };
  bit_generator = in.new_type("numpy.random.bit_generator", "BitGenerator", {}, RandomObject::kind);
  for (size_t k = 0; k < 5; ++k) {
    const std::string name(kBitsNames[k]);
    constexpr const char* kModules[] = {"_pcg64", "_pcg64", "_mt19937", "_philox", "_sfc64"};
    bit_generators[k] = in.new_type("numpy.random." + std::string(kModules[k]), name, {bit_generator}, RandomObject::kind);
    bit_generators[k]->slots.create = [](Interp& i, py::Type* t, const py::Args& args) -> Value {
      auto stream = std::make_shared<Stream>(false);
      for (size_t n = 0; n < 5; ++n)
        if (t->name == kBitsNames[n]) stream->bits = BitGenerator(std::array{0x4d697366u}, static_cast<Bits>(n));
      const Value seed = !args.positional.empty() ? args.positional[0] : !args.keywords.empty() ? args.keywords[0].value : Value();
      return seed_from(i, *stream, seed) ? Value(new RandomObject(t, stream)) : Value();
    };
  }
  in.method(bit_generator, "random_raw", "self, size=None, output=True", [](Interp& i, py::Bound& b) -> Value {
    Stream& s = *py::cast<RandomObject>(b[0])->stream;
    s.settle();
    const auto raw = [&s] { return s.bits.bits() == Bits::kMt19937 ? uint64_t{s.bits.next32()} : s.bits.next64(); };
    if (b[1].is_none()) return scalar(i, from_integers(i, {static_cast<int64_t>(raw())}, Shape{}, DType::kUInt64));
    const auto shape = as_shape(i, b[1]);
    if (!shape) return {};
    Arr a = make_checked(i, DType::kUInt64, *shape);
    if (!a) return {};
    for (int64_t k = 0; k < shape->elements(); ++k) span_of<uint64_t>(*a)[k] = raw();
    return finish_array(i, a, "random_raw", {});
  });
  seed_sequence = in.new_type("numpy.random.bit_generator", "SeedSequence", {}, py::Instance::kind);
  seed_sequence->slots.init = [](Interp& i, const Value& self, const py::Args& args) {
    Value entropy = args.positional.empty() ? Value::integer(0) : args.positional[0], key = i.tuple({});
    for (const py::Keyword& k : args.keywords) (k.name == "spawn_key" ? key : entropy) = k.value;
    return i.set_attr(self, "entropy", entropy) && i.set_attr(self, "spawn_key", key) && i.set_attr(self, "pool_size", Value::integer(4)) && i.set_attr(self, "n_children_spawned", Value::integer(0));
  };
  in.method(seed_sequence, "generate_state", "self, n_words, dtype=None", [](Interp& i, py::Bound& b) -> Value {
    Stream stream(false);
    const auto n = need_int(i, b[1]);
    if (!n || !seed_from(i, stream, b[0])) return {};
    const auto d = absent(b[2]) ? std::optional<Dt>(DType::kUInt32) : as_dt(i, b[2]);
    if (!d) return {};
    const bool wide = d->type == DType::kUInt64;
    const auto state = misfit::seed_sequence(stream.entropy, static_cast<size_t>(*n) * (wide ? 2 : 1));
    std::vector<int64_t> out;
    for (size_t k = 0; k < state.size(); k += wide ? 2 : 1) out.push_back(static_cast<int64_t>(wide ? state[k] | static_cast<uint64_t>(state[k + 1]) << 32 : state[k]));
    return from_integers(i, std::move(out), Shape{*n}, d->type);
  });
  in.method(seed_sequence, "spawn", "self, n_children", [](Interp& i, py::Bound& b) -> Value {
    const auto n = need_int(i, b[1]);
    const Value before = i.get_attr(b[0], "n_children_spawned"), key = i.get_attr(b[0], "spawn_key"), entropy = i.get_attr(b[0], "entropy");
    if (!n || !before || !key || !entropy) return {};
    std::vector<Value> children;
    for (int64_t k = 0; k < *n; ++k) {
      const Value child = i.call(Value(i.state<Random>().seed_sequence), {entropy});
      std::vector<Value> path(i.items(key).begin(), i.items(key).end());
      path.push_back(Value::integer(before.integer() + k));
      if (!child || !i.set_attr(child, "spawn_key", i.tuple(std::move(path)))) return {};
      children.push_back(child);
    }
    return i.set_attr(b[0], "n_children_spawned", Value::integer(before.integer() + *n)) ? i.list(std::move(children)) : Value();
  });
  global = Ref<RandomObject>(new RandomObject(random_state, std::make_shared<Stream>(true)));
}

void seed_global(Interp& in, uint64_t seed) {
  Stream& s = *in.state<Random>().global->stream;
  s.pending.clear();
  s.has_gauss = false;
  s.seeded = true;
  s.mt.init_genrand(static_cast<uint32_t>(seed));
}

}  // namespace misfit::np
