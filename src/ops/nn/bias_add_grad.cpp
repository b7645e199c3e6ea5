// dy summed over everything but the channels.
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/reduce/reduce.h"
#include "ops/rules.h"

namespace misfit {
namespace {

size_t channel_axis(const Attrs& attrs, const Shape& s) { return attrs.get<std::string>("data_format", "NHWC") == "NCHW" ? 1 : s.rank() - 1; }

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& dy = x.in[0].shape;
  if (!dy.known_rank()) return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}};
  return Specs{{x.in[0].dtype, Shape{dy[channel_axis(x.attrs, dy)]}}};
}

// Row after row; two threads take half of the rows each where that is much work.
template <class T> void sum_rows(const T* in, int64_t elements, int64_t columns, T* out) {
  std::fill_n(out, columns, T(0));
  if (!columns) return;
  const int64_t rows = elements / columns, block = elements >= 124445 && columns <= 64 ? (rows + 1) / 2 : rows;
  for (int64_t i = 0; i < block; ++i)
    for (int64_t j = 0; j < columns; ++j) out[j] += in[i * columns + j];
  if (block == rows) return;
  std::vector<T> second(static_cast<size_t>(columns), T(0));
  for (int64_t i = block; i < rows; ++i)
    for (int64_t j = 0; j < columns; ++j) second[static_cast<size_t>(j)] += in[i * columns + j];
  for (int64_t j = 0; j < columns; ++j) out[j] += second[static_cast<size_t>(j)];
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& dy = k.in(0);
  std::vector<bool> reduced(dy.shape().rank(), true);
  const size_t axis = channel_axis(k.attrs(), dy.shape());
  reduced[axis] = false;
  const DType t = dy.dtype(), w = working_type(t);
  Tensor& out = k.out(0, t, Shape{dy.shape()[axis]});
  const std::vector<ReduceStep> steps = reduce_steps(dy.shape(), reduced);
  const Tensor in = cast(dy, w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, out.shape());
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    if (axis + 1 == dy.shape().rank()) return sum_rows(in.data<T>().data(), dy.elements(), out.elements(), wide.mutable_data<T>().data());
    if (steps.empty()) std::copy_n(in.data<T>().data(), in.elements(), wide.mutable_data<T>().data());
    else reduce_all_steps<T>(in, wide, steps, T(0), [](T a, T b) { return static_cast<T>(a + b); });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Shape& s = g.in[0].shape;
  Operand d = g.dy[0];
  if (channel_axis(g.attrs, s) == 1 && s.rank() > 2) {
    std::vector<int64_t> dims(s.rank() - 1, 1);
    dims[0] = -1;
    d = f.reshape(d, f.integers(dims));
  }
  return {f.run(kBroadcastTo, {d, f.shape(g.in[0])})};
}

}  // namespace

constexpr OpDef kBiasAddGrad{.name = "BiasAddGrad", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
