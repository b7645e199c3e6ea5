// Bytes back from the letters of base 64.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"base64_c1", "InvalidArgumentError", "Invalid character found in base64."}};

std::optional<Fault> compute(Kernel& k) {
  bool good = true;
  each_text(k, [&](const std::string& s) {
    static const std::string kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    uint32_t bits = 0;
    int held = 0;
    for (char c : s) {
      if (c == '=') break;
      const size_t at = kLetters.find(c);
      if (at == std::string::npos) good = false;
      bits = bits << 6 | static_cast<uint32_t>(at & 63);
      if ((held += 6) >= 8) out += static_cast<char>(bits >> (held -= 8) & 255);
    }
    return out;
  });
  if (!good) return Fault{&kFaults[0], {}};
  return std::nullopt;
}

}  // namespace

constexpr OpDef kDecodeBase64{.name = "DecodeBase64", .faults = kFaults, .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
