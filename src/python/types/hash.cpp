// CPython's hashes of numbers, texts and tuples.
#include "python/hash.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "python/types/types.h"
#include "python/types/utf8.h"

namespace misfit::py {

namespace {

constexpr uint64_t kModulus = (uint64_t{1} << 61) - 1;

uint64_t rotate(uint64_t x, int bits) { return (x << bits) | (x >> (64 - bits)); }

struct Sip {
  // The key is zero, so the state starts as the algorithm's constants.
  uint64_t v0 = 0x736f6d6570736575, v1 = 0x646f72616e646f6d, v2 = 0x6c7967656e657261, v3 = 0x7465646279746573;
  void round() {
    v0 += v1; v2 += v3; v1 = rotate(v1, 13) ^ v0; v3 = rotate(v3, 16) ^ v2; v0 = rotate(v0, 32);
    v2 += v1; v0 += v3; v1 = rotate(v1, 17) ^ v2; v3 = rotate(v3, 21) ^ v0; v2 = rotate(v2, 32);
  }
};

int64_t not_minus_one(uint64_t h) { return static_cast<int64_t>(h) == -1 ? -2 : static_cast<int64_t>(h); }

}  // namespace

int64_t hash_int(int64_t i) {
  const uint64_t magnitude = i < 0 ? ~static_cast<uint64_t>(i) + 1 : static_cast<uint64_t>(i);
  const int64_t h = static_cast<int64_t>(magnitude % kModulus);
  return not_minus_one(static_cast<uint64_t>(i < 0 ? -h : h));
}

int64_t types::float_hash(double d) {
  if (!std::isfinite(d)) return std::isinf(d) ? (d > 0 ? 314159 : -314159) : 0;
  int exponent;
  double m = std::frexp(d, &exponent);
  const bool negative = m < 0;
  m = std::fabs(m);
  uint64_t x = 0;
  while (m != 0) {
    x = ((x << 28) & kModulus) | (x >> (61 - 28));
    m *= 268435456.0;  // 2^28
    exponent -= 28;
    const uint64_t digit = static_cast<uint64_t>(m);
    m -= static_cast<double>(digit);
    x += digit;
    if (x >= kModulus) x -= kModulus;
  }
  exponent = exponent >= 0 ? exponent % 61 : 61 - 1 - ((-1 - exponent) % 61);
  x = ((x << exponent) & kModulus) | (x >> (61 - exponent));
  return not_minus_one(negative ? ~x + 1 : x);
}

int64_t hash_bytes(std::string_view bytes) {
  if (bytes.empty()) return 0;
  Sip s;
  uint64_t last = static_cast<uint64_t>(bytes.size()) << 56;
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    s.v3 ^= word;
    s.round();
    s.v0 ^= word;
  }
  for (size_t k = 0; i + k < bytes.size(); ++k) last |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[i + k])) << (8 * k);
  s.v3 ^= last;
  s.round();
  s.v0 ^= last;
  s.v2 ^= 0xff;
  s.round();
  s.round();
  s.round();
  return not_minus_one(s.v0 ^ s.v1 ^ s.v2 ^ s.v3);
}

int64_t types::str_hash(std::string_view text) {
  if (is_ascii(text)) return hash_bytes(text);
  const std::u32string points = decode_utf8(text);
  char32_t widest = 0;
  for (char32_t c : points) widest = c > widest ? c : widest;
  const size_t width = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4;
  std::string raw;
  for (char32_t c : points)
    for (size_t k = 0; k < width; ++k) raw.push_back(static_cast<char>(c >> (8 * k)));
  return hash_bytes(raw);
}

int64_t hash_tuple(std::span<const int64_t> hashes) {
  constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u, kPrime5 = 2870177450012600261u;
  uint64_t sum = kPrime5;
  for (int64_t h : hashes) {
    sum += static_cast<uint64_t>(h) * kPrime2;
    sum = rotate(sum, 31) * kPrime1;
  }
  sum += hashes.size() ^ (kPrime5 ^ 3527539u);
  return sum == std::numeric_limits<uint64_t>::max() ? 1546275796 : static_cast<int64_t>(sum);
}

int64_t hash_pointer(const void* p) {
  const uint64_t bits = static_cast<uint64_t>(reinterpret_cast<uintptr_t>(p));
  return not_minus_one(rotate(bits, 60));
}

}  // namespace misfit::py
