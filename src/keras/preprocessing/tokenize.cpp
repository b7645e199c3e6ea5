// Texts to words: lower case, without punctuation, cut at blanks or into characters, joined to n-grams.
#include <algorithm>

#include "keras/preprocessing/ops.h"

namespace misfit::keras {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const int64_t length = x.attrs.get<int64_t>("length", -1);
  const Shape& in = x.in[0].shape;
  return Specs{{DType::kString, Shape{in.known_rank() && in.rank() ? in[0] : Shape::kUnknown, length}}};
}

std::string cleaned(const std::string& text, bool lower, bool strip) {
  static constexpr std::string_view kPunctuation = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";
  std::string out;
  for (char c : text) {
    if (strip && kPunctuation.find(c) != std::string_view::npos) continue;
    out += lower && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::vector<std::string> cut(const std::string& text, std::string_view split) {
  std::vector<std::string> out;
  if (split == "none") return {text};
  if (split == "character") {
    for (size_t i = 0; i < text.size();) {
      size_t n = 1;
      while (i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xc0) == 0x80) ++n;
      out.push_back(text.substr(i, n));
      i += n;
    }
    return out;
  }
  static constexpr std::string_view kBlanks = " \t\n\r\v\f";
  for (size_t begin = text.find_first_not_of(kBlanks); begin != std::string::npos;) {
    const size_t end = text.find_first_of(kBlanks, begin);
    out.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    begin = end == std::string::npos ? end : text.find_first_not_of(kBlanks, end);
  }
  return out;
}

std::vector<std::string> joined(const std::vector<std::string>& words, const std::vector<int64_t>& widths) {
  if (widths.empty()) return words;
  std::vector<std::string> out;
  for (int64_t width : widths)
    for (size_t i = 0; i + static_cast<size_t>(width) <= words.size(); ++i) {
      std::string gram = words[i];
      for (size_t k = 1; k < static_cast<size_t>(width); ++k) gram += " " + words[i + k];
      out.push_back(gram);
    }
  return out;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& x = k.in(0);
  const Attrs& a = k.attrs();
  std::vector<std::vector<std::string>> rows;
  int64_t longest = 0;
  for (int64_t i = 0; i < x.elements(); ++i) {
    rows.push_back(joined(cut(cleaned(x.text_at(i), a.get<bool>("lower"), a.get<bool>("strip")), a.get<std::string>("split")), a.get<std::vector<int64_t>>("ngrams")));
    longest = std::max(longest, static_cast<int64_t>(rows.back().size()));
  }
  const int64_t length = a.get<int64_t>("length", -1), width = length >= 0 ? length : longest;
  std::vector<std::string> words;
  for (const auto& row : rows)
    for (int64_t i = 0; i < width; ++i) words.push_back(i < static_cast<int64_t>(row.size()) ? row[static_cast<size_t>(i)] : std::string());
  k.forward(0, Tensor::of<std::string>(Shape{x.elements(), width}, std::span<const std::string>(words)));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kTokenize{.name = "Tokenize", .infer = infer, .compute = compute};

}  // namespace misfit::keras
