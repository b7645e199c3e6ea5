// Texts cut at a separator, as a sparse matrix: places, pieces and shape. An empty separator cuts at white space.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  if (auto fault = want_rank(x.in[0].shape, 1)) return *fault;
  if (auto fault = want_rank(x.in[1].shape, 0)) return *fault;
  return Specs{{DType::kInt64, Shape{Shape::kUnknown, 2}}, {DType::kString, Shape{Shape::kUnknown}}, {DType::kInt64, Shape{2}}};
}

std::vector<std::string> pieces(const std::string& s, const std::string& separator, int64_t most) {
  std::vector<std::string> out;
  size_t at = 0;
  if (separator.empty()) {
    static constexpr const char* kSpace = " \t\r\n\v\f";
    while ((at = s.find_first_not_of(kSpace, at)) != std::string::npos) {
      if (most >= 0 && static_cast<int64_t>(out.size()) == most) { out.push_back(s.substr(at)); return out; }
      const size_t end = std::min(s.find_first_of(kSpace, at), s.size());
      out.push_back(s.substr(at, end - at));
      at = end;
    }
    return out;
  }
  for (;;) {
    const size_t found = most >= 0 && static_cast<int64_t>(out.size()) == most ? std::string::npos : s.find(separator, at);
    out.push_back(s.substr(at, found == std::string::npos ? found : found - at));
    if (found == std::string::npos) return out;
    at = found + separator.size();
  }
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::string separator = k.in(1).text_at(0);
  const int64_t most = k.attrs().get<int64_t>("maxsplit", -1);
  std::vector<int64_t> places;
  std::vector<std::string> all;
  int64_t widest = 0;
  for (int64_t i = 0; i < in.elements(); ++i) {
    const auto parts = pieces(in.text_at(i), separator, most);
    for (size_t j = 0; j < parts.size(); ++j) {
      places.push_back(i);
      places.push_back(static_cast<int64_t>(j));
      all.push_back(parts[j]);
    }
    widest = std::max(widest, static_cast<int64_t>(parts.size()));
  }
  const int64_t n = static_cast<int64_t>(all.size());
  k.forward(0, Tensor::of<int64_t>(Shape{n, 2}, places));
  k.forward(1, Tensor::of<std::string>(Shape{n}, all));
  k.forward(2, Tensor::of<int64_t>(Shape{2}, {in.elements(), widest}));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStringSplitV2{.name = "StringSplitV2", .infer = infer, .compute = compute};

}  // namespace misfit
