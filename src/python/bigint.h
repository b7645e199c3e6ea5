// Arithmetic of integers of any size. The int of Python is a small Value as long as it fits 64 bits, else a BigInt (types.h).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "python/types/types.h"

namespace misfit::py {

// Sign and magnitude; digits of 32 bits, the low one first, no leading zeros; zero has none and is not negative.
class Integer {
 public:
  Integer() = default;
  Integer(int64_t);
  static Integer from_unsigned(uint64_t);
  static std::optional<Integer> from_double(double);      // truncates; nothing for nan and infinities
  static Integer from_digits(std::vector<uint32_t> low_first, bool negative);
  static std::optional<Integer> parse(std::string_view digits, int base);  // bare digits, no sign

  bool negative() const { return negative_; }
  bool zero() const { return digits_.empty(); }
  bool odd() const { return !digits_.empty() && (digits_[0] & 1); }
  const std::vector<uint32_t>& digits() const { return digits_; }
  std::optional<int64_t> small() const;                   // if it fits
  size_t bit_length() const;
  std::string text(int base = 10) const;                  // with '-', no prefix
  std::optional<double> to_double() const;                // to nearest, ties to even; nothing if too large
  int64_t hash() const;

  Integer operator-() const;
  friend Integer operator+(const Integer&, const Integer&);
  friend Integer operator-(const Integer&, const Integer&);
  friend Integer operator*(const Integer&, const Integer&);
  friend Integer operator&(const Integer&, const Integer&);
  friend Integer operator|(const Integer&, const Integer&);
  friend Integer operator^(const Integer&, const Integer&);
  friend Integer operator<<(const Integer&, size_t);
  friend Integer operator>>(const Integer&, size_t);      // towards minus infinity
  friend int compare(const Integer&, const Integer&);     // -1, 0, 1
  friend bool operator==(const Integer& a, const Integer& b) { return compare(a, b) == 0; }
  static void divide(const Integer& a, const Integer& b, Integer* quotient, Integer* remainder);  // floors; b is not zero
  static Integer power(Integer base, uint64_t exponent);
  static Integer power_modulo(Integer base, Integer exponent, const Integer& modulus);

 private:
  void trim();
  std::vector<uint32_t> digits_;
  bool negative_ = false;
};

int compare(const Integer&, const Integer&);

Value int_value(Interp&, const Integer&);                 // small if it fits
std::optional<Integer> integer_of(const Value&);          // bool, int, BigInt; nothing for others

}  // namespace misfit::py
