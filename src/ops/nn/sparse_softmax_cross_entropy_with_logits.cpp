// loss = -log softmax(logits)[label], a row; and its gradient beside it.
#include <algorithm>

#include "ops/formula.h"
#include "ops/nn/rows.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"sparse_xent_c1", "InvalidArgumentError", "logits must be 2-D, but got shape {logits}", "Shape must be rank 2 but is rank {rank}", {}, {}, "ValueError"},
    {"sparse_xent_c2", "InvalidArgumentError", "labels must be 1-D, but got shape {labels}", "Shape must be rank 1 but is rank {rank}", {}, {}, "ValueError"},
    {"sparse_xent_c3", "InvalidArgumentError", "logits and labels must have the same first dimension, got logits shape {logits} and labels shape {labels}",
     "Dimensions must be equal, but are {rows} and {count}", {}, {}, "ValueError"},
    {"sparse_xent_c4", "InvalidArgumentError", "Must have at least one class, but got logits shape {logits}"},
    {"sparse_xent_c5", "InvalidArgumentError", "Received a label value of {label} which is outside the valid range of [0, {classes}).  Label values: {values}"},
};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &logits = x.in[0].shape, &labels = x.in[1].shape;
  const auto fault = [&](size_t which, const Shape& s) {
    return Fault{&kFaults[which], {{"logits", bracket_text(logits)}, {"labels", bracket_text(labels)}, {"rank", s.known_rank() ? std::to_string(s.rank()) : ""},
                                   {"rows", s.known_rank() && s.rank() ? text(s[0]) : ""}, {"count", labels.known_rank() && labels.rank() ? text(labels[0]) : ""}}};
  };
  if (logits.known_rank() && logits.rank() != 2) return fault(0, logits);
  if (labels.known_rank() && labels.rank() != 1) return fault(1, labels);
  if (!logits.known_rank()) return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}, {x.in[0].dtype, Shape{Shape::kUnknown, Shape::kUnknown}}};
  int64_t rows = logits[0];
  if (labels.known_rank()) {
    if (rows >= 0 && labels[0] >= 0 && rows != labels[0]) return fault(2, logits);   // one label a row
    if (rows < 0) rows = labels[0];
  }
  if (x.eager && logits[1] == 0 && logits[0] > 0) return fault(3, logits);           // classes > 0
  return Specs{{x.in[0].dtype, Shape{rows}}, {x.in[0].dtype, Shape{rows, logits[1]}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &logits = k.in(0), &labels = k.in(1);
  const int64_t rows = logits.shape()[0], n = logits.shape()[1];
  const std::vector<int64_t> classes = integers(labels);
  if (!classes.empty()) {                                  // 0 <= label < classes; the smallest is named if negative, else the largest
    const auto [least, most] = std::minmax_element(classes.begin(), classes.end());
    const int64_t label = *least < 0 ? *least : *most;
    if (label < 0 || label >= n) {
      std::string values;
      for (int64_t c : classes) values += (values.empty() ? "" : " ") + text(c);
      return Fault{&kFaults[4], {{"label", text(label)}, {"classes", text(n)}, {"values", values}}};
    }
  }
  const DType t = logits.dtype(), w = working_type(t);
  const Tensor in = cast(logits, w);
  Tensor loss = w == t ? k.out(0, t, Shape{rows}) : Tensor::uninitialized(w, Shape{rows});
  Tensor grad = w == t ? k.out(1, t, logits.shape()) : Tensor::uninitialized(w, logits.shape());
  visit_working_float(w, [&](auto zero) {
    using T = decltype(zero);
    T* y = grad.mutable_data<T>().data();
    const std::vector<T> sums = shift_rows(in.data<T>().data(), y, in.elements(), n);
    for (size_t r = 0; r < sums.size(); ++r) loss.mutable_data<T>()[r] = math::log(sums[r]) - y[static_cast<int64_t>(r) * n + classes[r]];
    exp_all(y, y, in.elements());
    for (size_t r = 0; r < sums.size(); ++r, y += n) {
      for (int64_t i = 0; i < n; ++i) y[i] /= sums[r];
      y[classes[r]] -= 1;
    }
  });
  if (w != t) {
    k.forward(0, cast(loss, t));
    k.forward(1, cast(grad, t));
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  const Formula f{g.emit};
  return {f.mul(f.run(kExpandDims, {g.dy[0], f.integer(-1)}), g.out[1]), {}};
}

AxisMap axes(const Inference&, size_t output) { return output ? AxisMap{{0, 0}, {0, 1}} : AxisMap{{0, 0}}; }

}  // namespace

constexpr OpDef kSparseSoftmaxCrossEntropyWithLogits{.name = "SparseSoftmaxCrossEntropyWithLogits", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
