// Texts of several tensors set one behind the other.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"string_join_c1", "InvalidArgumentError", "Input shapes do not match: {a} vs. {b}"}};

Result<Specs, Fault> infer(const Inference& x) {
  Shape out;
  for (const Spec& s : x.in) {
    if (!s.shape.known_rank()) return Specs{{DType::kString, Shape::unknown_rank()}};
    if (s.shape.rank() == 0) continue;
    if (out.rank() == 0) { out = s.shape; continue; }
    if (x.eager && out != s.shape) return Fault{&kFaults[0], {{"a", bracket_text(out)}, {"b", bracket_text(s.shape)}}};
    auto both = merge(out, s.shape);
    if (!both.ok()) return both.error();
    out = *both;
  }
  return Specs{{DType::kString, out}};
}

std::optional<Fault> compute(Kernel& k) {
  Shape shape;
  for (size_t i = 0; i < k.inputs(); ++i) {
    const Shape& s = k.in(i).shape();
    if (s.rank() && shape.rank() && s != shape) return Fault{&kFaults[0], {{"a", bracket_text(shape)}, {"b", bracket_text(s)}}};
    if (s.rank()) shape = s;
  }
  const std::string separator = k.attrs().get<std::string>("separator");
  Tensor& out = k.out(0, DType::kString, shape);
  for (int64_t i = 0; i < out.elements(); ++i) {
    std::string joined;
    for (size_t j = 0; j < k.inputs(); ++j) joined += (j ? separator : "") + k.in(j).text_at(k.in(j).shape().rank() ? i : 0);
    out.mutable_data<std::string>()[static_cast<size_t>(i)] = joined;
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStringJoin{.name = "StringJoin", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
