// Rows of characters as texts in UTF-8.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& splits = x.in[1].shape;
  return Specs{{DType::kString, Shape{splits.fully_known() ? splits.elements() - 1 : Shape::kUnknown}}};
}

std::optional<Fault> compute(Kernel& k) {
  const std::vector<int64_t> characters = integers(k.in(0)), splits = integers(k.in(1));
  const int64_t rows = std::max<int64_t>(static_cast<int64_t>(splits.size()) - 1, 0);
  Tensor& out = k.out(0, DType::kString, Shape{rows});
  for (int64_t i = 0; i < rows; ++i) {
    std::string s;
    for (int64_t j = splits[static_cast<size_t>(i)]; j < splits[static_cast<size_t>(i) + 1]; ++j) s += encoded(static_cast<char32_t>(characters[static_cast<size_t>(j)]));
    out.mutable_data<std::string>()[static_cast<size_t>(i)] = s;
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kUnicodeEncode{.name = "UnicodeEncode", .infer = infer, .compute = compute};

}  // namespace misfit
