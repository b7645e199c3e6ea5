// y = not x.
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

std::optional<Fault> compute(Kernel& k) {
  const auto in = k.in(0).data<bool>();
  const auto out = k.out(0, DType::kBool, k.in(0).shape()).mutable_data<bool>();
  for (size_t i = 0; i < in.size(); ++i) out[i] = !in[i];
  return std::nullopt;
}

}  // namespace

constexpr OpDef kLogicalNot{.name = "LogicalNot", .infer = infer_same, .compute = compute, .axes = axes_same};

}  // namespace misfit
