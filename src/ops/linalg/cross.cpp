// The vector product of vectors of three elements.
#include "ops/linalg/matrices.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"cross_c1", "FailedPreconditionError", "Cross-products are only defined for 3-element vectors.", "Dimension must be 3 but is {length}", {}, {}, "ValueError"},
                                 {"cross_c2", "InvalidArgumentError", "Both inputs must be of same shape: {a} vs. {b}"}};

Result<Specs, Fault> infer(const Inference& x) {
  auto both = merge(x.in[0].shape, x.in[1].shape);
  if (!both.ok()) return x.eager ? Fault{&kFaults[1], {{"a", bracket_text(x.in[0].shape)}, {"b", bracket_text(x.in[1].shape)}}} : both.error();
  if (auto fault = want_rank_at_least(*both, 1)) return *fault;
  if (both->known_rank() && both->at(-1) >= 0 && both->at(-1) != 3) return Fault{&kFaults[0], {{"length", text(both->at(-1))}}};
  return Specs{{x.in[0].dtype, *both}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &a = k.in(0), &b = k.in(1);
  Tensor& out = k.out(0, a.dtype(), a.shape());
  visit_real(a.dtype(), [&](auto zero) {
    using T = decltype(zero);
    if constexpr (!std::is_same_v<T, bool>) {
      using C = Compute<T>;
      const auto x = a.data<T>(), y = b.data<T>();
      const auto z = out.mutable_data<T>();
      for (size_t i = 0; i + 3 <= z.size(); i += 3)
        for (size_t j = 0; j < 3; ++j) {
          const size_t p = i + (j + 1) % 3, q = i + (j + 2) % 3;
          z[i + j] = static_cast<T>(C(x[p]) * C(y[q]) - C(x[q]) * C(y[p]));
        }
    }
  });
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kCross, {g.in[1], g.dy[0]}), f.run(kCross, {g.dy[0], g.in[0]})};
}

}  // namespace

constexpr OpDef kCross{.name = "Cross", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
