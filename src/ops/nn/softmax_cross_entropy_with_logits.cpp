// loss = -Σ labels · log softmax(logits), a row; and its gradient softmax(logits) - labels beside it.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/nn/rows.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"xent_c1", "InvalidArgumentError", "logits and labels must be broadcastable: logits_size={a} labels_size={b}",
     "Dimensions must be equal, but are {length_a} and {length_b}", {}, {}, "ValueError"},
    {"xent_c2", "InvalidArgumentError", "logits and labels must be either 2-dimensional, or broadcasted to be 2-dimensional", "Shape must be rank 2 but is rank {rank}", {}, {}, "ValueError"},
};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &a = x.in[0].shape, &b = x.in[1].shape;
  auto both = broadcast_or_fault(a, b);
  if (!both.ok()) return Fault{&kFaults[0], both.error().arguments};   // logits and labels broadcast
  const Shape& s = both.value();
  if (!s.known_rank()) return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}, {x.in[0].dtype, Shape{Shape::kUnknown, Shape::kUnknown}}};
  if (s.rank() != 2) return Fault{&kFaults[1], {{"rank", std::to_string(s.rank())}}};
  return Specs{{x.in[0].dtype, Shape{s[0]}}, {x.in[0].dtype, s}};
}

Tensor stretched(const Tensor& t, const Shape& to) {
  if (t.shape() == to) return t;
  Tensor out = Tensor::uninitialized(t.dtype(), to);
  visit_working_float(t.dtype(), [&](auto zero) {
    using T = decltype(zero);
    const T none = 0;
    run_broadcast(broadcast_loop(t.shape(), Shape{}, to), t.data<T>().data(), &none, out.mutable_data<T>().data(), [](T x, T) { return x; });
  });
  return out;
}

std::optional<Fault> compute(Kernel& k) {
  const DType t = k.in(0).dtype(), w = working_type(t);
  const Shape shape = broadcast_shape(k.in(0).shape(), k.in(1).shape());
  const Tensor logits = stretched(cast(k.in(0), w), shape), labels = stretched(cast(k.in(1), w), shape);
  Tensor loss = w == t ? k.out(0, t, Shape{shape[0]}) : Tensor::uninitialized(w, Shape{shape[0]});
  Tensor grad = w == t ? k.out(1, t, shape) : Tensor::uninitialized(w, shape);
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    const int64_t n = shape[1];
    const T* p = labels.data<T>().data();
    T *y = grad.mutable_data<T>().data(), *losses = loss.mutable_data<T>().data();
    const std::vector<T> sums = shift_rows(logits.data<T>().data(), y, logits.elements(), n), logs = logs_of(sums);
    std::vector<T> terms(static_cast<size_t>(n));
    for (size_t r = 0; r < sums.size(); ++r) {
      const int64_t row = static_cast<int64_t>(r) * n;
      for (int64_t i = 0; i < n; ++i) terms[static_cast<size_t>(i)] = p[row + i] * (logs[r] - y[row + i]);
      losses[r] = reduce_neighbours(terms.data(), n, T(0), [](T a, T b) { return a + b; });
    }
    if (!n) std::fill_n(losses, shape[0], T(0));
    exp_all(y, y, logits.elements());
    for (size_t r = 0; r < sums.size(); ++r)
      for (int64_t i = static_cast<int64_t>(r) * n, end = i + n; i < end; ++i) y[i] = y[i] / sums[r] - p[i];
  });
  if (w != t) {
    k.forward(0, cast(loss, t));
    k.forward(1, cast(grad, t));
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  const Operand dy = f.run(kExpandDims, {g.dy[0], f.integer(-1)});
  const Operand logits = f.mul(dy, g.out[1]);
  const Operand labels = f.mul(dy, f.neg(f.run(kLogSoftmax, {g.in[0]})));
  return {f.sum_to(logits, g.in[0]), f.sum_to(labels, g.in[1])};
}

AxisMap axes(const Inference&, size_t output) { return output ? AxisMap{{0, 0}, {0, 1}} : AxisMap{{0, 0}}; }

}  // namespace

constexpr OpDef kSoftmaxCrossEntropyWithLogits{.name = "SoftmaxCrossEntropyWithLogits", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
