// The number of boundaries that each value has reached.
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{DType::kInt32, x.in[0].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const AttrValue* given = k.attrs().find("boundaries");
  const Tensor* t = given ? std::get_if<Tensor>(given) : nullptr;
  Tensor& out = k.out(0, DType::kInt32, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) {
    int32_t n = 0;
    for (int64_t j = 0; t && j < t->elements(); ++j) n += in.at(i) >= static_cast<float>(t->at(j));
    out.mutable_data<int32_t>()[static_cast<size_t>(i)] = n;
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kBucketize{.name = "Bucketize", .infer = infer, .compute = compute, .axes = axes_same};

}  // namespace misfit
