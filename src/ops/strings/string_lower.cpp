// Texts in small letters; of ASCII only, unless the encoding is UTF-8.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return each_text(k, [](std::string s) {
    for (char& c : s)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return s;
  });
}

}  // namespace

constexpr OpDef kStringLower{.name = "StringLower", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
