// math and cmath.
#include <cmath>
#include <limits>

#include "modules/std/std.h"
#include "python/bigint.h"
#include "python/machine.h"

namespace misfit::modules::standard {

using namespace py;

namespace {

std::optional<double> real(Interp& in, const Value& v) {
  if (v.is_float()) return v.number();
  if (const std::optional<Integer> i = integer_of(v)) {
    const std::optional<double> d = i->to_double();
    if (!d) in.raise("OverflowError", "int too large to convert to float");
    return d;
  }
  const Type* t = in.type_of(v);
  if (t->slots.to_float && !cast<Str>(v)) {
    const Value f = t->slots.to_float(in, v);
    return f ? in.as_double(f) : std::nullopt;
  }
  if (t->slots.index) {
    const std::optional<int64_t> i = t->slots.index(in, v);
    return i ? std::optional(static_cast<double>(*i)) : std::nullopt;
  }
  in.raise("TypeError", "must be real number, not " + t->name);
  return std::nullopt;
}

std::optional<Integer> whole(Interp& in, const Value& v) {
  if (const std::optional<Integer> i = integer_of(v)) return i;
  if (const std::optional<int64_t> i = in.as_int(v)) return Integer(*i);
  if (!in.pending()) in.raise("TypeError", "'" + type_name(in, v) + "' object cannot be interpreted as an integer");
  return std::nullopt;
}

Value checked(Interp& in, double r, bool argument_finite, bool can_overflow) {
  if (std::isnan(r) && argument_finite) return in.raise("ValueError", "math domain error");
  if (std::isinf(r) && argument_finite) return can_overflow ? in.raise("OverflowError", "math range error") : in.raise("ValueError", "math domain error");
  return Value::number(r);
}

using Unary = double (*)(double);

void unary(Interp& in, Module& m, const char* name, Unary f, bool can_overflow = false) {
  define(in, m, name, "!x, /", [f, can_overflow](Interp& i, Bound& b) {
    const std::optional<double> x = real(i, b[0]);
    if (!x) return Value();
    const double r = f(*x);
    if (std::isnan(r) && !std::isnan(*x)) return i.raise("ValueError", "math domain error");
    return checked(i, r, std::isfinite(*x), can_overflow);
  });
}

void test(Interp& in, Module& m, const char* name, bool (*f)(double)) {
  define(in, m, name, "!x, /", [f](Interp& i, Bound& b) {
    const std::optional<double> x = real(i, b[0]);
    return x ? Value::boolean(f(*x)) : Value();
  });
}

using Binary = double (*)(double, double);

void binary(Interp& in, Module& m, const char* name, Binary f, bool can_overflow = false) {
  define(in, m, name, "~x, y, /", [f, can_overflow](Interp& i, Bound& b) {
    const std::optional<double> x = real(i, b[0]), y = x ? real(i, b[1]) : std::nullopt;
    if (!y) return Value();
    const double r = f(*x, *y);
    if (std::isnan(r) && !std::isnan(*x) && !std::isnan(*y)) return i.raise("ValueError", "math domain error");
    return checked(i, r, std::isfinite(*x) && std::isfinite(*y), can_overflow);
  });
}

// ln of a positive int of any size.
double log_of(const Integer& i, double (*f)(double), double of_two) {
  if (const std::optional<double> d = i.to_double()) return f(*d);
  const size_t shift = i.bit_length() - 60;
  return f(*(i >> shift).to_double()) + static_cast<double>(shift) * of_two;
}

Value logarithm(Interp& in, const Value& v, double (*f)(double), double of_two) {
  if (const std::optional<Integer> i = integer_of(v)) {
    if (i->zero() || i->negative()) return in.raise("ValueError", "math domain error");
    return Value::number(log_of(*i, f, of_two));
  }
  const std::optional<double> x = real(in, v);
  if (!x) return {};
  if (*x <= 0) return in.raise("ValueError", "math domain error");
  return Value::number(f(*x));
}

// floor, ceil and trunc ask the value itself first.
void rounding(Interp& in, Module& m, const char* name, const char* dunder, Unary f) {
  define(in, m, name, "!x, /", [f, dunder](Interp& i, Bound& b) {
    if (integer_of(b[0])) return b[0].is_bool() ? Value::integer(b[0].boolean()) : b[0];
    if (!b[0].is_float()) {
      const Value method = find_special(i, b[0], dunder);
      if (method) return i.call(method, {});
      if (i.pending()) return Value();
      if (std::string_view(dunder) == "__trunc__") return i.raise("TypeError", "type " + type_name(i, b[0]) + " doesn't define __trunc__ method");
    }
    const std::optional<double> x = real(i, b[0]);
    if (!x) return Value();
    return i.type_named("int")->slots.create(i, i.type_named("int"), Args{std::vector<Value>{Value::number(f(*x))}});
  });
}

Value factorial(Interp& in, Bound& b) {
  const std::optional<Integer> n = whole(in, b[0]);
  if (!n) return {};
  if (n->negative()) return in.raise("ValueError", "factorial() not defined for negative values");
  const std::optional<int64_t> small = n->small();
  if (!small || *small > 100000) return in.raise("OverflowError", "factorial() argument should not exceed 9223372036854775807");
  Integer out(1);
  for (int64_t k = 2; k <= *small; ++k) out = out * Integer(k);
  return int_value(in, out);
}

Value combinations(Interp& in, Bound& b, bool ordered) {
  const std::optional<Integer> n = whole(in, b[0]);
  if (!n) return {};
  if (ordered && b[1].is_none()) return factorial(in, b);
  const std::optional<Integer> k = whole(in, b[1]);
  if (!k) return {};
  if (n->negative()) return in.raise("ValueError", "n must be a non-negative integer");
  if (k->negative()) return in.raise("ValueError", "k must be a non-negative integer");
  if (compare(*k, *n) > 0) return Value::integer(0);
  Integer count = *k;
  if (!ordered && compare(*n - *k, *k) < 0) count = *n - *k;
  const std::optional<int64_t> steps = count.small();
  if (!steps || *steps > 1'000'000) return in.raise("OverflowError", "min(n - k, k) must not exceed 18446744073709551615");
  Integer out(1);
  for (int64_t i = 0; i < *steps; ++i) {
    out = out * (*n - Integer(i));
    if (!ordered) Integer::divide(out, Integer(i + 1), &out, nullptr);
  }
  return int_value(in, out);
}

Integer gcd_of(Integer a, Integer b) {
  if (a.negative()) a = -a;
  if (b.negative()) b = -b;
  while (!b.zero()) {
    Integer r;
    Integer::divide(a, b, nullptr, &r);
    a = b;
    b = r;
  }
  return a;
}

Value gcd(Interp& in, Bound& b, bool least_multiple) {
  Integer out(least_multiple ? 1 : 0);
  for (const Value& v : in.items(b["integers"])) {
    const std::optional<Integer> i = whole(in, v);
    if (!i) return {};
    if (!least_multiple) { out = gcd_of(out, *i); continue; }
    if (i->zero()) return Value::integer(0);
    const Integer magnitude = i->negative() ? -*i : *i;
    Integer q;
    Integer::divide(magnitude, gcd_of(out, magnitude), &q, nullptr);
    out = out * q;
  }
  return int_value(in, out);
}

Value integer_root(Interp& in, Bound& b) {
  const std::optional<Integer> n = whole(in, b[0]);
  if (!n) return {};
  if (n->negative()) return in.raise("ValueError", "isqrt() argument must be nonnegative");
  if (n->zero()) return Value::integer(0);
  Integer x = Integer(1) << ((n->bit_length() + 1) / 2), q;  // not below the root: Newton falls to it
  for (;;) {
    Integer::divide(*n, x, &q, nullptr);
    q = (x + q) >> 1;
    if (compare(q, x) >= 0) return int_value(in, x);
    x = q;
  }
}

// Shewchuk's partial sums, rounded once.
Value exact_sum(Interp& in, Bound& b) {
  std::vector<double> partials;
  double special = 0;
  const bool ok = in.for_each(b[0], [&](const Value& v) {
    const std::optional<double> given = real(in, v);
    if (!given) return false;
    if (!std::isfinite(*given)) { special += *given; return true; }
    double x = *given;
    size_t kept = 0;
    for (double y : partials) {
      if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
      const double high = x + y, low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials.resize(kept);
    partials.push_back(x);
    return true;
  });
  if (!ok || in.pending()) return {};
  if (special != 0) return std::isnan(special) ? in.raise("ValueError", "-inf + inf in fsum") : Value::number(special);
  if (partials.empty()) return Value::number(0);
  size_t n = partials.size();
  double high = partials[--n], low = 0;
  while (n > 0) {
    const double x = high, y = partials[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
    const double y = low * 2, x = high + y;
    if (y == x - high) high = x;
  }
  return Value::number(high);
}

Value length_of(Interp& in, std::span<const Value> parts) {
  double largest = 0;
  std::vector<double> v;
  for (const Value& p : parts) {
    const std::optional<double> d = real(in, p);
    if (!d) return {};
    v.push_back(std::fabs(*d));
    largest = std::fmax(largest, v.back());
  }
  if (v.size() == 2) return Value::number(std::hypot(v[0], v[1]));
  if (largest == 0 || std::isinf(largest)) return Value::number(largest);
  long double sum = 0;
  for (double d : v) sum += static_cast<long double>(d / largest) * static_cast<long double>(d / largest);
  return Value::number(static_cast<double>(static_cast<long double>(largest) * std::sqrt(sum)));
}

Value is_close(Interp& in, Bound& b) {
  const std::optional<double> x = real(in, b["a"]), y = x ? real(in, b["b"]) : x, relative = y ? real(in, b["rel_tol"]) : y, absolute = relative ? real(in, b["abs_tol"]) : relative;
  if (!absolute) return {};
  if (*relative < 0 || *absolute < 0) return in.raise("ValueError", "tolerances must be non-negative");
  if (*x == *y) return Value::boolean(true);
  if (std::isinf(*x) || std::isinf(*y)) return Value::boolean(false);
  const double difference = std::fabs(*x - *y);
  return Value::boolean(difference <= std::fabs(*relative * *y) || difference <= std::fabs(*relative * *x) || difference <= *absolute);
}

// Gamma by Lanczos' approximation with CPython's coefficients (Boost's for g = 6.0246800407767296).
constexpr double kLanczosG = 6.024680040776729583740234375;
constexpr double kLanczosTop[13] = {23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
                                    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
                                    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
                                    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
                                    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
                                    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
                                    2.5066282746310002701649081771338373386264310793408};
constexpr double kLanczosBottom[13] = {0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1};

double lanczos_sum(double x) {
  double top = 0, bottom = 0;
  if (x < 5)
    for (int i = 12; i >= 0; --i) {
      top = top * x + kLanczosTop[i];
      bottom = bottom * x + kLanczosBottom[i];
    }
  else
    for (int i = 0; i < 13; ++i) {
      top = top / x + kLanczosTop[i];
      bottom = bottom / x + kLanczosBottom[i];
    }
  return top / bottom;
}

double sine_of_pi(double x) {
  const double y = std::fmod(std::fabs(x), 2.0);
  double r = 0;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: r = std::sin(M_PI * y); break;
    case 1: r = std::cos(M_PI * (y - 0.5)); break;
    case 2: r = std::sin(M_PI * (1.0 - y)); break;
    case 3: r = -std::cos(M_PI * (y - 1.5)); break;
    default: r = std::sin(M_PI * (y - 2.0)); break;
  }
  return std::copysign(1.0, x) * r;
}

double gamma_of(double x) {
  if (std::isnan(x) || x == HUGE_VAL) return x;
  if (std::isinf(x)) return std::nan("");
  if (x == 0) return std::nan("");
  if (x == std::floor(x)) {
    if (x < 0) return std::nan("");
    if (x <= 23) {
      double product = 1;
      for (int k = 2; k < x; ++k) product *= k;
      return product;
    }
  }
  const double magnitude = std::fabs(x);
  if (magnitude < 1e-20) return 1.0 / x;
  if (magnitude > 200) return x < 0 ? 0.0 / sine_of_pi(x) : HUGE_VAL;
  const double y = magnitude + kLanczosG - 0.5;
  const double rest = magnitude > kLanczosG - 0.5 ? (y - magnitude) - (kLanczosG - 0.5) : (y - (kLanczosG - 0.5)) - magnitude;
  const double z = rest * kLanczosG / y;
  double r;
  if (x < 0) {
    r = -M_PI / sine_of_pi(magnitude) / magnitude * std::exp(y) / lanczos_sum(magnitude);
    r -= z * r;
    if (magnitude < 140) return r / std::pow(y, magnitude - 0.5);
    const double root = std::pow(y, magnitude / 2 - 0.25);
    return r / root / root;
  }
  r = lanczos_sum(magnitude) / std::exp(y);
  r += z * r;
  if (magnitude < 140) return r * std::pow(y, magnitude - 0.5);
  const double root = std::pow(y, magnitude / 2 - 0.25);
  return r * root * root;
}

double log_gamma(double x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return HUGE_VAL;
  if (x == std::floor(x) && x <= 2) return x <= 0 ? HUGE_VAL : 0.0;
  const double magnitude = std::fabs(x);
  if (magnitude < 1e-20) return -std::log(magnitude);
  double r = std::log(lanczos_sum(magnitude)) - kLanczosG;
  r += (magnitude - 0.5) * (std::log(magnitude + kLanczosG - 0.5) - 1);
  if (x < 0) r = std::log(M_PI) - std::log(std::fabs(sine_of_pi(magnitude))) - std::log(magnitude) - r;
  return r;
}

Value power(Interp& in, Bound& b) {
  const std::optional<double> x = real(in, b[0]), y = x ? real(in, b[1]) : std::nullopt;
  if (!y) return {};
  if (*x == 0 && *y < 0 && std::isfinite(*y)) return in.raise("ValueError", "math domain error");
  const double r = std::pow(*x, *y);
  if (std::isnan(r) && !std::isnan(*x) && !std::isnan(*y)) return in.raise("ValueError", "math domain error");
  return checked(in, r, std::isfinite(*x) && std::isfinite(*y), true);
}

Value product(Interp& in, Bound& b) {
  Value out = b["start"];
  const bool ok = in.for_each(b["iterable"], [&](const Value& v) {
    out = in.binary(BinaryOp::kMul, out, v);
    return bool(out);
  });
  return ok && !in.pending() ? out : Value();
}

bool build_math(Interp& in, Module& m) {
  in.set(m, "pi", Value::number(M_PI));
  in.set(m, "e", Value::number(M_E));
  in.set(m, "tau", Value::number(2 * M_PI));
  in.set(m, "inf", Value::number(HUGE_VAL));
  in.set(m, "nan", Value::number(std::nan("")));
  unary(in, m, "sqrt", std::sqrt);
  unary(in, m, "cbrt", std::cbrt);
  unary(in, m, "exp", std::exp, true);
  unary(in, m, "exp2", std::exp2, true);
  unary(in, m, "expm1", std::expm1, true);
  unary(in, m, "log1p", std::log1p);
  unary(in, m, "sin", std::sin);
  unary(in, m, "cos", std::cos);
  unary(in, m, "tan", std::tan);
  unary(in, m, "asin", std::asin);
  unary(in, m, "acos", std::acos);
  unary(in, m, "atan", std::atan);
  unary(in, m, "sinh", std::sinh, true);
  unary(in, m, "cosh", std::cosh, true);
  unary(in, m, "tanh", std::tanh);
  unary(in, m, "asinh", std::asinh);
  unary(in, m, "acosh", std::acosh);
  unary(in, m, "atanh", std::atanh);
  unary(in, m, "erf", std::erf);
  unary(in, m, "erfc", std::erfc);
  unary(in, m, "gamma", gamma_of, true);
  unary(in, m, "lgamma", log_gamma, false);
  unary(in, m, "fabs", std::fabs);
  unary(in, m, "degrees", [](double x) { return x * (180.0 / M_PI); }, true);
  unary(in, m, "radians", [](double x) { return x * (M_PI / 180.0); });
  unary(in, m, "ulp", [](double x) { return std::isnan(x) ? x : std::isinf(x) ? std::fabs(x) : std::fabs(x) == std::numeric_limits<double>::max() ? std::fabs(x) - std::nextafter(std::fabs(x), 0) : std::nextafter(std::fabs(x), HUGE_VAL) - std::fabs(x); });
  binary(in, m, "atan2", std::atan2);
  binary(in, m, "fmod", std::fmod);
  binary(in, m, "remainder", std::remainder);
  binary(in, m, "copysign", std::copysign);
  binary(in, m, "nextafter", std::nextafter, true);
  define(in, m, "pow", "~x, y, /", power);
  test(in, m, "isnan", [](double x) { return std::isnan(x); });
  test(in, m, "isinf", [](double x) { return std::isinf(x); });
  test(in, m, "isfinite", [](double x) { return std::isfinite(x); });
  rounding(in, m, "floor", "__floor__", std::floor);
  rounding(in, m, "ceil", "__ceil__", std::ceil);
  rounding(in, m, "trunc", "__trunc__", std::trunc);
  define(in, m, "log", "~x, base=..., /", [](Interp& i, Bound& b) {
    const Value x = logarithm(i, b[0], std::log, M_LN2);
    if (!x || !b[1]) return x;
    const Value base = logarithm(i, b[1], std::log, M_LN2);
    if (!base) return Value();
    return base.number() == 0 ? i.raise("ZeroDivisionError", "float division by zero") : Value::number(x.number() / base.number());
  });
  define(in, m, "log2", "!x, /", [](Interp& i, Bound& b) { return logarithm(i, b[0], std::log2, 1.0); });
  define(in, m, "log10", "!x, /", [](Interp& i, Bound& b) { return logarithm(i, b[0], std::log10, M_LN2 / M_LN10); });
  define(in, m, "factorial", "!x, /", factorial);
  define(in, m, "comb", "~n, k, /", [](Interp& i, Bound& b) { return combinations(i, b, false); });
  define(in, m, "perm", "~n, k=None, /", [](Interp& i, Bound& b) { return combinations(i, b, true); });
  define(in, m, "gcd", "*integers", [](Interp& i, Bound& b) { return gcd(i, b, false); });
  define(in, m, "lcm", "*integers", [](Interp& i, Bound& b) { return gcd(i, b, true); });
  define(in, m, "isqrt", "!n, /", integer_root);
  define(in, m, "fsum", "!seq, /", exact_sum);
  define(in, m, "prod", "iterable, /, *, start=1", product);
  define(in, m, "isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", is_close);
  define(in, m, "hypot", "*coordinates", [](Interp& i, Bound& b) { return length_of(i, i.items(b[0])); });
  define(in, m, "dist", "~p, q, /", [](Interp& i, Bound& b) {
    const std::optional<std::vector<Value>> p = i.list_of(b[0]), q = p ? i.list_of(b[1]) : std::nullopt;
    if (!q) return Value();
    if (p->size() != q->size()) return i.raise("ValueError", "both points must have the same number of dimensions");
    std::vector<Value> differences;
    for (size_t k = 0; k < p->size(); ++k) {
      const std::optional<double> x = real(i, (*p)[k]), y = x ? real(i, (*q)[k]) : x;
      if (!y) return Value();
      differences.push_back(Value::number(*x - *y));
    }
    return length_of(i, differences);
  });
  define(in, m, "modf", "!x, /", [](Interp& i, Bound& b) {
    const std::optional<double> x = real(i, b[0]);
    if (!x) return Value();
    double integral = 0;
    const double fraction = std::modf(*x, &integral);
    return i.tuple({Value::number(fraction), Value::number(integral)});
  });
  define(in, m, "frexp", "!x, /", [](Interp& i, Bound& b) {
    const std::optional<double> x = real(i, b[0]);
    if (!x) return Value();
    int exponent = 0;
    const double mantissa = std::frexp(*x, &exponent);
    return i.tuple({Value::number(mantissa), Value::integer(exponent)});
  });
  define(in, m, "ldexp", "~x, i, /", [](Interp& i, Bound& b) {
    const std::optional<double> x = real(i, b[0]);
    const std::optional<int64_t> e = x ? i.as_int(b[1]) : std::nullopt;
    if (!e) return i.pending() ? Value() : i.raise("TypeError", "Expected an int as second argument to ldexp.");
    return checked(i, std::ldexp(*x, static_cast<int>(std::max<int64_t>(std::min<int64_t>(*e, 5000), -5000))), std::isfinite(*x), true);
  });
  return true;
}

}  // namespace

void register_math(Interp& in) {
  in.register_module("math", build_math);
}

}  // namespace misfit::modules::standard
