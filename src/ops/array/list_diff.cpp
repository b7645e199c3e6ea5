// The elements of x that are not in y, and where they stand.
#include <set>

#include "ops/array/copy.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  for (const Spec& s : x.in)
    if (auto fault = want_rank(s.shape, 1)) return *fault;
  return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}, {x.attrs.get<DType>("out_idx", DType::kInt32), Shape{Shape::kUnknown}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &x = k.in(0), &y = k.in(1);
  std::vector<int64_t> kept;
  const auto pick = [&](auto key_of) {
    std::set<decltype(key_of(x, int64_t{0}))> known;
    for (int64_t i = 0; i < y.elements(); ++i) known.insert(key_of(y, i));
    for (int64_t i = 0; i < x.elements(); ++i)
      if (!known.count(key_of(x, i))) kept.push_back(i);
  };
  if (x.dtype() == DType::kString) pick([](const Tensor& t, int64_t i) { return t.text_at(i); });
  else if (is_floating(x.dtype())) pick([](const Tensor& t, int64_t i) { return t.at(i); });
  else pick([](const Tensor& t, int64_t i) { return t.int_at(i); });
  const Shape shape{static_cast<int64_t>(kept.size())};
  Tensor out = Tensor::uninitialized(x.dtype(), shape);
  for (size_t i = 0; i < kept.size(); ++i) copy_elements(x, kept[i], out, static_cast<int64_t>(i), 1);
  k.forward(0, out);
  k.forward(1, cast(Tensor::of<int64_t>(shape, kept), k.attrs().get<DType>("out_idx", DType::kInt32)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kListDiff{.name = "ListDiff", .infer = infer, .compute = compute};

}  // namespace misfit
