// The different elements of a vector in order of first appearance, and for each element which of them it is.
#include <map>

#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"unique_c1", "InvalidArgumentError", "unique expects a 1D vector.", "Shape must be rank 1 but is rank {rank}", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  if (in.known_rank() && in.rank() != 1) return Fault{&kFaults[0], {{"rank", std::to_string(in.rank())}}};
  return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}, {x.attrs.get<DType>("out_idx", DType::kInt32), in}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const int64_t n = in.elements();
  std::vector<int64_t> first, index(static_cast<size_t>(n));
  const auto number = [&](auto key_of) {
    std::map<decltype(key_of(int64_t{0})), int64_t> seen;
    for (int64_t i = 0; i < n; ++i) {
      const auto [at, is_new] = seen.try_emplace(key_of(i), static_cast<int64_t>(first.size()));
      if (is_new) first.push_back(i);
      index[static_cast<size_t>(i)] = at->second;
    }
  };
  if (in.dtype() == DType::kString) number([&](int64_t i) { return in.text_at(i); });
  else if (is_floating(in.dtype())) number([&](int64_t i) { return in.at(i); });
  else number([&](int64_t i) { return in.int_at(i); });
  Tensor& out = k.out(0, in.dtype(), Shape{static_cast<int64_t>(first.size())});
  for (size_t i = 0; i < first.size(); ++i) copy_elements(in, first[i], out, static_cast<int64_t>(i), 1);
  k.forward(1, cast(Tensor::of<int64_t>(in.shape(), index), k.attrs().get<DType>("out_idx", DType::kInt32)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kUnique{.name = "Unique", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
