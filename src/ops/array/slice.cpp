// A block of a tensor: size[i] elements from begin[i] on; -1: to the end.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"slice_c1", "InvalidArgumentError", "Expected begin[{axis}] in [0, {length}], but got {begin}"},
    {"slice_c2", "InvalidArgumentError", "Expected size[{axis}] in [0, {room}], but got {size}",
     "Expected size[{axis}] in [0, {room}], but got {size}", {}, {}, "ValueError"},
    {"slice_c3", "InvalidArgumentError", "Expected begin and size arguments to be 1-D tensors of size {rank}, but got shapes {begin} and {size} instead.",
     "Shape must be rank {rank} but is rank {found}", {}, {}, "ValueError"},
};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& in = x.in[0].shape;
  const auto begin = known_integers(x.in[1]), size = known_integers(x.in[2]);
  if (!in.known_rank()) {
    if (size) return Specs{{x.in[0].dtype, Shape(std::vector<int64_t>(size->size(), Shape::kUnknown))}};
    return infer_unknown(x);
  }
  const int64_t rank = static_cast<int64_t>(in.rank());
  for (size_t i = 1; i <= 2; ++i) {                      // begin and size have one entry per axis
    const Shape& s = x.in[i].shape;
    if (s.known_rank() && s.rank() == 1 && s[0] >= 0 && s[0] != rank)
      return Fault{&kFaults[2], {{"rank", text(rank)}, {"found", text(s[0])}, {"begin", bracket_text(x.in[1].shape)}, {"size", bracket_text(x.in[2].shape)}}};
  }
  Shape out(std::vector<int64_t>(in.rank(), Shape::kUnknown));
  for (size_t i = 0; i < in.rank(); ++i) {
    if (begin && in[i] >= 0 && ((*begin)[i] < 0 || (*begin)[i] > in[i]))
      return Fault{&kFaults[0], {{"axis", std::to_string(i)}, {"length", text(in[i])}, {"begin", text((*begin)[i])}}};
    if (!size) continue;
    if ((*size)[i] == -1) {
      if (begin && in[i] >= 0) out[i] = in[i] - (*begin)[i];
      continue;
    }
    out[i] = (*size)[i];
    const int64_t room = begin && in[i] >= 0 ? in[i] - (*begin)[i] : -1;
    if (room >= 0 && (out[i] < 0 || out[i] > room))      // 0 <= size <= length - begin
      return Fault{&kFaults[1], {{"axis", std::to_string(i)}, {"room", text(room)}, {"size", text(out[i])}}};
  }
  Spec spec{x.in[0].dtype, out};
  const std::optional<Shape>& partial = x.in[0].partial;
  if (partial && partial->known_rank() && in.rank() == 1 && begin && out[0] >= 0)
    spec.partial = partial->slice(static_cast<size_t>((*begin)[0]), static_cast<size_t>((*begin)[0] + out[0]));
  return Specs{spec};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const std::vector<int64_t> begin = integers(k.in(1)), strides = strides_of(in.shape());
  std::vector<int64_t> size = integers(k.in(2));
  int64_t offset = 0;
  for (size_t i = 0; i < size.size(); ++i) {
    if (size[i] == -1) size[i] = in.shape()[i] - begin[i];
    offset += begin[i] * strides[i];
  }
  gather_strided(in, offset, strides, k.out(0, in.dtype(), Shape(std::move(size))));
  return std::nullopt;
}

// dy with zeros around it.
Operands gradient(const Gradient& g) { return {g.emit.emit(kSliceGrad, {g.dy[0], g.in[0], g.in[1]}), {}, {}}; }

}  // namespace

constexpr OpDef kSlice{.name = "Slice", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same, .reads_values = "begin", .reads_shapes = "size"};

}  // namespace misfit
