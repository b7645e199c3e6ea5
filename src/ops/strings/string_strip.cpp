// Texts without the white space at their ends.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  return each_text(k, [](const std::string& s) {
    const size_t first = s.find_first_not_of(" \t\r\n\v\f"), last = s.find_last_not_of(" \t\r\n\v\f");
    return first == std::string::npos ? std::string() : s.substr(first, last - first + 1);
  });
}

}  // namespace

constexpr OpDef kStringStrip{.name = "StringStrip", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
