// A tensor cut into pieces of given lengths along one axis; one length may be left open (-1).
#include <algorithm>
#include <numeric>

#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"split_v_c1", "InvalidArgumentError", "-input rank(-{rank}) <= split_dim < input rank ({rank}), but got {axis}",
     "Dimension size, given by scalar input {axis} must be in range [-{rank}, {rank})", {}, {}, "ValueError"},
    {"split_v_c2", "InvalidArgumentError",
     "Determined shape must either match input shape along split_dim exactly if fully specified, or be less than the size of the input along split_dim if not fully specified.  Got: {total}",
     "Determined shape must either match input shape along split_dim exactly if fully specified, or be less than the size of the input along split_dim if not fully specified.  Got: {total}",
     {}, {}, "ValueError"},
};

constexpr FaultSpec kOpen{"split_v_c3", "InvalidArgumentError", "There can only be one -1 in the input.", "size_splits can only have one -1", {}, {}, "ValueError"};
constexpr FaultSpec kNegative{"split_v_c4", "InvalidArgumentError", "Split size at index {at} must be >= 0. Got: {size}", {}, {}, {}, "ValueError"};

// Sizes with the open one filled in; the sum of those given if they do not fit.
Result<std::vector<int64_t>, int64_t> resolve(std::vector<int64_t> sizes, int64_t length) {
  int64_t total = 0;
  std::ptrdiff_t open = -1;
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] == -1) open = static_cast<std::ptrdiff_t>(i);
    else total += sizes[i];
  }
  if (open < 0 ? total != length : total > length) return total;
  if (open >= 0) sizes[static_cast<size_t>(open)] = length - total;
  return sizes;
}

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const size_t num = static_cast<size_t>(x.attrs.get<int64_t>("num_split", 1));
  const auto dim = known_integers(x.in[2]), sizes = known_integers(x.in[1]);
  if (sizes && std::count(sizes->begin(), sizes->end(), int64_t{-1}) > 1) return Fault{&kOpen, {}};
  for (size_t i = 0; sizes && i < sizes->size(); ++i)
    if ((*sizes)[i] < -1) return Fault{&kNegative, {{"at", std::to_string(i)}, {"size", text((*sizes)[i])}}};
  if (!in.known_rank()) return Specs(num, Spec{x.in[0].dtype, in});
  if (!dim) return Specs(num, Spec{x.in[0].dtype, Shape(std::vector<int64_t>(in.rank(), Shape::kUnknown))});
  const auto axis = place((*dim)[0], in.rank());
  if (!axis) return Fault{&kFaults[0], {{"rank", std::to_string(in.rank())}, {"axis", text((*dim)[0])}}};
  Specs out(num, Spec{x.in[0].dtype, in.with(*axis, -1)});
  if (!sizes) return out;
  if (in[*axis] < 0) {
    for (size_t i = 0; i < num; ++i) out[i].shape[*axis] = (*sizes)[i];
    return out;
  }
  auto filled = resolve(*sizes, in[*axis]);              // the sizes add up to the length
  if (!filled.ok()) return Fault{&kFaults[1], {{"total", text(filled.error())}}};
  for (size_t i = 0; i < num; ++i) out[i].shape[*axis] = filled.value()[i];
  return out;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const size_t axis = *place(k.in(2).int_at(0), in.shape().rank());
  const auto sizes = resolve(integers(k.in(1)), in.shape()[axis]);
  const int64_t outer = in.shape().slice(0, axis).elements(), inner = in.shape().slice(axis + 1, in.shape().rank()).elements();
  int64_t at = 0;
  for (size_t i = 0; i < sizes.value().size(); ++i) {
    const int64_t size = sizes.value()[i];
    Tensor& out = k.out(i, in.dtype(), in.shape().with(axis, size));
    for (int64_t o = 0; o < outer; ++o) copy_elements(in, (o * in.shape()[axis] + at) * inner, out, o * size * inner, size * inner);
    at += size;
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  Operands dys(g.dy.begin(), g.dy.end());
  for (size_t i = 0; i < dys.size(); ++i)
    if (!dys[i]) dys[i] = g.emit.emit(kZerosLike, {g.out[i]});
  dys.push_back(g.in[2]);
  return {dys.size() == 2 ? dys[0] : g.emit.emit_all(kConcatV2, dys, {{"N", static_cast<int64_t>(dys.size() - 1)}})[0], {}, {}};
}

}  // namespace

constexpr OpDef kSplitV{.name = "SplitV", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_values = "size_splits, split_dim"};

}  // namespace misfit
