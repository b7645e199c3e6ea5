// Texts in capital letters; of ASCII only, unless the encoding is UTF-8.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return each_text(k, [](std::string s) {
    for (char& c : s)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return s;
  });
}

}  // namespace

constexpr OpDef kStringUpper{.name = "StringUpper", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
