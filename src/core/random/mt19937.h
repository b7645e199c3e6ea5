// The Mersenne Twister, as Python's random and NumPy's RandomState seed and read it.
#pragma once
#include <array>
#include <cstdint>
#include <span>

namespace misfit {

class Mt19937 {
 public:
  Mt19937() { init_genrand(5489); }

  void init_genrand(uint32_t seed) {                       // np.random.seed(n)
    state_[0] = seed;
    for (uint32_t i = 1; i < 624; ++i) state_[i] = 1812433253u * (state_[i - 1] ^ state_[i - 1] >> 30) + i;
    position_ = 624;
  }

  void init_by_array(std::span<const uint32_t> words) {    // random.seed(n): |n|'s words, low first
    init_genrand(19650218);
    uint32_t i = 1, j = 0;
    const uint32_t n = static_cast<uint32_t>(words.size());
    const auto wrap = [&] { if (++i == 624) { state_[0] = state_[623]; i = 1; } };
    for (uint32_t k = n > 624 ? n : 624; k; --k) {
      state_[i] = (state_[i] ^ (state_[i - 1] ^ state_[i - 1] >> 30) * 1664525u) + words[j] + j;
      wrap();
      if (++j == n) j = 0;
    }
    for (uint32_t k = 623; k; --k) {
      state_[i] = (state_[i] ^ (state_[i - 1] ^ state_[i - 1] >> 30) * 1566083941u) - i;
      wrap();
    }
    state_[0] = 0x80000000u;
    position_ = 624;
  }

  uint32_t next() {
    if (position_ == 624) refill();
    uint32_t y = state_[position_++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9D2C5680u;
    y ^= y << 15 & 0xEFC60000u;
    return y ^ y >> 18;
  }

  double random() {                                        // [0, 1) with 53 bits
    const uint32_t a = next() >> 5, b = next() >> 6;
    return (a * 67108864.0 + b) / 9007199254740992.0;
  }

  // The whole state: what getstate() and setstate() carry.
  std::array<uint32_t, 624>& words() { return state_; }
  uint32_t& position() { return position_; }

 private:
  void refill() {
    for (uint32_t k = 0; k < 624; ++k) {
      const uint32_t y = (state_[k] & 0x80000000u) | (state_[(k + 1) % 624] & 0x7FFFFFFFu);
      state_[k] = state_[(k + 397) % 624] ^ y >> 1 ^ (y & 1 ? 0x9908B0DFu : 0u);
    }
    position_ = 0;
  }

  std::array<uint32_t, 624> state_{};
  uint32_t position_ = 624;
};

}  // namespace misfit
