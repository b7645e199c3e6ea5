// Elements from one dtype to another, run by run, by C's rules as x86 applies them.
#include <cmath>
#include <cstring>

#include "core/visit.h"
#include "numpy/array.h"

namespace misfit::np {
namespace {

// What cvttsd2si answers: values out of range become the smallest integer.
template <class I> I truncate(double x) {
  if constexpr (std::is_same_v<I, uint64_t>) {
    if (x >= 9223372036854775808.0 && x < 18446744073709551616.0) return static_cast<uint64_t>(x - 9223372036854775808.0) | (uint64_t{1} << 63);
    return static_cast<uint64_t>(truncate<int64_t>(x));
  } else if constexpr (sizeof(I) == 8 || std::is_same_v<I, uint32_t>) {
    const int64_t v = x > -9223372036854775808.0 && x < 9223372036854775808.0 ? static_cast<int64_t>(x) : INT64_MIN;
    return static_cast<I>(v);
  } else {
    const int32_t v = x > -2147483649.0 && x < 2147483648.0 ? static_cast<int32_t>(x) : INT32_MIN;
    return static_cast<I>(v);
  }
}

template <class T> constexpr bool kComplexType = kIsComplex<T>;

template <class To, class From> To as(const From& v) {
  if constexpr (std::is_same_v<To, From>) return v;
  else if constexpr (kComplexType<From>) {
    if constexpr (kComplexType<To>) return To(static_cast<typename To::value_type>(v.real()), static_cast<typename To::value_type>(v.imag()));
    else if constexpr (std::is_same_v<To, bool>) return v != From(0);
    else return as<To>(v.real());
  } else if constexpr (kComplexType<To>) {
    using R = typename To::value_type;
    if constexpr (kIsSmallFloat<From>) return To(static_cast<R>(static_cast<float>(v)), R(0));
    else return To(static_cast<R>(v), R(0));
  } else if constexpr (kIsSmallFloat<From>) return as<To>(static_cast<float>(v));
  else if constexpr (kIsSmallFloat<To>) return To(static_cast<float>(v));
  else if constexpr (std::is_same_v<To, bool>) return v != From(0);
  else if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>) return truncate<To>(v);
  else return static_cast<To>(v);
}

}  // namespace

template <class C> void load(DType t, const std::byte* p, int64_t stride, int64_t n, C* out) {
  using To = std::conditional_t<std::is_same_v<C, uint8_t>, bool, C>;
  visit(t, [&](auto zero) {
    using From = decltype(zero);
    for (int64_t i = 0; i < n; ++i) {
      From v;
      std::memcpy(&v, p + i * stride, sizeof v);
      out[i] = static_cast<C>(as<To>(v));
    }
  });
}

template <class C> void store(DType t, const C* from, int64_t n, std::byte* q, int64_t stride) {
  visit(t, [&](auto zero) {
    using To = decltype(zero);
    for (int64_t i = 0; i < n; ++i) {
      const To v = as<To>(from[i]);
      std::memcpy(q + i * stride, &v, sizeof v);
    }
  });
}

#define INSTANCE(C)                                                                   \
  template void load<C>(DType, const std::byte*, int64_t, int64_t, C*);              \
  template void store<C>(DType, const C*, int64_t, std::byte*, int64_t);
INSTANCE(uint8_t) INSTANCE(int64_t) INSTANCE(uint64_t) INSTANCE(float) INSTANCE(double) INSTANCE(Complex)
#undef INSTANCE

namespace {

template <class C> bool convert_by(DType from, const std::byte* p, int64_t ps, DType to, std::byte* q, int64_t qs, int64_t n) {
  constexpr int64_t kRun = 512;
  C run[kRun];
  bool bad = false;
  for (int64_t i = 0; i < n; i += kRun) {
    const int64_t m = std::min(kRun, n - i);
    load<C>(from, p + i * ps, ps, m, run);
    if constexpr (std::is_floating_point_v<C>) {
      if (is_integer(to)) {
        const double low = is_unsigned(to) ? -1 : -std::ldexp(1.0, static_cast<int>(size_of(to)) * 8 - 1) - (size_of(to) < 8 ? 1 : 0);
        const double high = std::ldexp(1.0, static_cast<int>(size_of(to)) * 8 - (is_unsigned(to) ? 0 : 1));
        for (int64_t j = 0; j < m; ++j) bad |= std::isnan(run[j]) || (size_of(to) >= 4 && !(run[j] > low && run[j] < high)) || std::isinf(run[j]);
      }
    }
    store<C>(to, run, m, q + i * qs, qs);
  }
  return bad;
}

}  // namespace

bool convert(DType from, const std::byte* p, int64_t ps, DType to, std::byte* q, int64_t qs, int64_t n) {
  if (from == to) {
    const auto size = static_cast<int64_t>(size_of(from));
    if (ps == size && qs == size) std::memcpy(q, p, static_cast<size_t>(n * size));
    else if (size == 8) for (int64_t i = 0; i < n; ++i) std::memcpy(q + i * qs, p + i * ps, 8);
    else if (size == 4) for (int64_t i = 0; i < n; ++i) std::memcpy(q + i * qs, p + i * ps, 4);
    else if (size == 1) for (int64_t i = 0; i < n; ++i) q[i * qs] = p[i * ps];
    else for (int64_t i = 0; i < n; ++i) std::memcpy(q + i * qs, p + i * ps, static_cast<size_t>(size));
    return false;
  }
  switch (comp_of(from)) {
    case Comp::kBool: return convert_by<uint8_t>(from, p, ps, to, q, qs, n);
    case Comp::kInt: return convert_by<int64_t>(from, p, ps, to, q, qs, n);
    case Comp::kUInt: return convert_by<uint64_t>(from, p, ps, to, q, qs, n);
    case Comp::kFloat: return convert_by<float>(from, p, ps, to, q, qs, n);
    case Comp::kDouble: return convert_by<double>(from, p, ps, to, q, qs, n);
    default: return convert_by<Complex>(from, p, ps, to, q, qs, n);
  }
}

}  // namespace misfit::np
