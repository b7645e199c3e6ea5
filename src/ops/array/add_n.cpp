// The sum of several tensors of one shape.
#include "ops/elementwise/loops.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"add_n_c1", "InvalidArgumentError", "Inputs to operation AddN of type AddN must have the same size and shape.  Input 0: {a} != input {index}: {b}",
                                  "{merge}\n\tFrom merging shape {before} with other shapes.", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  Shape shape = x.in.back().shape;
  for (size_t i = x.in.size() - 1; i-- > 0;) {              // all shapes are equal
    auto merged = merge(x.in[i].shape, shape);
    if (!merged.ok())
      return Fault{&kFaults[0], {{"a", bracket_text(x.in[0].shape)}, {"index", std::to_string(i + 1)}, {"b", bracket_text(x.in[i + 1].shape)},
                                 {"merge", say(merged.error(), Dialect::kGraph)}, {"before", std::to_string(i)}}};
    shape = merged.value();
  }
  return Specs{{x.in[0].dtype, shape}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& first = k.in(0);
  const DType w = working_type(first.dtype());
  Tensor sum = Tensor::uninitialized(w, first.shape());
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    const auto to = sum.mutable_data<T>();
    for (size_t i = 0; i < k.inputs(); ++i) {
      const Tensor wide = cast(k.in(i), w);
      const auto from = wide.data<T>();
      for (size_t j = 0; j < to.size(); ++j) to[j] = i ? static_cast<T>(to[j] + from[j]) : from[j];
    }
  });
  k.forward(0, cast(sum, first.dtype()));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return Operands(g.in.size(), g.dy[0]); }

}  // namespace

constexpr OpDef kAddN{.name = "AddN", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
