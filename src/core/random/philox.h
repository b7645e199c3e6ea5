// Philox4x32-10, TensorFlow's generator everywhere, and the distributions drawn from it.
#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "core/half.h"

namespace misfit {

class Philox {
 public:
  using Words = std::array<uint32_t, 4>;
  using Key = std::array<uint32_t, 2>;

  Philox(Words counter, Key key) : counter_(counter), key_(key) {}

  // The generator of an op with attributes (seed, seed2).
  static Philox stateful(int64_t seed, int64_t seed2) {
    const uint64_t a = static_cast<uint64_t>(seed), b = static_cast<uint64_t>(seed2);
    return Philox({0, 0, low(b), high(b)}, {low(a), high(a)});
  }
  // The generator of stateless ops with seed=[seed0, seed1]: one block scrambles the seed.
  static Philox stateless(int64_t seed0, int64_t seed1) {
    const uint64_t a = static_cast<uint64_t>(seed0), b = static_cast<uint64_t>(seed1);
    const Words m = block({low(a), high(a), low(b), high(b)}, {0x3ec8f720, 0x02461e29});
    return Philox({0, 0, m[2], m[3]}, {m[0], m[1]});
  }

  Words next() {
    const Words out = block(counter_, key_);
    skip(1);
    return out;
  }

  void skip(uint64_t n) {                       // adds n to the 128-bit counter
    uint64_t lower = counter_[0] | static_cast<uint64_t>(counter_[1]) << 32;
    uint64_t upper = counter_[2] | static_cast<uint64_t>(counter_[3]) << 32;
    lower += n;
    if (lower < n) ++upper;
    counter_ = {low(lower), high(lower), low(upper), high(upper)};
  }
  Philox at(uint64_t n) const {
    Philox p = *this;
    p.skip(n);
    return p;
  }
  const Words& counter() const { return counter_; }
  const Key& key() const { return key_; }

  static Words block(Words c, Key k) {
    for (int round = 0; round < 10; ++round) {
      const uint64_t p = uint64_t{0xD2511F53} * c[0], q = uint64_t{0xCD9E8D57} * c[2];
      c = {high(q) ^ c[1] ^ k[0], low(q), high(p) ^ c[3] ^ k[1], low(p)};
      k = {k[0] + 0x9E3779B9, k[1] + 0xBB67AE85};
    }
    return c;
  }

 private:
  static uint32_t low(uint64_t x) { return static_cast<uint32_t>(x); }
  static uint32_t high(uint64_t x) { return static_cast<uint32_t>(x >> 32); }
  Words counter_;
  Key key_;
};

// A stream of single words.
class PhiloxWords {
 public:
  explicit PhiloxWords(Philox p) : philox_(p) {}
  uint32_t next() {
    if (used_ == 4) {
      words_ = philox_.next();
      used_ = 0;
    }
    return words_[used_++];
  }

 private:
  Philox philox_;
  Philox::Words words_{};
  size_t used_ = 4;
};

namespace philox {

inline float uniform_float(uint32_t w) { return detail::bits_float(0x3f800000u | (w & 0x7fffff)) - 1.0f; }
inline double uniform_double(uint32_t w0, uint32_t w1) {
  const uint64_t bits = uint64_t{1023} << 52 | static_cast<uint64_t>(w0 & 0xfffff) << 32 | w1;
  double d;
  std::memcpy(&d, &bits, 8);
  return d - 1.0;
}
inline Half uniform_half(uint32_t w) {
  Half h;
  h.bits = static_cast<uint16_t>(15u << 10 | (w & 0x3ff));
  return Half(static_cast<float>(h) - 1.0f);
}
inline BFloat16 uniform_bfloat16(uint32_t w) {
  BFloat16 b;
  b.bits = static_cast<uint16_t>(127u << 7 | (w & 0x7f));
  return BFloat16(static_cast<float>(b) - 1.0f);
}

// Each fills `out` from a generator standing at its start.
void uniform(Philox, std::span<float> out);
void uniform(Philox, std::span<double> out);
void uniform(Philox, std::span<Half> out);
void uniform(Philox, std::span<BFloat16> out);
void normal(Philox, std::span<float> out);
void normal(Philox, std::span<double> out);
void truncated_normal(Philox, std::span<float> out);
void truncated_normal(Philox, std::span<double> out);
void uniform_int(Philox, std::span<int32_t> out, int32_t low, int32_t high);      // [low, high)
void uniform_int(Philox, std::span<int64_t> out, int64_t low, int64_t high);
std::vector<int64_t> shuffle(Philox, int64_t rows);                               // the order rows come out in
// Classes drawn from rows of logits, `draws` a row.
void categorical(Philox, std::span<const float> logits, int64_t rows, int64_t classes, int64_t draws, std::span<int64_t> out);

// How many blocks one call of a stateful op sets its generator forward.
inline uint64_t reserved(int64_t values) { return 256 * static_cast<uint64_t>(values); }
inline uint64_t reserved_by_shuffle(int64_t rows) { return rows > 1 ? (static_cast<uint64_t>(rows) + 2) / 4 : 0; }

}  // namespace philox
}  // namespace misfit
