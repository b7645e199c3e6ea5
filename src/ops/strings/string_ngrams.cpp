// Runs of neighbouring texts joined, row by row of a ragged matrix.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{DType::kString, Shape{Shape::kUnknown}}, {x.attrs.get<DType>("Tsplits", DType::kInt64), x.in[1].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Attrs& a = k.attrs();
  const std::vector<int64_t> splits = integers(k.in(1)), widths = a.get<std::vector<int64_t>>("ngram_widths");
  const std::string separator = a.get<std::string>("separator"), left = a.get<std::string>("left_pad"), right = a.get<std::string>("right_pad");
  const int64_t given = a.get<int64_t>("pad_width");
  std::vector<std::string> out;
  std::vector<int64_t> ends{0};
  for (size_t row = 0; row + 1 < splits.size(); ++row) {
    const size_t before = out.size();
    const int64_t length = splits[row + 1] - splits[row];
    const auto add = [&](int64_t width) {
      const int64_t pad = std::min(given < 0 ? width - 1 : given, width - 1);
      std::vector<std::string> words(static_cast<size_t>(pad), left);
      for (int64_t i = splits[row]; i < splits[row + 1]; ++i) words.push_back(k.in(0).text_at(i));
      words.insert(words.end(), static_cast<size_t>(pad), right);
      for (int64_t first = 0; first + width <= static_cast<int64_t>(words.size()); ++first) {
        std::string gram;
        for (int64_t i = 0; i < width; ++i) gram += (i ? separator : "") + words[static_cast<size_t>(first + i)];
        out.push_back(gram);
      }
    };
    for (int64_t width : widths) add(width);
    if (a.get<bool>("preserve_short_sequences") && out.size() == before && length > 0) {
      std::string whole;
      for (int64_t i = splits[row]; i < splits[row + 1]; ++i) whole += (i > splits[row] ? separator : "") + k.in(0).text_at(i);
      out.push_back(whole);
    }
    ends.push_back(static_cast<int64_t>(out.size()));
  }
  k.forward(0, Tensor::of<std::string>(Shape{static_cast<int64_t>(out.size())}, out));
  k.forward(1, cast(Tensor::of<int64_t>(Shape{static_cast<int64_t>(ends.size())}, ends), a.get<DType>("Tsplits", DType::kInt64)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStringNGrams{.name = "StringNGrams", .infer = infer, .compute = compute};

}  // namespace misfit
