// Tensors of one shape stacked along a new axis.
#include "ops/array/copy.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"pack_c1", "InvalidArgumentError", "Shapes of all inputs must match: values[0].shape = {a} != values[{index}].shape = {b}",
     "{merge}\n\tFrom merging shape {before} with other shapes.", {}, {}, "ValueError"},
    {"pack_c2", "InvalidArgumentError", "axis = {axis} not in [{low}, {high})", {}, {}, {}, "ValueError"},
};

Result<Specs, Fault> infer(const Inference& x) {
  const DType t = x.in[0].dtype;
  Shape shape = x.in.back().shape;                       // the shape function merges from the last to the first
  if (x.eager) {
    for (size_t i = 1; i < x.in.size(); ++i)             // all shapes are equal
      if (!(x.in[i].shape == x.in[0].shape))
        return Fault{&kFaults[0], {{"a", bracket_text(x.in[0].shape)}, {"index", std::to_string(i)}, {"b", bracket_text(x.in[i].shape)}, {"merge", ""}, {"before", ""}}};
  } else {
    for (size_t i = x.in.size() - 1; i-- > 0;) {
      auto merged = merge(x.in[i].shape, shape);
      if (!merged.ok())
        return Fault{&kFaults[0], {{"merge", say(merged.error(), Dialect::kGraph)}, {"before", std::to_string(i)}, {"a", ""}, {"index", ""}, {"b", ""}}};
      shape = merged.value();
    }
  }
  if (!shape.known_rank()) return Specs{{t, Shape::unknown_rank()}};
  int64_t axis = x.attrs.get<int64_t>("axis");
  const int64_t rank = static_cast<int64_t>(shape.rank()) + 1;
  if (axis < -rank || axis >= rank)                      // -(rank + 1) <= axis < rank + 1
    return Fault{&kFaults[1], {{"axis", text(axis)}, {"low", text(-rank)}, {"high", text(rank)}}};
  if (axis < 0) axis += rank;
  std::vector<int64_t> dims(shape.begin(), shape.end());
  dims.insert(dims.begin() + axis, static_cast<int64_t>(x.in.size()));
  Spec out{t, Shape(std::move(dims))};
  if (shape.rank() == 0 && is_integer(t)) {              // shapes are put together this way
    Shape partial;
    for (const Spec& s : x.in)
      partial.push_back(s.constant ? std::max<int64_t>(s.constant.int_at(0), -1) : s.partial && s.partial->known_rank() && s.partial->rank() == 1 ? (*s.partial)[0] : -1);
    out.partial = partial;
  }
  return Specs{out};
}

std::optional<Fault> compute(Kernel& k) {
  const Shape& in = k.in(0).shape();
  const int64_t n = static_cast<int64_t>(k.inputs()), rank = static_cast<int64_t>(in.rank()) + 1;
  int64_t axis = k.attrs().get<int64_t>("axis");
  if (axis < 0) axis += rank;
  std::vector<int64_t> dims(in.begin(), in.end());
  dims.insert(dims.begin() + axis, n);
  Tensor& out = k.out(0, k.in(0).dtype(), Shape(std::move(dims)));
  const int64_t outer = in.slice(0, static_cast<size_t>(axis)).elements(), run = in.slice(static_cast<size_t>(axis), in.rank()).elements();
  for (int64_t i = 0; i < n; ++i)
    for (int64_t o = 0; o < outer; ++o) copy_elements(k.in(static_cast<size_t>(i)), o * run, out, (o * n + i) * run, run);
  return std::nullopt;
}

Operands gradient(const Gradient& g) {
  return g.emit.emit_all(kUnpack, {&g.dy[0], 1}, {{"num", static_cast<int64_t>(g.in.size())}, {"axis", g.attrs.get<int64_t>("axis")}});
}

AxisMap axes(const Inference& x, size_t) {
  AxisMap map = axes_same(x, 0);
  if (!x.in[0].shape.known_rank()) return {};
  int64_t axis = x.attrs.get<int64_t>("axis");
  if (axis < 0) axis += static_cast<int64_t>(map.size()) + 1;
  map.insert(map.begin() + axis, AxisSource{});
  return map;
}

}  // namespace

constexpr OpDef kPack{.name = "Pack", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes};

}  // namespace misfit
