// num values from start to stop, evenly.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"lin_space_c1", "InvalidArgumentError", "Requires num > 0: {num}", {}, {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  const auto num = known_integers(x.in[2]);
  if (!num) return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}};
  if ((*num)[0] <= 0) return Fault{&kFaults[0], {{"num", text((*num)[0])}}};
  return Specs{{x.in[0].dtype, Shape{(*num)[0]}}};
}

std::optional<Fault> compute(Kernel& k) {
  const int64_t n = k.in(2).int_at(0);
  Tensor& out = k.out(0, k.in(0).dtype(), Shape{n});
  visit_floating(out.dtype(), [&](auto zero) {
    using T = decltype(zero);
    using C = Compute<T>;
    const C start = k.in(0).data<T>()[0], stop = k.in(1).data<T>()[0];
    const C step = n > 1 ? (stop - start) / static_cast<C>(n - 1) : C(0);
    const auto to = out.mutable_data<T>();
    for (int64_t i = 0; i < n; ++i) to[static_cast<size_t>(i)] = i + 1 == n && n > 1 ? T(stop) : T(start + step * static_cast<C>(i));
  });
  return std::nullopt;
}

}  // namespace

constexpr OpDef kLinSpace{.name = "LinSpace", .faults = kFaults, .infer = infer, .compute = compute, .reads_values = "num"};

}  // namespace misfit
