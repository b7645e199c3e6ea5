// dy shared evenly among the elements of each window. Inputs: the input's shape, dy.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/nn/pool.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.in[1].dtype, shape_from(x.in[0])}}; }

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(1).dtype(), w = working_type(t);
  const Spec spec{t, Shape(integers(k.in(0)))};
  auto sizes = pool_sizes({{&spec, 1}, k.attrs(), true}, spec.shape);
  if (!sizes.ok()) return sizes.error();
  const PoolSizes& s = sizes.value();
  Tensor& out = k.out(0, t, spec.shape);
  const Tensor dy = cast(k.in(1), w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, spec.shape);
  fill_zero(wide);
  const int64_t c = s.channels, in_image = pixels_in(s) * c, out_image = pixels_out(s) * c;
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    each_window(s, [&](int64_t o, const std::vector<int64_t>& pixels) {
      const T share = T(1) / static_cast<T>(pixels.size());
      for (int64_t b = 0; b < s.batch; ++b) {
        const T* d = dy.data<T>().data() + b * out_image + o * c;
        T* to = wide.mutable_data<T>().data() + b * in_image;
        for (int64_t p : pixels)
          for (int64_t i = 0; i < c; ++i) to[p * c + i] += d[i] * share;
      }
    });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g, const OpDef& op) { return {{}, Formula{g.emit}.run(op, {g.dy[0]}, g.attrs)}; }

}  // namespace

constexpr OpDef kAvgPoolGrad{.name = "AvgPoolGrad", .infer = infer, .compute = compute, .gradient = [](const Gradient& g) { return gradient(g, kAvgPool); }, .reads_shapes = "orig_input_shape"};
constexpr OpDef kAvgPool3DGrad{.name = "AvgPool3DGrad", .infer = infer, .compute = compute, .gradient = [](const Gradient& g) { return gradient(g, kAvgPool3D); }, .reads_shapes = "orig_input_shape"};

}  // namespace misfit
