// The tensor's own values, mirrored, around it.
#include "ops/array/copy.h"
#include "ops/array/padding.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"mirror_pad_c1", "InvalidArgumentError", "paddings must be no greater than the dimension size: {before}, {after} greater than {length}"},
                                 {"mirror_pad_c2", "InvalidArgumentError", "paddings must be less than the dimension size: {before}, {after} not less than {length}"}};

Tensor mirrored_axis(const Tensor& in, size_t axis, int64_t before, int64_t after, bool reflect) {
  const int64_t n = in.shape()[axis], total = n + before + after;
  Tensor out = Tensor::uninitialized(in.dtype(), in.shape().with(axis, total));
  const int64_t outer = in.shape().slice(0, axis).elements(), inner = in.shape().slice(axis + 1, in.shape().rank()).elements();
  const int64_t edge = reflect ? 0 : 1;
  for (int64_t o = 0; o < outer; ++o)
    for (int64_t i = 0; i < total; ++i) {
      int64_t from = i - before;
      if (from < 0) from = -from - edge;
      if (from >= n) from = 2 * n - 2 - from + edge;
      copy_elements(in, (o * n + from) * inner, out, (o * total + i) * inner, inner);
    }
  return out;
}

std::optional<Fault> compute(Kernel& k) {
  const std::vector<int64_t> p = paddings(k);
  const bool reflect = k.attrs().get<std::string>("mode") == "REFLECT";
  Tensor t = k.in(0);
  for (size_t i = 0; i < t.shape().rank(); ++i) {        // no more than the axis has to give
    const int64_t n = t.shape()[i], most = reflect ? n - 1 : n;
    if (p[2 * i] > most || p[2 * i + 1] > most)
      return Fault{&kFaults[reflect ? 1 : 0], {{"before", text(p[2 * i])}, {"after", text(p[2 * i + 1])}, {"length", text(n)}}};
    t = mirrored_axis(t, i, p[2 * i], p[2 * i + 1], reflect);
  }
  k.forward(0, t);
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.emit.emit(kMirrorPadGrad, {g.dy[0], g.in[1]}, {{"mode", g.attrs.get<std::string>("mode")}}), {}}; }

}  // namespace

constexpr OpDef kMirrorPad{.name = "MirrorPad", .faults = kFaults, .infer = infer_pad, .compute = compute, .gradient = gradient, .axes = axes_pad, .reads_values = "paddings"};

}  // namespace misfit
