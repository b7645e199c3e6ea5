// The characters of texts in UTF-8, as a ragged matrix, and where each begins.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const DType t = x.attrs.get<DType>("Tsplits", DType::kInt64);
  const Shape& s = x.in[0].shape;
  return Specs{{t, Shape{s.fully_known() ? s.elements() + 1 : Shape::kUnknown}}, {DType::kInt32, Shape{Shape::kUnknown}}, {DType::kInt64, Shape{Shape::kUnknown}}};
}

constexpr FaultSpec kFaults[] = {{"unicode_c1", "InvalidArgumentError", "Invalid formatting on input string"}};

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::string errors = k.attrs().get<std::string>("errors", "replace");
  const int64_t replacement = k.attrs().get<int64_t>("replacement_char", 65533);
  std::vector<int64_t> splits{0}, starts;
  std::vector<int32_t> characters;
  for (int64_t i = 0; i < in.elements(); ++i) {
    for (const auto& [c, at] : decoded(in.text_at(i))) {
      const bool wrong = c == 0xfffd && in.text_at(i).compare(at, 3, "\xef\xbf\xbd") != 0;
      if (wrong && errors == "strict") return Fault{&kFaults[0], {}};
      if (wrong && errors == "ignore") continue;
      characters.push_back(static_cast<int32_t>(wrong ? replacement : static_cast<int64_t>(c)));
      starts.push_back(static_cast<int64_t>(at));
    }
    splits.push_back(static_cast<int64_t>(characters.size()));
  }
  const int64_t n = static_cast<int64_t>(characters.size());
  k.forward(0, cast(Tensor::of<int64_t>(Shape{static_cast<int64_t>(splits.size())}, splits), k.attrs().get<DType>("Tsplits", DType::kInt64)));
  k.forward(1, Tensor::of<int32_t>(Shape{n}, characters));
  k.forward(2, Tensor::of<int64_t>(Shape{n}, starts));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kUnicodeDecodeWithOffsets{.name = "UnicodeDecodeWithOffsets", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
