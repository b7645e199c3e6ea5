// The generator behind Python's `random` module: one for the program, which other libraries draw from too, and one a Random object.
#pragma once
#include <vector>

#include "core/random/mt19937.h"
#include "python/interp.h"

namespace misfit::py {

class RandomGenerator {
 public:
  RandomGenerator() { seed(0); }                  // a program that never seeds still runs the same way twice

  void seed(uint64_t n) {                         // random.seed(|n|)
    const uint32_t words[2] = {static_cast<uint32_t>(n), static_cast<uint32_t>(n >> 32)};
    twister.init_by_array({words, words[1] ? size_t{2} : size_t{1}});
    gauss_next.reset();
  }
  void seed(std::span<const uint32_t> words) {    // the words of a larger seed, low first
    twister.init_by_array(words);
    gauss_next.reset();
  }
  double random() { return twister.random(); }
  uint64_t bits(int k) {                          // getrandbits(k), k <= 64: low word first, the last one shifted down
    if (k <= 32) return twister.next() >> (32 - k);
    const uint64_t low = twister.next();
    return low | static_cast<uint64_t>(twister.next() >> (64 - k)) << 32;
  }
  uint64_t below(uint64_t n) {                    // [0, n)
    int k = 0;
    while (k < 64 && n >> k) ++k;
    uint64_t r;
    do r = bits(k); while (r >= n);
    return r;
  }
  int64_t randint(int64_t low, int64_t high) { return low + static_cast<int64_t>(below(static_cast<uint64_t>(high - low) + 1)); }

  Mt19937 twister;
  std::optional<double> gauss_next;               // random.gauss draws two and keeps one
};

struct GlobalRandom : RunState {
  static constexpr Kind kind{"random.Random"};
  explicit GlobalRandom(Interp&) {}
  RandomGenerator generator;
};

}  // namespace misfit::py
