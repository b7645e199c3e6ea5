#include "core/random/pcg64.h"

#include <cmath>

#include "core/random/ziggurat.h"

namespace misfit {
namespace {
uint64_t mask_over(uint64_t top) {
  uint64_t mask = top;
  for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
  return mask;
}
}  // namespace

std::vector<uint32_t> seed_sequence(std::span<const uint32_t> entropy, size_t words) {
  uint32_t hash = 0x43B0D7E5;
  const auto hashmix = [&](uint32_t v) {
    v ^= hash;
    hash *= 0x931E8875;
    v *= hash;
    return v ^ v >> 16;
  };
  const auto mix = [](uint32_t x, uint32_t y) {
    const uint32_t r = 0xCA01F9DDu * x - 0x4973F715u * y;
    return r ^ r >> 16;
  };
  uint32_t pool[4];
  for (size_t i = 0; i < 4; ++i) pool[i] = hashmix(i < entropy.size() ? entropy[i] : 0);
  for (size_t i = 0; i < 4; ++i)
    for (size_t j = 0; j < 4; ++j)
      if (i != j) pool[j] = mix(pool[j], hashmix(pool[i]));
  for (size_t e = 4; e < entropy.size(); ++e)
    for (uint32_t& word : pool) word = mix(word, hashmix(entropy[e]));
  std::vector<uint32_t> out(words);
  hash = 0x8B51F9DD;
  for (size_t i = 0; i < words; ++i) {
    uint32_t v = pool[i % 4] ^ hash;
    hash *= 0x58F38DED;
    v *= hash;
    out[i] = v ^ v >> 16;
  }
  return out;
}

Pcg64::Pcg64(std::span<const uint32_t> entropy) {
  const std::vector<uint32_t> w = seed_sequence(entropy, 8);
  Word128 q[4];
  for (size_t i = 0; i < 4; ++i) q[i] = w[2 * i] | static_cast<Word128>(w[2 * i + 1]) << 32;
  increment_ = (q[2] << 64 | q[3]) << 1 | 1;
  step();
  state_ += q[0] << 64 | q[1];
  step();
}

void Pcg64::step() {
  const Word128 multiplier = static_cast<Word128>(2549297995355413924u) << 64 | 4865540595714422341u;
  state_ = state_ * multiplier + increment_;
}

uint64_t Pcg64::next64() {
  step();
  const uint64_t x = static_cast<uint64_t>(state_ >> 64) ^ static_cast<uint64_t>(state_);
  const unsigned turn = static_cast<unsigned>(state_ >> 122);
  return x >> turn | x << (-turn & 63u);
}

uint32_t Pcg64::next32() {
  if (half_) {
    const uint32_t v = *half_;
    half_.reset();
    return v;
  }
  const uint64_t v = next64();
  half_ = static_cast<uint32_t>(v >> 32);
  return static_cast<uint32_t>(v);
}

uint64_t Pcg64::up_to(uint64_t top) {
  if (top == 0) return 0;
  if (top <= 0xFFFFFFFFu) {
    if (top == 0xFFFFFFFFu) return next32();
    const uint32_t n = static_cast<uint32_t>(top) + 1, threshold = (0xFFFFFFFFu - static_cast<uint32_t>(top)) % n;
    uint64_t m = static_cast<uint64_t>(next32()) * n;
    while (static_cast<uint32_t>(m) < threshold) m = static_cast<uint64_t>(next32()) * n;
    return m >> 32;
  }
  if (top == ~uint64_t{0}) return next64();
  const uint64_t n = top + 1, threshold = (~uint64_t{0} - top) % n;
  Word128 m = static_cast<Word128>(next64()) * n;
  while (static_cast<uint64_t>(m) < threshold) m = static_cast<Word128>(next64()) * n;
  return static_cast<uint64_t>(m >> 64);
}

uint64_t Pcg64::masked_up_to(uint64_t top) {
  const uint64_t mask = mask_over(top);
  for (;;) {
    const uint64_t v = (top > 0xFFFFFFFFu ? next64() : next32()) & mask;
    if (v <= top) return v;
  }
}

double Pcg64::standard_normal() {
  constexpr double kTail = 3.6541528853610088;
  for (;;) {
    const uint64_t r = next64();
    const size_t layer = r & 255;
    const bool negative = r >> 8 & 1;
    const uint64_t mantissa = r >> 9 & 0xFFFFFFFFFFFFFu;
    const double magnitude = static_cast<double>(mantissa) * kZigguratWidths[layer];
    if (mantissa < kZigguratLimits[layer]) return negative ? -magnitude : magnitude;
    if (layer == 0) {
      for (;;) {
        const double t = -std::log1p(-random()) * (1 / kTail), y = -std::log1p(-random());
        if (y + y > t * t) return mantissa >> 8 & 1 ? -(kTail + t) : kTail + t;
      }
    }
    const double between = (kZigguratHeights[layer - 1] - kZigguratHeights[layer]) * random() + kZigguratHeights[layer];
    if (between < std::exp(-0.5 * magnitude * magnitude)) return negative ? -magnitude : magnitude;
  }
}

}  // namespace misfit
