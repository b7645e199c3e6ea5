// A vector added along the channel axis.
#include "ops/elementwise/loops.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"bias_add_c1", "InvalidArgumentError", "Must provide as many biases as the last dimension of the input tensor: {bias} vs. {value}",
     "Dimensions must be equal, but are {length_a} and {length_b}", {}, {}, "ValueError"},
    {"bias_add_c2", "InvalidArgumentError", "Input tensor must be at least 2D: {value}", "Shape must be at least rank 2 but is rank {rank}", {}, {}, "ValueError"},
    {"bias_add_c3", "InvalidArgumentError", "Biases must be 1D: {bias}", "Shape must be rank 1 but is rank {rank}", {}, {}, "ValueError"},
};

bool channels_first(const Attrs& attrs) { return attrs.get<std::string>("data_format", "NHWC") == "NCHW"; }

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &value = x.in[0].shape, &bias = x.in[1].shape;
  const auto fault = [&](size_t which, const Shape& s, int64_t a = 0, int64_t b = 0) {
    return Fault{&kFaults[which], {{"value", bracket_text(value)}, {"bias", bracket_text(bias)}, {"rank", s.known_rank() ? std::to_string(s.rank()) : ""},
                                   {"length_a", text(a)}, {"length_b", text(b)}}};
  };
  if (value.known_rank() && value.rank() < 2) return fault(1, value);
  if (bias.known_rank() && bias.rank() != 1) return fault(2, bias);
  if (!value.known_rank() || !bias.known_rank()) return infer_same(x);
  const size_t axis = channels_first(x.attrs) ? 1 : value.rank() - 1;
  if (value[axis] >= 0 && bias[0] >= 0 && value[axis] != bias[0])   // length(bias) = channels
    return fault(0, value, value[axis], bias[0]);
  return Specs{{x.in[0].dtype, value.with(axis, value[axis] < 0 ? bias[0] : value[axis])}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor &value = k.in(0), &bias = k.in(1);
  const DType t = value.dtype(), w = working_type(t);
  Tensor& out = k.out(0, t, value.shape());
  if (out.elements() == 0) return std::nullopt;
  Shape stretched(std::vector<int64_t>(value.shape().rank(), 1));
  stretched[channels_first(k.attrs()) ? 1 : value.shape().rank() - 1] = bias.elements();
  const Tensor a = cast(value, w), b = cast(bias, w);
  Tensor wide = w == t ? out : Tensor::uninitialized(w, value.shape());
  const BroadcastLoop loop = broadcast_loop(value.shape(), stretched, value.shape());
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    run_broadcast(loop, a.data<T>().data(), b.data<T>().data(), wide.mutable_data<T>().data(), [](T x, T y) { return x + y; });
  });
  if (w != t) std::copy_n(cast(wide, t).raw(), out.bytes(), out.mutable_raw());
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  return {g.dy[0], Formula{g.emit}.run(kBiasAddGrad, {g.dy[0]}, {{"data_format", g.attrs.get<std::string>("data_format", "NHWC")}})};
}

}  // namespace

constexpr OpDef kBiasAdd{.name = "BiasAdd", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes_same};

}  // namespace misfit
