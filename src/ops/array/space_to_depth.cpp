// Blocks of pixels laid out as channels.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"space_to_depth_c1", "InvalidArgumentError", "Image width {width} and height {height} should be divisible by block_size: {block}", "Dimension size must be evenly divisible by {block} but is {length}", {}, {}, "ValueError"},
                                 {"space_to_depth_c2", "InvalidArgumentError", "Input rank should be 4 instead of {rank}"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& s = x.in[0].shape;
  if (x.eager && s.rank() != 4) return Fault{&kFaults[1], {{"rank", text(s.rank())}}};
  if (auto fault = want_rank(s, 4)) return *fault;
  if (!s.known_rank()) return infer_unknown(x);
  const int64_t b = x.attrs.get<int64_t>("block_size");
  for (size_t i = 1; i < 3; ++i)
    if (s[i] >= 0 && s[i] % b) return Fault{&kFaults[0], {{"height", text(s[1])}, {"width", text(s[2])}, {"length", text(s[i])}, {"block", text(b)}}};
  const auto part = [&](int64_t n) { return n < 0 ? n : n / b; };
  return Specs{{x.in[0].dtype, Shape{s[0], part(s[1]), part(s[2]), s[3] < 0 ? s[3] : s[3] * b * b}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Spec spec{in.dtype(), in.shape()};
  auto shape = infer({{&spec, 1}, k.attrs(), true});
  if (!shape.ok()) return shape.error();
  Tensor& out = k.out(0, in.dtype(), shape.value()[0].shape);
  const Shape &s = in.shape(), o = shape.value()[0].shape;
  const int64_t b = k.attrs().get<int64_t>("block_size");
  for (int64_t at = 0; at < in.elements(); ++at) {
    const int64_t ch = at % s[3], x = at / s[3] % s[2], y = at / (s[3] * s[2]) % s[1], n = at / (s[3] * s[2] * s[1]);
    copy_elements(in, at, out, ((n * o[1] + y / b) * o[2] + x / b) * o[3] + (y % b * b + x % b) * s[3] + ch, 1);
  }
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kDepthToSpace, {g.dy[0]}, {{"block_size", g.attrs.get<int64_t>("block_size")}})}; }

}  // namespace

constexpr OpDef kSpaceToDepth{.name = "SpaceToDepth", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
