// The shape that two shapes broadcast to, as a vector.
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"broadcast_args_c1", "InvalidArgumentError", "Incompatible shapes: {a} vs. {b}"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &a = x.in[0].shape, &b = x.in[1].shape;
  for (const Spec& s : x.in)
    if (auto fault = want_rank(s.shape, 1)) return *fault;
  if (!a.fully_known() || !b.fully_known()) return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}};
  return Specs{{x.in[0].dtype, Shape{std::max(a[0], b[0])}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Shape a(integers(k.in(0))), b(integers(k.in(1)));
  auto both = broadcast(a, b);
  if (!both.ok()) return Fault{&kFaults[0], {{"a", bracket_text(a)}, {"b", bracket_text(b)}}};
  const std::vector<int64_t> dims(both->begin(), both->end());
  k.forward(0, cast(Tensor::of<int64_t>(Shape{static_cast<int64_t>(dims.size())}, dims), k.in(0).dtype()));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kBroadcastArgs{.name = "BroadcastArgs", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
