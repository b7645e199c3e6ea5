// The inner loops of the universal functions.
#include <cmath>
#include <numeric>

#include "numpy/ufunc.h"

namespace misfit::np {
namespace {

template <class F, class C, class O = C> void two(const void* a, const void* b, void* o, int64_t n) {
  const auto *x = static_cast<const C*>(a), *y = static_cast<const C*>(b);
  auto* z = static_cast<O*>(o);
  for (int64_t i = 0; i < n; ++i) z[i] = static_cast<O>(F::f(x[i], y[i]));
}
template <class F, class C, class O = C> void one(const void* a, const void*, void* o, int64_t n) {
  const auto* x = static_cast<const C*>(a);
  auto* z = static_cast<O*>(o);
  for (int64_t i = 0; i < n; ++i) z[i] = static_cast<O>(F::f(x[i]));
}

using U = uint64_t;
using I = int64_t;
template <class T> constexpr bool kFloat = std::is_floating_point_v<T>;
template <class T> constexpr bool kComplex = std::is_same_v<T, Complex>;
template <class T> bool is_nan(T x) { if constexpr (kComplex<T>) return std::isnan(x.real()) || std::isnan(x.imag()); else if constexpr (kFloat<T>) return std::isnan(x); else return false; }
template <class T> bool less(T a, T b) { if constexpr (kComplex<T>) return a.real() < b.real() || (a.real() == b.real() && a.imag() < b.imag()); else return a < b; }

struct Add { template <class T> static T f(T a, T b) { if constexpr (std::is_same_v<T, I>) return static_cast<I>(U(a) + U(b)); else return a + b; } };
struct Sub { template <class T> static T f(T a, T b) { if constexpr (std::is_same_v<T, I>) return static_cast<I>(U(a) - U(b)); else return a - b; } };
struct Mul { template <class T> static T f(T a, T b) { if constexpr (std::is_same_v<T, I>) return static_cast<I>(U(a) * U(b)); else return a * b; } };
struct Div {
  template <class T> static T f(T a, T b) { return a / b; }
  // Smith's way, as NumPy writes it (loops.c.src): its roundings show in the last digit.
  static Complex f(Complex a, Complex b) {
    const double r = std::fabs(b.real()), i = std::fabs(b.imag());
    if (r == 0 && i == 0) return {a.real() / r, a.imag() / r};
    const bool by_real = r >= i;
    const double rat = by_real ? b.imag() / b.real() : b.real() / b.imag();
    const double scale = 1 / (by_real ? b.real() + b.imag() * rat : b.imag() + b.real() * rat);
    if (by_real) return {(a.real() + a.imag() * rat) * scale, (a.imag() - a.real() * rat) * scale};
    return {(a.real() * rat + a.imag()) * scale, (a.imag() * rat - a.real()) * scale};
  }
};
struct Or { static uint8_t f(uint8_t a, uint8_t b) { return a | b; } };
struct And { static uint8_t f(uint8_t a, uint8_t b) { return a & b; } };
struct Xor { static uint8_t f(uint8_t a, uint8_t b) { return a ^ b; } };
struct FloorDiv {
  template <class T> static T f(T a, T b) {
    if constexpr (kFloat<T>) {
      if (b == 0) return a / b;
      T mod = std::fmod(a, b), div = (a - mod) / b;
      if (mod != 0 && ((b < 0) != (mod < 0))) div -= 1;
      if (div == 0) return std::copysign(T(0), a / b);
      const T floored = std::floor(div);
      return div - floored > T(0.5) ? floored + 1 : floored;
    } else if constexpr (std::is_same_v<T, I>) {
      if (b == 0) return 0;
      if (b == -1) return static_cast<I>(U(0) - U(a));
      const T q = a / b;
      return a % b != 0 && ((a < 0) != (b < 0)) ? q - 1 : q;
    } else return b == 0 ? 0 : a / b;
  }
};
struct Mod {
  template <class T> static T f(T a, T b) {
    if constexpr (kFloat<T>) {
      T m = std::fmod(a, b);
      if (b == 0) return m;
      if (m != 0) { if ((b < 0) != (m < 0)) m += b; } else m = std::copysign(T(0), b);
      return m;
    } else if constexpr (std::is_same_v<T, I>) {
      if (b == 0 || b == -1) return 0;
      const T m = a % b;
      return m != 0 && ((m < 0) != (b < 0)) ? m + b : m;
    } else return b == 0 ? 0 : a % b;
  }
};
struct Fmod {
  template <class T> static T f(T a, T b) {
    if constexpr (kFloat<T>) return std::fmod(a, b);
    else { if (b == 0) return 0; if constexpr (std::is_same_v<T, I>) { if (b == -1) return 0; } return a % b; }
  }
};
struct Pow {
  template <class T> static T f(T a, T b) {
    if constexpr (kFloat<T>) { if (b == T(2)) return a * a; return std::pow(a, b); }
    else if constexpr (kComplex<T>) { if (b == T(2)) return a * a; return std::pow(a, b); }
    else {
      U base = static_cast<U>(a), out = 1, e = static_cast<U>(b);
      if constexpr (std::is_same_v<T, I>) { if (b < 0) return 0; }
      for (; e; e >>= 1, base *= base) if (e & 1) out *= base;
      return static_cast<T>(out);
    }
  }
};
struct Max { template <class T> static T f(T a, T b) { if (is_nan(a)) return a; if (is_nan(b)) return b; return less(a, b) ? b : a; } };
struct Min { template <class T> static T f(T a, T b) { if (is_nan(a)) return a; if (is_nan(b)) return b; return less(b, a) ? b : a; } };
struct FMax { template <class T> static T f(T a, T b) { if (is_nan(a)) return b; if (is_nan(b)) return a; return less(a, b) ? b : a; } };
struct FMin { template <class T> static T f(T a, T b) { if (is_nan(a)) return b; if (is_nan(b)) return a; return less(b, a) ? b : a; } };
struct Eq { template <class T> static bool f(T a, T b) { return a == b; } };
struct Ne { template <class T> static bool f(T a, T b) { return a != b; } };
struct Lt { template <class T> static bool f(T a, T b) { return less(a, b); } };
struct Le { template <class T> static bool f(T a, T b) { return less(a, b) || a == b; } };
struct Gt { template <class T> static bool f(T a, T b) { return less(b, a); } };
struct Ge { template <class T> static bool f(T a, T b) { return less(b, a) || a == b; } };
struct LAnd { template <class T> static bool f(T a, T b) { return a != T(0) && b != T(0); } };
struct LOr { template <class T> static bool f(T a, T b) { return a != T(0) || b != T(0); } };
struct LXor { template <class T> static bool f(T a, T b) { return (a != T(0)) != (b != T(0)); } };
struct BAnd { template <class T> static T f(T a, T b) { return a & b; } };
struct BOr { template <class T> static T f(T a, T b) { return a | b; } };
struct BXor { template <class T> static T f(T a, T b) { return a ^ b; } };
struct Shl { template <class T> static T f(T a, T b) { return b < T(64) && U(b) < 64 ? static_cast<T>(U(a) << b) : 0; } };
struct Shr { template <class T> static T f(T a, T b) { return U(b) < 64 ? a >> b : (a < T(0) ? T(-1) : T(0)); } };
struct Atan2 { template <class T> static T f(T a, T b) { return std::atan2(a, b); } };
struct Hypot { template <class T> static T f(T a, T b) { return std::hypot(a, b); } };
struct CopySign { template <class T> static T f(T a, T b) { return std::copysign(a, b); } };
struct NextAfter { template <class T> static T f(T a, T b) { return std::nextafter(a, b); } };
struct LogAddExp { template <class T> static T f(T a, T b) { if (a == b) return a + T(M_LN2); const T d = a - b; return d > 0 ? a + std::log1p(std::exp(-d)) : d <= 0 ? b + std::log1p(std::exp(d)) : d; } };
struct LogAddExp2 { template <class T> static T f(T a, T b) { if (a == b) return a + 1; const T d = a - b; return d > 0 ? a + T(M_LOG2E) * std::log1p(std::exp2(-d)) : d <= 0 ? b + T(M_LOG2E) * std::log1p(std::exp2(d)) : d; } };
struct Heaviside { template <class T> static T f(T a, T b) { return std::isnan(a) ? a : a == 0 ? b : a < 0 ? T(0) : T(1); } };
struct Gcd { template <class T> static T f(T a, T b) { return std::gcd(a, b); } };
struct Lcm { template <class T> static T f(T a, T b) { return a == 0 || b == 0 ? 0 : std::lcm(a, b); } };

struct Neg { template <class T> static T f(T a) { if constexpr (std::is_integral_v<T>) return static_cast<T>(U(0) - U(a)); else return -a; } };
struct Pos { template <class T> static T f(T a) { return a; } };
struct Abs { template <class T> static auto f(T a) { if constexpr (kComplex<T>) return std::hypot(a.real(), a.imag()); else if constexpr (std::is_same_v<T, I>) return a < 0 ? static_cast<I>(U(0) - U(a)) : a; else if constexpr (kFloat<T>) return std::fabs(a); else return a; } };
struct Sign { template <class T> static T f(T a) { if constexpr (kComplex<T>) { const double m = std::abs(a); return m == 0 ? a : a / m; } else { if (is_nan(a)) return a; return a > T(0) ? T(1) : a < T(0) ? T(-1) : T(0); } } };
struct Square { template <class T> static T f(T a) { if constexpr (std::is_same_v<T, I>) return static_cast<I>(U(a) * U(a)); else return a * a; } };
struct Recip { template <class T> static T f(T a) { if constexpr (std::is_integral_v<T>) return a == 0 ? 0 : T(1) / a; else return T(1) / a; } };
struct Conj { template <class T> static T f(T a) { if constexpr (kComplex<T>) return std::conj(a); else return a; } };
#define MATH(Name, expression) struct Name { template <class T> static T f(T x) { using std::sqrt, std::exp, std::log, std::sin, std::cos, std::tan, std::asin, std::acos, std::atan, std::sinh, std::cosh, std::tanh, std::asinh, std::acosh, std::atanh, std::log10, std::floor, std::ceil, std::trunc, std::cbrt, std::exp2, std::expm1, std::log2, std::log1p, std::nearbyint; return static_cast<T>(expression); } };
MATH(Sqrt, sqrt(x)) MATH(Exp, exp(x)) MATH(Log, log(x)) MATH(Sin, sin(x)) MATH(Cos, cos(x)) MATH(Tan, tan(x)) MATH(Asin, asin(x)) MATH(Acos, acos(x))
MATH(Atan, atan(x)) MATH(Sinh, sinh(x)) MATH(Cosh, cosh(x)) MATH(Tanh, tanh(x)) MATH(Asinh, asinh(x)) MATH(Acosh, acosh(x)) MATH(Atanh, atanh(x)) MATH(Log10, log10(x))
MATH(Cbrt, cbrt(x)) MATH(Exp2, exp2(x)) MATH(Expm1, expm1(x)) MATH(Log2, log2(x)) MATH(Log1p, log1p(x)) MATH(Rint, nearbyint(x))
MATH(Deg2Rad, x * T(M_PI / 180)) MATH(Rad2Deg, x * T(180 / M_PI))
#undef MATH
struct CExp2 { static Complex f(Complex x) { return std::exp(x * M_LN2); } };
struct CLog2 { static Complex f(Complex x) { return std::log(x) / M_LN2; } };
struct CLog1p { static Complex f(Complex x) { return std::log(1.0 + x); } };
struct CExpm1 { static Complex f(Complex x) { return std::exp(x) - 1.0; } };
struct CRint { static Complex f(Complex x) { return {std::nearbyint(x.real()), std::nearbyint(x.imag())}; } };
struct Floor { template <class T> static T f(T a) { if constexpr (kFloat<T>) return std::floor(a); else return a; } };
struct Ceil { template <class T> static T f(T a) { if constexpr (kFloat<T>) return std::ceil(a); else return a; } };
struct Trunc { template <class T> static T f(T a) { if constexpr (kFloat<T>) return std::trunc(a); else return a; } };
struct Spacing { template <class T> static T f(T a) { const T m = std::fabs(a); return std::copysign(std::nextafter(m, T(INFINITY)) - m, a); } };
struct IsNan { template <class T> static bool f(T a) { return is_nan(a); } };
struct IsInf { template <class T> static bool f(T a) { if constexpr (kComplex<T>) return std::isinf(a.real()) || std::isinf(a.imag()); else if constexpr (kFloat<T>) return std::isinf(a); else return false; } };
struct IsFinite { template <class T> static bool f(T a) { return !IsNan::f(a) && !IsInf::f(a); } };
struct SignBit { template <class T> static bool f(T a) { if constexpr (kFloat<T>) return std::signbit(a); else return a < T(0); } };
struct Not { template <class T> static bool f(T a) { return a == T(0); } };
struct Invert { template <class T> static T f(T a) { return ~a; } };

#define NUMBERS2(F) two<F, I>, two<F, U>, two<F, float>, two<F, double>, two<F, Complex>
#define REALS2(F) two<F, I>, two<F, U>, two<F, float>, two<F, double>, nullptr
#define BOOLS2(F) {two<F, uint8_t>, two<F, I, uint8_t>, two<F, U, uint8_t>, two<F, float, uint8_t>, two<F, double, uint8_t>, two<F, Complex, uint8_t>}
#define FLOATS2(F) {nullptr, nullptr, nullptr, two<F, float>, two<F, double>, nullptr}
#define INTS2(F) two<F, I>, two<F, U>, nullptr, nullptr, nullptr
#define NUMBERS1(F) one<F, I>, one<F, U>, one<F, float>, one<F, double>, one<F, Complex>
#define BOOLS1(F) {one<F, uint8_t>, one<F, I, uint8_t>, one<F, U, uint8_t>, one<F, float, uint8_t>, one<F, double, uint8_t>, one<F, Complex, uint8_t>}
#define FLOATS1(F) {nullptr, nullptr, nullptr, one<F, float>, one<F, double>, nullptr}
#define INEXACT1(F, G) {nullptr, nullptr, nullptr, one<F, float>, one<F, double>, one<G, Complex>}

constexpr Ufunc kUfuncs[] = {
    {"add", 2, 1, Rule::kArith, {two<Or, uint8_t>, NUMBERS2(Add)}, Pole::kNever, true, 0},
    {"subtract", 2, 1, Rule::kArith, {nullptr, NUMBERS2(Sub)}, Pole::kNever, true, -1},
    {"multiply", 2, 1, Rule::kArith, {two<And, uint8_t>, NUMBERS2(Mul)}, Pole::kNever, true, 1},
    {"divide", 2, 1, Rule::kTrueDivide, {nullptr, nullptr, nullptr, two<Div, float>, two<Div, double>, two<Div, Complex>}, Pole::kDivisor},
    {"floor_divide", 2, 1, Rule::kArith, {nullptr, REALS2(FloorDiv)}, Pole::kDivisor},
    {"remainder", 2, 1, Rule::kArith, {nullptr, REALS2(Mod)}},
    {"fmod", 2, 1, Rule::kArith, {nullptr, REALS2(Fmod)}},
    {"power", 2, 1, Rule::kArith, {nullptr, NUMBERS2(Pow)}, Pole::kPower},
    {"float_power", 2, 1, Rule::kTrueDivide, {nullptr, nullptr, nullptr, two<Pow, float>, two<Pow, double>, two<Pow, Complex>}, Pole::kPower},
    {"maximum", 2, 1, Rule::kArith, {two<Or, uint8_t>, NUMBERS2(Max)}, Pole::kNever, true},
    {"minimum", 2, 1, Rule::kArith, {two<And, uint8_t>, NUMBERS2(Min)}, Pole::kNever, true},
    {"fmax", 2, 1, Rule::kArith, {two<Or, uint8_t>, NUMBERS2(FMax)}, Pole::kNever, true},
    {"fmin", 2, 1, Rule::kArith, {two<And, uint8_t>, NUMBERS2(FMin)}, Pole::kNever, true},
    {"equal", 2, 1, Rule::kCompare, BOOLS2(Eq), Pole::kNever, true},
    {"not_equal", 2, 1, Rule::kCompare, BOOLS2(Ne), Pole::kNever, true},
    {"less", 2, 1, Rule::kCompare, BOOLS2(Lt), Pole::kNever, true},
    {"less_equal", 2, 1, Rule::kCompare, BOOLS2(Le), Pole::kNever, true},
    {"greater", 2, 1, Rule::kCompare, BOOLS2(Gt), Pole::kNever, true},
    {"greater_equal", 2, 1, Rule::kCompare, BOOLS2(Ge), Pole::kNever, true},
    {"logical_and", 2, 1, Rule::kLogical, BOOLS2(LAnd), Pole::kNever, true, 1},
    {"logical_or", 2, 1, Rule::kLogical, BOOLS2(LOr), Pole::kNever, true, 0},
    {"logical_xor", 2, 1, Rule::kLogical, BOOLS2(LXor), Pole::kNever, true, 0},
    {"bitwise_and", 2, 1, Rule::kBits, {two<And, uint8_t>, INTS2(BAnd)}, Pole::kNever, true, 2},
    {"bitwise_or", 2, 1, Rule::kBits, {two<Or, uint8_t>, INTS2(BOr)}, Pole::kNever, true, 0},
    {"bitwise_xor", 2, 1, Rule::kBits, {two<Xor, uint8_t>, INTS2(BXor)}, Pole::kNever, true, 0},
    {"left_shift", 2, 1, Rule::kShift, {nullptr, INTS2(Shl)}, Pole::kNever, true},
    {"right_shift", 2, 1, Rule::kShift, {nullptr, INTS2(Shr)}, Pole::kNever, true},
    {"arctan2", 2, 1, Rule::kFloatReal, FLOATS2(Atan2)},
    {"hypot", 2, 1, Rule::kFloatReal, FLOATS2(Hypot), Pole::kNever, false, 0},
    {"copysign", 2, 1, Rule::kFloatReal, FLOATS2(CopySign)},
    {"nextafter", 2, 1, Rule::kFloatReal, FLOATS2(NextAfter)},
    {"logaddexp", 2, 1, Rule::kFloatReal, FLOATS2(LogAddExp)},
    {"logaddexp2", 2, 1, Rule::kFloatReal, FLOATS2(LogAddExp2)},
    {"heaviside", 2, 1, Rule::kFloatReal, FLOATS2(Heaviside)},
    {"gcd", 2, 1, Rule::kInteger, {nullptr, INTS2(Gcd)}, Pole::kNever, false, 0},
    {"lcm", 2, 1, Rule::kInteger, {nullptr, INTS2(Lcm)}},
    {"negative", 1, 1, Rule::kArith, {nullptr, NUMBERS1(Neg)}, Pole::kNever, true},
    {"positive", 1, 1, Rule::kArith, {nullptr, NUMBERS1(Pos)}, Pole::kNever, true},
    {"absolute", 1, 1, Rule::kAbs, {one<Pos, uint8_t>, one<Abs, I>, one<Abs, U>, one<Abs, float>, one<Abs, double>, one<Abs, Complex, double>}, Pole::kNever, true},
    {"fabs", 1, 1, Rule::kFloatReal, FLOATS1(Abs), Pole::kNever, true},
    {"sign", 1, 1, Rule::kArith, {nullptr, NUMBERS1(Sign)}, Pole::kNever, true},
    {"square", 1, 1, Rule::kArith, {nullptr, NUMBERS1(Square)}},
    {"reciprocal", 1, 1, Rule::kArith, {nullptr, NUMBERS1(Recip)}, Pole::kAlways},
    {"conjugate", 1, 1, Rule::kArith, {nullptr, NUMBERS1(Conj)}, Pole::kNever, true},
    {"sqrt", 1, 1, Rule::kFloat, INEXACT1(Sqrt, Sqrt)},
    {"cbrt", 1, 1, Rule::kFloatReal, FLOATS1(Cbrt)},
    {"exp", 1, 1, Rule::kFloat, INEXACT1(Exp, Exp)},
    {"exp2", 1, 1, Rule::kFloat, INEXACT1(Exp2, CExp2)},
    {"expm1", 1, 1, Rule::kFloat, INEXACT1(Expm1, CExpm1)},
    {"log", 1, 1, Rule::kFloat, INEXACT1(Log, Log), Pole::kAlways},
    {"log2", 1, 1, Rule::kFloat, INEXACT1(Log2, CLog2), Pole::kAlways},
    {"log10", 1, 1, Rule::kFloat, INEXACT1(Log10, Log10), Pole::kAlways},
    {"log1p", 1, 1, Rule::kFloat, INEXACT1(Log1p, CLog1p), Pole::kAlways},
    {"sin", 1, 1, Rule::kFloat, INEXACT1(Sin, Sin)},
    {"cos", 1, 1, Rule::kFloat, INEXACT1(Cos, Cos)},
    {"tan", 1, 1, Rule::kFloat, INEXACT1(Tan, Tan)},
    {"arcsin", 1, 1, Rule::kFloat, INEXACT1(Asin, Asin)},
    {"arccos", 1, 1, Rule::kFloat, INEXACT1(Acos, Acos)},
    {"arctan", 1, 1, Rule::kFloat, INEXACT1(Atan, Atan)},
    {"sinh", 1, 1, Rule::kFloat, INEXACT1(Sinh, Sinh)},
    {"cosh", 1, 1, Rule::kFloat, INEXACT1(Cosh, Cosh)},
    {"tanh", 1, 1, Rule::kFloat, INEXACT1(Tanh, Tanh)},
    {"arcsinh", 1, 1, Rule::kFloat, INEXACT1(Asinh, Asinh)},
    {"arccosh", 1, 1, Rule::kFloat, INEXACT1(Acosh, Acosh)},
    {"arctanh", 1, 1, Rule::kFloat, INEXACT1(Atanh, Atanh), Pole::kAlways},
    {"deg2rad", 1, 1, Rule::kFloatReal, FLOATS1(Deg2Rad)},
    {"rad2deg", 1, 1, Rule::kFloatReal, FLOATS1(Rad2Deg)},
    {"radians", 1, 1, Rule::kFloatReal, FLOATS1(Deg2Rad)},
    {"degrees", 1, 1, Rule::kFloatReal, FLOATS1(Rad2Deg)},
    {"spacing", 1, 1, Rule::kFloatReal, FLOATS1(Spacing)},
    {"floor", 1, 1, Rule::kRound, {one<Pos, uint8_t>, one<Floor, I>, one<Floor, U>, one<Floor, float>, one<Floor, double>, nullptr}, Pole::kNever, true},
    {"ceil", 1, 1, Rule::kRound, {one<Pos, uint8_t>, one<Ceil, I>, one<Ceil, U>, one<Ceil, float>, one<Ceil, double>, nullptr}, Pole::kNever, true},
    {"trunc", 1, 1, Rule::kRound, {one<Pos, uint8_t>, one<Trunc, I>, one<Trunc, U>, one<Trunc, float>, one<Trunc, double>, nullptr}, Pole::kNever, true},
    {"rint", 1, 1, Rule::kFloat, INEXACT1(Rint, CRint), Pole::kNever, true},
    {"isnan", 1, 1, Rule::kPredicate, BOOLS1(IsNan), Pole::kNever, true},
    {"isinf", 1, 1, Rule::kPredicate, BOOLS1(IsInf), Pole::kNever, true},
    {"isfinite", 1, 1, Rule::kPredicate, BOOLS1(IsFinite), Pole::kNever, true},
    {"signbit", 1, 1, Rule::kPredicate, {nullptr, nullptr, nullptr, one<SignBit, float, uint8_t>, one<SignBit, double, uint8_t>, nullptr}, Pole::kNever, true},
    {"logical_not", 1, 1, Rule::kLogical, BOOLS1(Not), Pole::kNever, true},
    {"invert", 1, 1, Rule::kBits, {one<Not, uint8_t>, one<Invert, I>, one<Invert, U>, nullptr, nullptr, nullptr}, Pole::kNever, true},
    {"matmul", 2, 1, Rule::kArith, {}},
    {"divmod", 2, 2, Rule::kArith, {nullptr, REALS2(FloorDiv)}, Pole::kDivisor},
    {"modf", 1, 2, Rule::kFloatReal, FLOATS1(Trunc)},
    {"frexp", 1, 2, Rule::kFloatReal, FLOATS1(Trunc)},
    {"ldexp", 2, 1, Rule::kFloatReal, FLOATS2(Add)},
};

template <class C> unsigned events(const Ufunc& u, const C* a, const C* b, const C* o, int64_t n) {
  C all = 0;
  for (int64_t i = 0; i < n; ++i) all += o[i] * C(0);                 // 0 as long as every answer is finite
  if (all == C(0)) return 0;
  unsigned flags = 0;
  for (int64_t i = 0; i < n; ++i) {
    if (std::isfinite(o[i])) continue;
    const bool two_inputs = u.nin == 2;
    if (std::isnan(o[i])) {
      if (!std::isnan(a[i]) && !(two_inputs && std::isnan(b[i]))) flags |= kInvalid;
    } else if (std::isfinite(a[i]) && (!two_inputs || std::isfinite(b[i]))) {
      const bool pole = u.pole == Pole::kAlways || (u.pole == Pole::kDivisor && b[i] == C(0)) || (u.pole == Pole::kPower && a[i] == C(0));
      flags |= pole ? kDivide : kOverflow;
    }
  }
  return flags;
}

template <class C> unsigned run(const Ufunc& u, Comp comp, DType loop, const std::byte* a, int64_t as, const std::byte* b, int64_t bs, DType out, std::byte* o, int64_t os, int64_t n) {
  constexpr int64_t kRun = 512;
  // Bytes: arrays of complex numbers would be filled with zeros for every scalar.
  alignas(16) std::byte x_bytes[kRun * sizeof(C)], y_bytes[kRun * sizeof(C)], z[kRun * sizeof(Complex)];
  C *x = reinterpret_cast<C*>(x_bytes), *y = reinterpret_cast<C*>(y_bytes);
  const Loop f = u.loops[static_cast<size_t>(comp)];
  const bool to_bool = u.rule == Rule::kCompare || u.rule == Rule::kLogical || u.rule == Rule::kPredicate;
  const bool to_real = u.rule == Rule::kAbs && comp == Comp::kComplex;
  const auto each = static_cast<int64_t>(sizeof(C));
  const bool same = static_cast<int64_t>(size_of(loop)) == each && loop != DType::kBool && loop != DType::kUInt64;
  const bool direct_out = !to_bool && !to_real && same && out == loop && os == each;
  unsigned flags = 0;
  if (as == 0) { load(loop, a, 0, std::min(n, kRun), x); }
  if (b && bs == 0) load(loop, b, 0, std::min(n, kRun), y);
  for (int64_t i = 0; i < n; i += kRun) {
    const int64_t m = std::min(kRun, n - i);
    const C *p = x, *q = y;
    if (as == each && same) p = reinterpret_cast<const C*>(a + i * as);
    else if (as != 0) load(loop, a + i * as, as, m, x);
    if (b) {
      if (bs == each && same) q = reinterpret_cast<const C*>(b + i * bs);
      else if (bs != 0) load(loop, b + i * bs, bs, m, y);
    }
    void* r = direct_out ? static_cast<void*>(o + i * os) : static_cast<void*>(z);
    f(p, q, r, m);
    if constexpr (std::is_floating_point_v<C>) {
      if (!to_bool && !(u.rule == Rule::kAbs)) flags |= events<C>(u, p, b ? q : p, static_cast<const C*>(r), m);
      if (out == DType::kFloat16 && !to_bool)
        for (int64_t j = 0; j < m; ++j) if (std::isfinite(static_cast<const C*>(r)[j]) && std::fabs(static_cast<const C*>(r)[j]) >= C(65520)) flags |= kOverflow;
    } else if constexpr (std::is_integral_v<C>) {
      if (u.pole == Pole::kDivisor || u.name == "remainder" || u.name == "fmod")
        for (int64_t j = 0; j < m; ++j) if (q[j] == 0) flags |= kDivide;
    }
    if (direct_out) continue;
    if (to_bool) store(out, reinterpret_cast<const uint8_t*>(z), m, o + i * os, os);
    else if (to_real) store(out, reinterpret_cast<const double*>(z), m, o + i * os, os);
    else store(out, reinterpret_cast<const C*>(z), m, o + i * os, os);
  }
  return flags;
}

}  // namespace

std::span<const Ufunc> all_ufuncs() { return kUfuncs; }

const Ufunc* find_ufunc(std::string_view name) {
  for (const Ufunc& u : kUfuncs)
    if (u.name == name) return &u;
  return nullptr;
}

unsigned run_loop(const Ufunc& u, DType loop, const std::byte* a, int64_t as, const std::byte* b, int64_t bs, DType out, std::byte* o, int64_t os, int64_t n) {
  switch (const Comp c = comp_of(loop)) {
    case Comp::kBool: return run<uint8_t>(u, c, loop, a, as, b, bs, out, o, os, n);
    case Comp::kInt: return run<int64_t>(u, c, loop, a, as, b, bs, out, o, os, n);
    case Comp::kUInt: return run<uint64_t>(u, c, loop, a, as, b, bs, out, o, os, n);
    case Comp::kFloat: return run<float>(u, c, loop, a, as, b, bs, out, o, os, n);
    case Comp::kDouble: return run<double>(u, c, loop, a, as, b, bs, out, o, os, n);
    default: return run<Complex>(u, c, loop, a, as, b, bs, out, o, os, n);
  }
}

}  // namespace misfit::np
