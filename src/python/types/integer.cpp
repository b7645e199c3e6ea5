// Arithmetic of integers of any size.
#include <algorithm>
#include <cmath>

#include "python/bigint.h"
#include "python/hash.h"

namespace misfit::py {

namespace {

using Digits = std::vector<uint32_t>;

void trim_digits(Digits& d) {
  while (!d.empty() && d.back() == 0) d.pop_back();
}

int compare_magnitudes(const Digits& a, const Digits& b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  for (size_t i = a.size(); i-- > 0;)
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

Digits add_magnitudes(const Digits& a, const Digits& b) {
  Digits out;
  uint64_t carry = 0;
  for (size_t i = 0; i < std::max(a.size(), b.size()) || carry; ++i) {
    carry += (i < a.size() ? uint64_t{a[i]} : 0) + (i < b.size() ? b[i] : 0);
    out.push_back(static_cast<uint32_t>(carry));
    carry >>= 32;
  }
  return out;
}

// a >= b
Digits subtract_magnitudes(const Digits& a, const Digits& b) {
  Digits out = a;
  int64_t borrow = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    int64_t d = int64_t{a[i]} - (i < b.size() ? b[i] : 0) - borrow;
    borrow = d < 0;
    if (d < 0) d += int64_t{1} << 32;
    out[i] = static_cast<uint32_t>(d);
  }
  trim_digits(out);
  return out;
}

// In place; answers the remainder.
uint32_t divide_small(Digits& d, uint32_t by) {
  uint64_t rest = 0;
  for (size_t i = d.size(); i-- > 0;) {
    rest = (rest << 32) | d[i];
    d[i] = static_cast<uint32_t>(rest / by);
    rest %= by;
  }
  trim_digits(d);
  return static_cast<uint32_t>(rest);
}

// Knuth's algorithm D for b of two digits or more, a >= b.
Digits divide_long(const Digits& a, const Digits& b, Digits* remainder) {
  int shift = 0;
  while (!((b.back() << shift) & 0x80000000u)) ++shift;
  const size_t n = b.size(), m = a.size() - n;
  Digits u(a.size() + 1), v(n), q(m + 1);
  for (size_t i = n; i-- > 0;) v[i] = (b[i] << shift) | (shift && i ? b[i - 1] >> (32 - shift) : 0);
  u[a.size()] = shift ? a.back() >> (32 - shift) : 0;
  for (size_t i = a.size(); i-- > 0;) u[i] = (a[i] << shift) | (shift && i ? a[i - 1] >> (32 - shift) : 0);
  for (size_t j = m + 1; j-- > 0;) {
    const uint64_t top = (uint64_t{u[j + n]} << 32) | u[j + n - 1];
    uint64_t guess = top / v[n - 1], rest = top % v[n - 1];
    while (guess >> 32 || guess * v[n - 2] > ((rest << 32) | u[j + n - 2])) {
      --guess;
      rest += v[n - 1];
      if (rest >> 32) break;
    }
    int64_t borrow = 0;
    uint64_t carry = 0;
    for (size_t i = 0; i < n; ++i) {
      carry += guess * v[i];
      const int64_t t = int64_t{u[i + j]} - borrow - static_cast<int64_t>(carry & 0xffffffffu);
      u[i + j] = static_cast<uint32_t>(t);
      borrow = t < 0;
      carry >>= 32;
    }
    const int64_t t = int64_t{u[j + n]} - borrow - static_cast<int64_t>(carry);
    u[j + n] = static_cast<uint32_t>(t);
    if (t < 0) {
      --guess;
      uint64_t sum = 0;
      for (size_t i = 0; i < n; ++i) {
        sum += uint64_t{u[i + j]} + v[i];
        u[i + j] = static_cast<uint32_t>(sum);
        sum >>= 32;
      }
      u[j + n] += static_cast<uint32_t>(sum);
    }
    q[j] = static_cast<uint32_t>(guess);
  }
  remainder->assign(n, 0);
  for (size_t i = 0; i < n; ++i) (*remainder)[i] = (u[i] >> shift) | (shift ? static_cast<uint32_t>(uint64_t{u[i + 1]} << (32 - shift)) : 0);
  trim_digits(*remainder);
  trim_digits(q);
  return q;
}

// Two's complement over `size` digits, and back.
Digits complement(const Integer& i, size_t size) {
  Digits d = i.digits();
  d.resize(size);
  if (!i.negative()) return d;
  uint64_t carry = 1;
  for (uint32_t& x : d) {
    carry += static_cast<uint32_t>(~x);
    x = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  return d;
}

template <class F> Integer bitwise(const Integer& a, const Integer& b, F f) {
  const size_t size = std::max(a.digits().size(), b.digits().size()) + 1;
  Digits x = complement(a, size), y = complement(b, size);
  for (size_t i = 0; i < size; ++i) x[i] = f(x[i], y[i]);
  if (!(x.back() & 0x80000000u)) return Integer::from_digits(std::move(x), false);
  uint64_t carry = 1;
  for (uint32_t& d : x) {
    carry += static_cast<uint32_t>(~d);
    d = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  return Integer::from_digits(std::move(x), true);
}

}  // namespace

Integer::Integer(int64_t i) : Integer(from_unsigned(i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i))) { negative_ = i < 0; }

Integer Integer::from_unsigned(uint64_t u) { return from_digits({static_cast<uint32_t>(u), static_cast<uint32_t>(u >> 32)}, false); }

Integer Integer::from_digits(std::vector<uint32_t> d, bool negative) {
  Integer out;
  out.digits_ = std::move(d);
  out.negative_ = negative;
  out.trim();
  return out;
}

std::optional<Integer> Integer::from_double(double d) {
  if (!std::isfinite(d)) return std::nullopt;
  int exponent;
  const double m = std::frexp(std::fabs(std::trunc(d)), &exponent);
  Integer out = from_unsigned(static_cast<uint64_t>(std::ldexp(m, 53)));
  out = exponent >= 53 ? out << static_cast<size_t>(exponent - 53) : out >> static_cast<size_t>(53 - exponent);
  return d < 0 ? -out : out;
}

std::optional<Integer> Integer::parse(std::string_view text, int base) {
  if (text.empty()) return std::nullopt;
  Digits d;
  for (char c : text) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
    if (digit >= base) return std::nullopt;
    uint64_t carry = static_cast<uint64_t>(digit);
    for (uint32_t& x : d) {
      carry += uint64_t{x} * static_cast<uint64_t>(base);
      x = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    if (carry) d.push_back(static_cast<uint32_t>(carry));
  }
  return from_digits(std::move(d), false);
}

void Integer::trim() {
  trim_digits(digits_);
  if (digits_.empty()) negative_ = false;
}

std::optional<int64_t> Integer::small() const {
  if (digits_.size() > 2) return std::nullopt;
  uint64_t u = 0;
  for (size_t i = digits_.size(); i-- > 0;) u = (u << 32) | digits_[i];
  if (u > (uint64_t{1} << 63) - (negative_ ? 0 : 1)) return std::nullopt;
  return static_cast<int64_t>(negative_ ? ~u + 1 : u);
}

size_t Integer::bit_length() const {
  if (digits_.empty()) return 0;
  size_t bits = digits_.size() * 32;
  for (uint32_t top = digits_.back(); !(top & 0x80000000u); top <<= 1) --bits;
  return bits;
}

std::string Integer::text(int base) const {
  if (zero()) return "0";
  std::string out;
  Digits d = digits_;
  const int chunk = base == 10 ? 9 : base == 16 ? 7 : base == 8 ? 10 : 28;
  uint32_t unit = 1;
  for (int i = 0; i < chunk; ++i) unit *= static_cast<uint32_t>(base);
  while (!d.empty()) {
    uint32_t rest = divide_small(d, unit);
    for (int i = 0; i < chunk && (rest || !d.empty()); ++i) {
      out.push_back("0123456789abcdef"[rest % static_cast<uint32_t>(base)]);
      rest /= static_cast<uint32_t>(base);
    }
  }
  if (negative_) out.push_back('-');
  std::reverse(out.begin(), out.end());
  return out;
}

std::optional<double> Integer::to_double() const {
  const size_t bits = bit_length();
  if (bits > 1024) return std::nullopt;
  double d = 0;
  if (bits <= 64) {
    uint64_t u = 0;
    for (size_t i = digits_.size(); i-- > 0;) u = (u << 32) | digits_[i];
    d = static_cast<double>(u);
  } else {
    // The top 64 bits, the lowest of them sticky: then one conversion rounds as the whole would.
    const size_t shift = bits - 64;
    Integer magnitude = *this;
    magnitude.negative_ = false;
    const Integer top = magnitude >> shift;
    uint64_t u = (uint64_t{top.digits_[1]} << 32) | top.digits_[0];
    if (!(top << shift == magnitude)) u |= 1;
    d = std::ldexp(static_cast<double>(u), static_cast<int>(shift));
  }
  if (std::isinf(d)) return std::nullopt;
  return negative_ ? -d : d;
}

int64_t Integer::hash() const {
  constexpr uint64_t kModulus = (uint64_t{1} << 61) - 1;
  uint64_t x = 0;
  for (size_t i = digits_.size(); i-- > 0;) {
    x = ((x << 32) & kModulus) | (x >> (61 - 32));
    x += digits_[i];
    if (x >= kModulus) x -= kModulus;
  }
  const int64_t h = negative_ ? -static_cast<int64_t>(x) : static_cast<int64_t>(x);
  return h == -1 ? -2 : h;
}

Integer Integer::operator-() const { return from_digits(digits_, !negative_); }

Integer operator+(const Integer& a, const Integer& b) {
  if (a.negative_ == b.negative_) return Integer::from_digits(add_magnitudes(a.digits_, b.digits_), a.negative_);
  if (compare_magnitudes(a.digits_, b.digits_) >= 0) return Integer::from_digits(subtract_magnitudes(a.digits_, b.digits_), a.negative_);
  return Integer::from_digits(subtract_magnitudes(b.digits_, a.digits_), b.negative_);
}

Integer operator-(const Integer& a, const Integer& b) { return a + -b; }

Integer operator*(const Integer& a, const Integer& b) {
  Digits out(a.digits_.size() + b.digits_.size());
  for (size_t i = 0; i < a.digits_.size(); ++i) {
    uint64_t carry = 0;
    for (size_t j = 0; j < b.digits_.size() || carry; ++j) {
      carry += out[i + j] + (j < b.digits_.size() ? uint64_t{a.digits_[i]} * b.digits_[j] : 0);
      out[i + j] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
  }
  return Integer::from_digits(std::move(out), a.negative_ != b.negative_);
}

Integer operator&(const Integer& a, const Integer& b) { return bitwise(a, b, [](uint32_t x, uint32_t y) { return x & y; }); }
Integer operator|(const Integer& a, const Integer& b) { return bitwise(a, b, [](uint32_t x, uint32_t y) { return x | y; }); }
Integer operator^(const Integer& a, const Integer& b) { return bitwise(a, b, [](uint32_t x, uint32_t y) { return x ^ y; }); }

Integer operator<<(const Integer& a, size_t by) {
  if (a.zero()) return a;
  Digits out(by / 32);
  const size_t bits = by % 32;
  uint32_t carry = 0;
  for (uint32_t d : a.digits_) {
    out.push_back((d << bits) | carry);
    carry = bits ? d >> (32 - bits) : 0;
  }
  out.push_back(carry);
  return Integer::from_digits(std::move(out), a.negative_);
}

Integer operator>>(const Integer& a, size_t by) {
  if (a.negative_) return -((-a - Integer(1)) >> by) - Integer(1);
  const size_t skip = by / 32, bits = by % 32;
  Digits out;
  for (size_t i = skip; i < a.digits_.size(); ++i)
    out.push_back((a.digits_[i] >> bits) | (bits && i + 1 < a.digits_.size() ? a.digits_[i + 1] << (32 - bits) : 0));
  return Integer::from_digits(std::move(out), false);
}

int compare(const Integer& a, const Integer& b) {
  if (a.negative_ != b.negative_) return a.negative_ ? -1 : 1;
  const int c = compare_magnitudes(a.digits_, b.digits_);
  return a.negative_ ? -c : c;
}

void Integer::divide(const Integer& a, const Integer& b, Integer* quotient, Integer* remainder) {
  Digits q, r;
  if (compare_magnitudes(a.digits_, b.digits_) < 0) {
    r = a.digits_;
  } else if (b.digits_.size() == 1) {
    q = a.digits_;
    r = {divide_small(q, b.digits_[0])};
  } else {
    q = divide_long(a.digits_, b.digits_, &r);
  }
  Integer whole = from_digits(std::move(q), a.negative_ != b.negative_), rest = from_digits(std::move(r), a.negative_);
  if (!rest.zero() && a.negative_ != b.negative_) {
    rest = rest + b;
    whole = whole - Integer(1);
  }
  if (quotient) *quotient = std::move(whole);
  if (remainder) *remainder = std::move(rest);
}

Integer Integer::power(Integer base, uint64_t exponent) {
  Integer out(1);
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) out = out * base;
    if (exponent > 1) base = base * base;
  }
  return out;
}

Integer Integer::power_modulo(Integer base, Integer exponent, const Integer& modulus) {
  Integer out(1);
  divide(base, modulus, nullptr, &base);
  divide(out, modulus, nullptr, &out);
  for (; !exponent.zero(); exponent = exponent >> 1) {
    if (exponent.odd()) divide(out * base, modulus, nullptr, &out);
    divide(base * base, modulus, nullptr, &base);
  }
  return out;
}

}  // namespace misfit::py
