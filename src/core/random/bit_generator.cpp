#include "core/random/bit_generator.h"

#include <algorithm>
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

BitGenerator::BitGenerator(std::span<const uint32_t> entropy, Bits bits) : bits_(bits) {
  if (bits == Bits::kMt19937) {
    const std::vector<uint32_t> w = seed_sequence(entropy, 624);
    std::copy(w.begin(), w.end(), twister_.words().begin());
    twister_.words()[0] = 0x80000000u;
    twister_.position() = 623;                             // as NumPy leaves it
    return;
  }
  const std::vector<uint32_t> w = seed_sequence(entropy, 8);
  uint64_t q[4];
  for (size_t i = 0; i < 4; ++i) q[i] = w[2 * i] | static_cast<uint64_t>(w[2 * i + 1]) << 32;
  if (bits == Bits::kPhilox) {
    key_[0] = q[0];
    key_[1] = q[1];
  } else if (bits == Bits::kSfc64) {
    std::copy(q, q + 3, words_);
    words_[3] = 1;
    for (int i = 0; i < 12; ++i) next64();
  } else {
    increment_ = (static_cast<Word128>(q[2]) << 64 | q[3]) << 1 | 1;
    step();
    state_ += static_cast<Word128>(q[0]) << 64 | q[1];
    step();
  }
}

constexpr uint64_t kCheapMultiplier = 0xda942042e4dd58b5u;

void BitGenerator::step() {
  const Word128 multiplier = static_cast<Word128>(2549297995355413924u) << 64 | 4865540595714422341u;
  state_ = state_ * multiplier + increment_;
}

// Philox4x64-10: ten rounds over a counter make four words.
uint64_t BitGenerator::philox() {
  if (used_ < 4) return block_[used_++];
  for (uint64_t& word : words_)
    if (++word) break;
  uint64_t c[4] = {words_[0], words_[1], words_[2], words_[3]}, k0 = key_[0], k1 = key_[1];
  for (int round = 0; round < 10; ++round) {
    const Word128 a = static_cast<Word128>(0xD2E7470EE14C6C93u) * c[0], b = static_cast<Word128>(0xCA5A826395121157u) * c[2];
    const uint64_t next[4] = {static_cast<uint64_t>(b >> 64) ^ c[1] ^ k0, static_cast<uint64_t>(b), static_cast<uint64_t>(a >> 64) ^ c[3] ^ k1, static_cast<uint64_t>(a)};
    std::copy(next, next + 4, c);
    k0 += 0x9E3779B97F4A7C15u;
    k1 += 0xBB67AE8584CAA73Bu;
  }
  std::copy(c, c + 4, block_);
  used_ = 1;
  return block_[0];
}

uint64_t BitGenerator::next64() {
  switch (bits_) {
    case Bits::kMt19937: {
      const uint64_t high = twister_.next();
      return high << 32 | twister_.next();
    }
    case Bits::kPhilox: return philox();
    case Bits::kSfc64: {
      const uint64_t out = words_[0] + words_[1] + words_[3]++;
      words_[0] = words_[1] ^ words_[1] >> 11;
      words_[1] = words_[2] + (words_[2] << 3);
      words_[2] = (words_[2] << 24 | words_[2] >> 40) + out;
      return out;
    }
    case Bits::kPcg64Dxsm: {                               // the state from before the step
      uint64_t high = static_cast<uint64_t>(state_ >> 64);
      const uint64_t low = static_cast<uint64_t>(state_) | 1;
      high ^= high >> 32;
      high *= kCheapMultiplier;
      high ^= high >> 48;
      state_ = state_ * kCheapMultiplier + increment_;       // it is seeded by the other's steps
      return high * low;
    }
    default: break;
  }
  step();
  const uint64_t x = static_cast<uint64_t>(state_ >> 64) ^ static_cast<uint64_t>(state_);
  const unsigned turn = static_cast<unsigned>(state_ >> 122);
  return x >> turn | x << (-turn & 63u);
}

uint32_t BitGenerator::next32() {
  if (bits_ == Bits::kMt19937) return twister_.next();
  if (half_) {
    const uint32_t v = *half_;
    half_.reset();
    return v;
  }
  const uint64_t v = next64();
  half_ = static_cast<uint32_t>(v >> 32);
  return static_cast<uint32_t>(v);
}

uint64_t BitGenerator::up_to(uint64_t top) {
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

uint64_t BitGenerator::masked_up_to(uint64_t top) {
  const uint64_t mask = mask_over(top);
  for (;;) {
    const uint64_t v = (top > 0xFFFFFFFFu ? next64() : next32()) & mask;
    if (v <= top) return v;
  }
}

double BitGenerator::standard_normal() {
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

// The same from one 32-bit word: the tables are those of the wide one, cut to 23 bits.
float BitGenerator::standard_normal_float() {
  constexpr float kTail = 3.6541528853610088f;
  for (;;) {
    const uint32_t r = next32();
    const size_t layer = r & 255;
    const bool negative = r >> 8 & 1;
    const uint32_t mantissa = r >> 9 & 0x7FFFFFu;
    const float magnitude = static_cast<float>(mantissa) * static_cast<float>(kZigguratWidths[layer] * 536870912.0);
    if (mantissa < static_cast<uint32_t>(kZigguratLimits[layer] >> 29)) return negative ? -magnitude : magnitude;
    if (layer == 0) {
      for (;;) {
        const float t = -std::log1p(-random_float()) * (1 / kTail), y = -std::log1p(-random_float());
        if (y + y > t * t) return mantissa >> 8 & 1 ? -(kTail + t) : kTail + t;
      }
    }
    const float high = static_cast<float>(kZigguratHeights[layer - 1]), low = static_cast<float>(kZigguratHeights[layer]);
    if ((high - low) * random_float() + low < std::exp(-0.5 * magnitude * magnitude)) return negative ? -magnitude : magnitude;
  }
}

}  // namespace misfit
