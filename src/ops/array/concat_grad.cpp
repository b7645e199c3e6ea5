// dy cut into the pieces that were joined: inputs are dy, the pieces and the axis. (TensorFlow does this with ConcatOffset and Slice.)
#include "ops/array/axis.h"
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

Result<Specs, Fault> infer(const Inference& x) {
  Specs out;
  for (size_t i = 1; i + 1 < x.in.size(); ++i) out.push_back({x.in[0].dtype, x.in[i].shape});
  return out;
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& dy = k.in(0);
  const size_t n = k.inputs() - 2, axis = *place(k.in(n + 1).int_at(0), dy.shape().rank());
  const int64_t outer = dy.shape().slice(0, axis).elements(), inner = dy.shape().slice(axis + 1, dy.shape().rank()).elements();
  int64_t at = 0;
  for (size_t i = 0; i < n; ++i) {
    const Shape& shape = k.in(i + 1).shape();
    Tensor& out = k.out(i, dy.dtype(), shape);
    const int64_t run = shape[axis] * inner;
    for (int64_t o = 0; o < outer; ++o) copy_elements(dy, o * dy.shape()[axis] * inner + at, out, o * run, run);
    at += run;
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  Operands grads(g.in.size());
  std::vector<Operand> parts;
  for (size_t i = 0; i < g.dy.size(); ++i) parts.push_back(g.dy[i] ? g.dy[i] : g.emit.emit(kZerosLike, {g.in[i + 1]}));
  parts.push_back(g.in.back());
  grads[0] = g.emit.emit_all(kConcatV2, parts, {{"N", static_cast<int64_t>(g.dy.size())}})[0];
  return grads;
}

}  // namespace

constexpr OpDef kConcatGrad{.name = "ConcatGrad", .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
