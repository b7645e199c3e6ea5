// How many bytes, or characters, each text has.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{DType::kInt32, x.in[0].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const bool utf8 = k.attrs().get<std::string>("unit", "BYTE") == "UTF8_CHAR";
  Tensor& out = k.out(0, DType::kInt32, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) out.mutable_data<int32_t>()[static_cast<size_t>(i)] = static_cast<int32_t>(text_length(in.text_at(i), utf8));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStringLength{.name = "StringLength", .infer = infer, .compute = compute, .axes = axes_same};

}  // namespace misfit
