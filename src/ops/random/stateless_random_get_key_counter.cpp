// The key and counter that a seed of two numbers stands for.
#include "ops/ops.h"
#include "ops/random/draw.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"random_c3", "InvalidArgumentError", "seed must have shape [2], not {shape}", "Shape must be rank 1 but is rank {rank}", {}, {}, "ValueError"}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& seed = x.in[0].shape;
  if (seed.known_rank() && !(seed.rank() == 1 && (seed[0] == 2 || seed[0] < 0)))
    return Fault{&kFaults[0], {{"shape", bracket_text(seed)}, {"rank", std::to_string(seed.rank())}}};
  return Specs{{DType::kUInt64, Shape{1}}, {DType::kUInt64, Shape{2}}};
}

std::optional<Fault> compute(Kernel& k) {
  const Philox p = seeded_generator(k.in(0));
  const auto joined = [](uint32_t low, uint32_t high) { return low | static_cast<uint64_t>(high) << 32; };
  k.forward(0, Tensor::of<uint64_t>(Shape{1}, {joined(p.key()[0], p.key()[1])}));
  k.forward(1, Tensor::of<uint64_t>(Shape{2}, {joined(p.counter()[0], p.counter()[1]), joined(p.counter()[2], p.counter()[3])}));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStatelessRandomGetKeyCounter{.name = "StatelessRandomGetKeyCounter", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
