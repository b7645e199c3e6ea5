// Blocks of channels laid out as pixels.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"depth_to_space_c1", "InvalidArgumentError", "Input depth dimension {depth} should be divisible by: {block}", "Dimension size must be evenly divisible by {block} but is {depth}", {}, {}, "ValueError"},
                                 {"depth_to_space_c2", "InvalidArgumentError", "Input rank should be: 4 instead of: {rank}"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& s = x.in[0].shape;
  if (x.eager && s.rank() != 4) return Fault{&kFaults[1], {{"rank", text(s.rank())}}};
  if (auto fault = want_rank(s, 4)) return *fault;
  if (!s.known_rank()) return infer_unknown(x);
  const int64_t b = x.attrs.get<int64_t>("block_size"), c = s[3];
  if (c >= 0 && c % (b * b)) return Fault{&kFaults[0], {{"depth", text(c)}, {"block", text(b * b)}}};
  const auto times = [&](int64_t n) { return n < 0 ? n : n * b; };
  return Specs{{x.in[0].dtype, Shape{s[0], times(s[1]), times(s[2]), c < 0 ? c : c / (b * b)}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Spec spec{in.dtype(), in.shape()};
  auto shape = infer({{&spec, 1}, k.attrs(), true});
  if (!shape.ok()) return shape.error();
  Tensor& out = k.out(0, in.dtype(), shape.value()[0].shape);
  const Shape &s = in.shape(), o = shape.value()[0].shape;
  const int64_t b = k.attrs().get<int64_t>("block_size");
  for (int64_t at = 0; at < out.elements(); ++at) {
    const int64_t ch = at % o[3], x = at / o[3] % o[2], y = at / (o[3] * o[2]) % o[1], n = at / (o[3] * o[2] * o[1]);
    copy_elements(in, ((n * s[1] + y / b) * s[2] + x / b) * s[3] + (y % b * b + x % b) * o[3] + ch, out, at, 1);
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kSpaceToDepth, {g.dy[0]}, {{"block_size", g.attrs.get<int64_t>("block_size")}})}; }

}  // namespace

constexpr OpDef kDepthToSpace{.name = "DepthToSpace", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
