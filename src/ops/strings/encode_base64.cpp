// Bytes in the letters of base 64 that may stand in an address.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const bool pad = k.attrs().get<bool>("pad");
  return each_text(k, [&](const std::string& s) {
    static constexpr const char* kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    for (size_t i = 0; i < s.size(); i += 3) {
      uint32_t bits = 0;
      const size_t n = std::min<size_t>(3, s.size() - i);
      for (size_t j = 0; j < 3; ++j) bits = bits << 8 | (j < n ? static_cast<unsigned char>(s[i + j]) : 0u);
      for (size_t j = 0; j < 4; ++j) {
        if (j <= n) out += kLetters[bits >> (18 - 6 * j) & 63];
        else if (pad) out += '=';
      }
    }
    return out;
  });
}

}  // namespace

constexpr OpDef kEncodeBase64{.name = "EncodeBase64", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
