// The next number of the type from x toward y.
#include "ops/library_ops.h"
#include "ops/special/special.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  binary_float(k, [](auto x, auto y) { return std::nextafter(x, y); });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.sum_to(g.dy[0], g.in[0]), f.zeros_like(g.in[1])};
}

}  // namespace

constexpr OpDef kNextAfter{.name = "NextAfter", .infer = infer_broadcast, .compute = compute, .gradient = gradient, .axes = axes_broadcast};

}  // namespace misfit
