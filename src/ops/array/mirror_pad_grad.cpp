// dy folded back onto what was mirrored. Inputs: dy and the paddings.
#include "ops/array/copy.h"
#include "ops/array/padding.h"
#include "ops/elementwise/loops.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  const auto p = known_integers(x.in[1]);
  const Shape& in = x.in[0].shape;
  if (!in.known_rank()) return infer_unknown(x);
  Shape out(std::vector<int64_t>(in.rank(), Shape::kUnknown));
  for (size_t i = 0; p && i < in.rank(); ++i)
    if (in[i] >= 0) out[i] = in[i] - (*p)[2 * i] - (*p)[2 * i + 1];
  return Specs{{x.in[0].dtype, out}};
}

template <class T> Tensor folded(const Tensor& in, size_t axis, int64_t before, int64_t after, int64_t edge) {
  const int64_t total = in.shape()[axis], n = total - before - after;
  Tensor out = Tensor::uninitialized(in.dtype(), in.shape().with(axis, n));
  fill_zero(out);
  const int64_t outer = in.shape().slice(0, axis).elements(), inner = in.shape().slice(axis + 1, in.shape().rank()).elements();
  const T* from = in.data<T>().data();
  T* to = out.mutable_data<T>().data();
  for (int64_t o = 0; o < outer; ++o)
    for (int64_t i = 0; i < total; ++i) {
      int64_t at = i - before;
      if (at < 0) at = -at - edge;
      if (at >= n) at = 2 * n - 2 - at + edge;
      for (int64_t j = 0; j < inner; ++j) to[(o * n + at) * inner + j] += *from++;
    }
  return out;
}

std::optional<Fault> compute(Kernel& k) {
  const std::vector<int64_t> p = paddings(k);
  const int64_t edge = k.attrs().get<std::string>("mode") == "REFLECT" ? 0 : 1;
  const DType t = k.in(0).dtype(), w = working_type(t);
  Tensor out = cast(k.in(0), w);
  visit_working(w, [&](auto zero) {
    for (size_t i = 0; i < out.shape().rank(); ++i) out = folded<decltype(zero)>(out, i, p[2 * i], p[2 * i + 1], edge);
  });
  k.forward(0, cast(out, t));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {g.emit.emit(kMirrorPad, {g.dy[0], g.in[1]}, {{"mode", g.attrs.get<std::string>("mode")}}), {}}; }

}  // namespace

constexpr OpDef kMirrorPadGrad{.name = "MirrorPadGrad", .infer = infer, .compute = compute, .gradient = gradient, .reads_values = "paddings"};

}  // namespace misfit
