// The bits behind np.random.Generator, seeded by a SeedSequence: PCG64 (XSL-RR 128/64) for default_rng, and the others by their names.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/random/mt19937.h"

namespace misfit {

std::vector<uint32_t> seed_sequence(std::span<const uint32_t> entropy, size_t words);  // SeedSequence(entropy).generate_state(words)

enum class Bits : uint8_t { kPcg64, kPcg64Dxsm, kMt19937, kPhilox, kSfc64 };
constexpr std::string_view kBitsNames[] = {"PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"};

class BitGenerator {
 public:
  explicit BitGenerator(std::span<const uint32_t> entropy, Bits = Bits::kPcg64);  // the seed's 32-bit words, low first; 0 is one word

  Bits bits() const { return bits_; }
  uint64_t next64();
  uint32_t next32();                                       // the low half first; the high half waits for the next 32-bit draw
  double random() { return bits_ == Bits::kMt19937 ? twister_.random() : static_cast<double>(next64() >> 11) / 9007199254740992.0; }
  float random_float() { return static_cast<float>(next32() >> 8) / 16777216.0f; }
  double standard_normal();                                // 256-layer ziggurat
  float standard_normal_float();
  uint64_t up_to(uint64_t top);                            // [0, top] by Lemire's multiply and shift: integers(), choice()
  uint64_t masked_up_to(uint64_t top);                     // [0, top] by masked rejection: shuffle(), permutation()

 private:
  __extension__ using Word128 = unsigned __int128;
  void step();
  uint64_t philox();
  Bits bits_;
  Word128 state_ = 0, increment_ = 0;                      // the PCGs
  Mt19937 twister_;
  uint64_t words_[4] = {}, key_[2] = {}, block_[4] = {};   // Philox: counter, key, what is left of a block; SFC64: its state
  int used_ = 4;
  std::optional<uint32_t> half_;
};

}  // namespace misfit
