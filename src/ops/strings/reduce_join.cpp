// Texts joined along axes.
#include <algorithm>

#include "ops/array/copy.h"
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

std::vector<size_t> joined_axes(const std::vector<int64_t>& given, size_t rank) {
  std::vector<size_t> out;
  for (int64_t a : given) out.push_back(static_cast<size_t>(a < 0 ? a + static_cast<int64_t>(rank) : a));
  return out;
}

constexpr FaultSpec kFaults[] = {{"reduce_join_c1", "OutOfRangeError", "Invalid reduction dimension {axis} for input with {rank} dimension(s)"}};

Result<Shape, Fault> shape_of(const Shape& in, const std::vector<int64_t>& given, bool keep) {
  const int64_t rank = static_cast<int64_t>(in.rank());
  for (int64_t a : given)
    if (a < -rank || a >= rank) return Fault{&kFaults[0], {{"axis", text(a)}, {"rank", text(rank)}}};
  const auto axes = joined_axes(given, in.rank());
  Shape out;
  for (size_t i = 0; i < in.rank(); ++i) {
    const bool joined = std::find(axes.begin(), axes.end(), i) != axes.end();
    if (!joined) out.push_back(in[i]);
    else if (keep) out.push_back(1);
  }
  return out;
}

Result<Specs, Fault> infer(const Inference& x) {
  const auto axes = known_integers(x.in[1]);
  if (!axes || !x.in[0].shape.known_rank()) return infer_unknown(x);
  auto s = shape_of(x.in[0].shape, *axes, x.attrs.get<bool>("keep_dims"));
  if (!s.ok()) return s.error();
  return Specs{{DType::kString, *s}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::vector<int64_t> given = integers(k.in(1));
  auto shape = shape_of(in.shape(), given, k.attrs().get<bool>("keep_dims"));
  if (!shape.ok()) return shape.error();
  const std::string separator = k.attrs().get<std::string>("separator");
  const auto axes = joined_axes(given, in.shape().rank());
  const std::vector<int64_t> strides = strides_of(in.shape());
  Tensor& out = k.out(0, DType::kString, *shape);
  std::vector<size_t> others;
  for (size_t i = 0; i < in.shape().rank(); ++i)
    if (std::find(axes.begin(), axes.end(), i) == axes.end()) others.push_back(i);
  int64_t count = 1;
  for (size_t a : axes) count *= in.shape()[a];
  for (int64_t i = 0; i < out.elements(); ++i) {
    int64_t base = 0, rest = i;
    for (size_t j = others.size(); j-- > 0;) {
      base += rest % in.shape()[others[j]] * strides[others[j]];
      rest /= in.shape()[others[j]];
    }
    std::string joined;
    for (int64_t j = 0; j < count; ++j) {
      int64_t at = base, left = j;
      for (size_t a = axes.size(); a-- > 0;) {
        at += left % in.shape()[axes[a]] * strides[axes[a]];
        left /= in.shape()[axes[a]];
      }
      joined += (j ? separator : "") + in.text_at(at);
    }
    out.mutable_data<std::string>()[static_cast<size_t>(i)] = joined;
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kReduceJoin{.name = "ReduceJoin", .faults = kFaults, .infer = infer, .compute = compute, .reads_values = "reduction_indices"};

}  // namespace misfit
