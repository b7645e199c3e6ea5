// PCG64 (XSL-RR 128/64) seeded by a SeedSequence: the bits behind np.random.default_rng.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace misfit {

std::vector<uint32_t> seed_sequence(std::span<const uint32_t> entropy, size_t words);  // SeedSequence(entropy).generate_state(words)

class Pcg64 {
 public:
  explicit Pcg64(std::span<const uint32_t> entropy);       // the seed's 32-bit words, low first; 0 is one word

  uint64_t next64();
  uint32_t next32();                                       // the low half first; the high half waits for the next 32-bit draw
  double random() { return static_cast<double>(next64() >> 11) / 9007199254740992.0; }
  float random_float() { return static_cast<float>(next32() >> 8) / 16777216.0f; }
  double standard_normal();                                // 256-layer ziggurat
  uint64_t up_to(uint64_t top);                            // [0, top] by Lemire's multiply and shift: integers(), choice()
  uint64_t masked_up_to(uint64_t top);                     // [0, top] by masked rejection: shuffle(), permutation()

 private:
  __extension__ using Word128 = unsigned __int128;
  void step();
  Word128 state_ = 0, increment_ = 0;
  std::optional<uint32_t> half_;
};

}  // namespace misfit
