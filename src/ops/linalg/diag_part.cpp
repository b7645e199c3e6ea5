// The diagonal of a tensor whose axes come twice.
#include "ops/array/copy.h"
#include "ops/formula.h"
#include "ops/library_ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"diag_part_c1", "InvalidArgumentError", "The rank of the tensor should be                                          even and positive, got shape {shape}", "Input must have even and non-zero rank, input rank is {rank}", {}, {}, "ValueError"},
                                 {"diag_part_c2", "InvalidArgumentError", "Invalid shape {shape}: dimensions {axis} and {other} do not match."}};

Result<Specs, Fault> infer(const Inference& x) {
  const Shape& s = x.in[0].shape;
  if (!s.known_rank()) return infer_unknown(x);
  if (s.rank() == 0 || s.rank() % 2) return Fault{&kFaults[0], {{"shape", bracket_text(s)}, {"rank", std::to_string(s.rank())}}};
  auto half = merge(s.slice(0, s.rank() / 2), s.slice(s.rank() / 2, s.rank()));
  if (!half.ok() && x.eager)
    for (size_t i = 0; i < s.rank() / 2; ++i)
      if (s[i] != s[i + s.rank() / 2]) return Fault{&kFaults[1], {{"shape", bracket_text(s)}, {"axis", std::to_string(i)}, {"other", std::to_string(i + s.rank() / 2)}}};
  for (size_t i = 0; !half.ok() && i < s.rank() / 2; ++i)  // axis by axis
    if (auto length = merge(s[i], s[i + s.rank() / 2]); !length.ok()) return length.error();
  if (!half.ok()) return half.error();
  return Specs{{x.in[0].dtype, *half}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  Tensor& out = k.out(0, in.dtype(), in.shape().slice(0, in.shape().rank() / 2));
  for (int64_t i = 0; i < out.elements(); ++i) copy_elements(in, i * (out.elements() + 1), out, i, 1);
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.run(kDiag, {g.dy[0]})}; }

}  // namespace

constexpr OpDef kDiagPart{.name = "DiagPart", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient};

}  // namespace misfit
