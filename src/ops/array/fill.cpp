// A tensor of one value.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"fill_c1", "InvalidArgumentError", "Dimension {length} must be >= 0", "Fill dimensions must be >= 0", {}, {}, "ValueError"},
    {"fill_c2", "InvalidArgumentError", "value must represent a scalar, got shape {shape}", "Shape must be rank 0 but is rank {rank}", {}, {}, "ValueError"},
    {"fill_c3", "InvalidArgumentError", "dims must represent a vector, got shape {shape}", "Shape must be rank 1 but is rank {rank}", {}, {}, "ValueError"},
    {"fill_c4", "InvalidArgumentError", "Shape {shape} would have more than 2**63 - 1 elements", {}, {}, {}, "ValueError"},
};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape &dims = x.in[0].shape, &value = x.in[1].shape;
  if (dims.known_rank() && dims.rank() != 1 && !(x.eager && dims.rank() == 0))
    return Fault{&kFaults[2], {{"shape", bracket_text(dims)}, {"rank", std::to_string(dims.rank())}}};
  if (value.known_rank() && value.rank() != 0 && !(x.eager && value == Shape{1}))
    return Fault{&kFaults[1], {{"shape", bracket_text(value)}, {"rank", std::to_string(value.rank())}}};
  if (const auto lengths = known_integers(x.in[0])) {
    double elements = 1;
    for (int64_t d : *lengths) {
      if (d < 0) return Fault{&kFaults[0], {{"length", text(d)}}};
      elements *= static_cast<double>(d);
    }
    if (elements >= 9223372036854775808.0) return Fault{&kFaults[3], {{"shape", bracket_text(Shape(*lengths))}}};
  }
  return Specs{{x.in[1].dtype, shape_from(x.in[0])}};
}

std::optional<Fault> compute(Kernel& k) {
  const Shape shape(integers(k.in(0)));
  gather_strided(k.in(1), 0, std::vector<int64_t>(shape.rank(), 0), k.out(0, k.in(1).dtype(), shape));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {{}, Formula{g.emit}.run(kSumTo, {g.dy[0], g.in[1]})}; }

}  // namespace

constexpr OpDef kFill{.name = "Fill", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .reads_shapes = "dims"};

}  // namespace misfit
