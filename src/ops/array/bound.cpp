#include "ops/array/bound.h"

#include "ops/rules.h"

namespace misfit {

namespace {
constexpr FaultSpec kNoKernel{"bound_c1", "NotFoundError", "Could not find device for node: {{{{node LowerBound}}}} = LowerBound[T=DT_STRING, out_type={out}]", {}, {}, {}, "NotFoundError"};
}  // namespace

Result<Specs, Fault> infer_bound(const Inference& x) {
  if (x.in[0].dtype == DType::kString && x.eager) return Fault{&kNoKernel, {{"out", std::string(enum_name(x.attrs.get<DType>("out_type", DType::kInt32)))}}};
  for (const Spec& s : x.in)
    if (auto fault = want_rank(s.shape, 2)) return *fault;
  return Specs{{x.attrs.get<DType>("out_type", DType::kInt32), x.in[1].shape}};
}

std::optional<Fault> compute_bound(Kernel& k, bool behind_equals) {
  const Tensor &sorted = k.in(0), &values = k.in(1);
  const int64_t n = sorted.shape()[1], m = values.shape()[1];
  std::vector<int64_t> out(static_cast<size_t>(values.elements()));
  visit_real(sorted.dtype(), [&](auto zero) {
    using T = decltype(zero);
    if constexpr (!std::is_same_v<T, bool>) {
      for (size_t at = 0; at < out.size(); ++at) {
        const T* from = sorted.data<T>().data() + static_cast<int64_t>(at) / m * n;
        const Compute<T> v = values.data<T>()[at];
        int64_t low = 0, high = n;
        while (low < high) {
          const int64_t i = (low + high) / 2;
          const Compute<T> other = from[i];
          const bool before = behind_equals ? !(v < other) : other < v;
          if (before) low = i + 1;
          else high = i;
        }
        out[at] = low;
      }
    }
  });
  k.forward(0, cast(Tensor::of<int64_t>(values.shape(), out), k.attrs().get<DType>("out_type", DType::kInt32)));
  return std::nullopt;
}

}  // namespace misfit
