// Filters slid through volumes, one product at a time.
#include "ops/array/copy.h"
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/nn/conv3d.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {

constexpr FaultSpec kConv3DDepth{"conv3d_c1", "InvalidArgumentError", "Input depth must be evenly divisible by filter depth: {in} vs {filter}",
                                 "Depth of input ({in}) is not a multiple of input depth of filter ({filter})", {}, {}, "ValueError"};
constexpr FaultSpec kConv3DRank{"conv3d_c2", "InvalidArgumentError", "{what} must be 5-dimensional", "Shape must be rank 5 but is rank {rank}", {}, {}, "ValueError"};

Result<Conv3DSizes, Fault> conv3d_sizes(const Inference& x, const Shape& in, const Shape& filter) {
  for (const auto& [what, s] : {std::pair("input", &in), std::pair("filter", &filter)})
    if (s->known_rank() && s->rank() != 5) return Fault{&kConv3DRank, {{"what", what}, {"rank", std::to_string(s->rank())}}};
  const auto length = [](const Shape& s, size_t axis) { return s.known_rank() ? s[axis] : Shape::kUnknown; };
  const int64_t channels = length(in, channels_first(x.attrs) ? 1 : 4);
  if (channels >= 0 && length(filter, 3) >= 0 && channels != length(filter, 3))
    return Fault{&kConv3DDepth, {{"in", text(channels)}, {"filter", text(length(filter, 3))}}};
  auto window = slide(x, in, {length(filter, 0), length(filter, 1), length(filter, 2)});
  if (!window.ok()) return window.error();
  return Conv3DSizes{window.value(), length(in, 0), channels, length(filter, 4)};
}

namespace {

Result<Specs, Fault> infer(const Inference& x) {
  auto s = conv3d_sizes(x, x.in[0].shape, x.in[1].shape);
  if (!s.ok()) return s.error();
  return Specs{{x.in[0].dtype, image_shape(s->window, s->batch, s->filters)}};
}

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Spec in[] = {{t, k.in(0).shape()}, {t, k.in(1).shape()}};
  auto s = conv3d_sizes({in, k.attrs(), true}, in[0].shape, in[1].shape);
  if (!s.ok()) return s.error();
  Tensor out = Tensor::uninitialized(w, image_shape(s->window, s->batch, s->filters));
  fill_zero(out);
  const Tensor x = cast(k.in(0), w), filter = cast(k.in(1), w);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const T *a = x.data<T>().data(), *b = filter.data<T>().data();
    T* y = out.mutable_data<T>().data();
    each_product(s.value(), [&](int64_t i, int64_t f, int64_t o) {
      for (int64_t c = 0; c < s->channels; ++c)
        for (int64_t q = 0; q < s->filters; ++q) y[o + q] += a[i + c] * b[f + c * s->filters + q];
    });
  });
  k.forward(0, cast(out, t));
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.run(kConv3DBackpropInputV2, {f.shape(g.in[0]), g.in[1], g.dy[0]}, g.attrs), f.run(kConv3DBackpropFilterV2, {g.in[0], f.shape(g.in[1]), g.dy[0]}, g.attrs)};
}

AxisMap axes(const Inference&, size_t) { return {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 4}}; }

}  // namespace

constexpr OpDef kConv3D{.name = "Conv3D", .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
