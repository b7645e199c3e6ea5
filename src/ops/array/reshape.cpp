// The same elements under another shape; one length may be left open (-1).
#include "ops/formula.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"reshape_c1", "InvalidArgumentError", "Only one input size may be -1, not both {first} and {second}"},
    {"reshape_c2", "InvalidArgumentError", "Size {axis} must be non-negative, not {size}"},
    {"reshape_c3", "InvalidArgumentError", "Input to reshape is a tensor with {elements} values, but the requested shape requires a multiple of {multiple}",
     "Dimension size must be evenly divisible by {divisor} but is {size}", {}, {}, "ValueError"},
    {"reshape_c4", "InvalidArgumentError", "Input to reshape is a tensor with {elements} values, but the requested shape has {wanted}",
     "Cannot reshape a tensor with {elements} elements to shape {shape} ({wanted} elements)", {}, {}, "ValueError"},
    {"reshape_c5", "InvalidArgumentError", "sizes input must be 1-D, not {shape}", "Shape must be rank 1 but is rank {rank}", {}, {}, "ValueError"},
};

// As the kernel: every length is known.
Result<Specs, Fault> infer_values(const Inference& x) {
  const Spec& in = x.in[0];
  std::vector<int64_t> dims = integers(x.in[1].constant);
  int64_t open = -1, known = 1;
  for (size_t i = 0; i < dims.size(); ++i) {
    if (dims[i] == -1) {
      if (open >= 0) return Fault{&kFaults[0], {{"first", text(open)}, {"second", text(static_cast<int64_t>(i))}}};
      open = static_cast<int64_t>(i);
    } else if (dims[i] < 0) {
      return Fault{&kFaults[1], {{"axis", std::to_string(i)}, {"size", text(dims[i])}}};
    } else {
      known *= dims[i];
    }
  }
  const int64_t elements = in.shape.elements();
  if (open >= 0) {
    // Of nothing, what is left of the input's lengths that are not 0 counts.
    int64_t some = 1, given = 1;
    for (const int64_t d : in.shape) some *= d ? d : 1;
    for (const int64_t d : dims) given *= d > 0 ? d : 1;
    if (known == 0 && elements == 0 && some % given == 0) {
      dims[static_cast<size_t>(open)] = some / given;
      return Specs{Spec{in.dtype, Shape(std::move(dims))}};
    }
    if (known == 0 || elements % known)
      return Fault{&kFaults[2], {{"elements", text(elements)}, {"multiple", text(known)}, {"divisor", text(known)}, {"size", text(elements)}}};
    dims[static_cast<size_t>(open)] = elements / known;
  } else if (known != elements) {
    return Fault{&kFaults[3], {{"elements", text(elements)}, {"wanted", text(known)}, {"shape", bracket_text(Shape(dims))}}};
  }
  Spec out{in.dtype, Shape(std::move(dims))};
  if (in.constant) out.constant = in.constant.reshaped(out.shape);
  return Specs{out};
}

struct Count { int64_t known = 1, open = -1; bool too_many = false; };
Count count(const Shape& s) {
  Count c;
  for (size_t i = 0; i < s.rank(); ++i) {
    if (s[i] >= 0) c.known *= s[i];
    else if (c.open >= 0) c.too_many = true;
    else c.open = static_cast<int64_t>(i);
  }
  return c;
}

Fault uneven(int64_t size, int64_t divisor) {
  return {&kFaults[2], {{"divisor", text(divisor)}, {"size", text(size)}, {"elements", text(size)}, {"multiple", text(divisor)}}};
}

// As the shape function (SetOutputShapeForReshape): elements in = elements out, as far as lengths are known.
Result<Specs, Fault> infer(const Inference& x) {
  if (x.in[1].shape.known_rank() && x.in[1].shape.rank() != 1)
    return Fault{&kFaults[4], {{"shape", bracket_text(x.in[1].shape)}, {"rank", std::to_string(x.in[1].shape.rank())}}};
  if (x.eager) return infer_values(x);
  const Shape& in = x.in[0].shape;
  Shape out = shape_from(x.in[1]);
  if (!out.known_rank() || !in.known_rank()) return Specs{{x.in[0].dtype, out}};
  const Count from = count(in), to = count(out);
  if (!from.too_many && !to.too_many) {
    if (from.open < 0 && to.open < 0) {
      if (from.known != to.known)
        return Fault{&kFaults[3], {{"elements", text(from.known)}, {"shape", bracket_text(out)}, {"wanted", text(to.known)}}};
    } else if (from.open < 0 && to.known > 0) {
      if (from.known % to.known) return uneven(from.known, to.known);
      out[static_cast<size_t>(to.open)] = from.known / to.known;
    } else if (to.open < 0 && from.known != 0) {
      if (to.known % from.known) return uneven(to.known, from.known);
    }
  }
  return Specs{{x.in[0].dtype, out}};
}

std::optional<Fault> compute(Kernel& k) {
  std::vector<int64_t> dims = integers(k.in(1));
  int64_t known = 1;
  for (int64_t d : dims) if (d >= 0) known *= d;
  for (int64_t& d : dims) if (d < 0) d = k.in(0).elements() / (known ? known : 1);
  k.forward(0, k.in(0).reshaped(Shape(std::move(dims))));
  return std::nullopt;
}

Operands gradient(const Gradient& g) { return {Formula{g.emit}.reshape_like(g.dy[0], g.in[0]), {}}; }

// An output axis comes from the input axis with the same length and the same number of elements behind it.
AxisMap axes(const Inference& x, size_t) {
  const auto specs = infer(x);
  if (!specs.ok() || !specs.value()[0].shape.known_rank() || !x.in[0].shape.known_rank()) return {};
  const Shape &in = x.in[0].shape, &out = specs.value()[0].shape;
  AxisMap map(out.rank());
  const auto behind = [](const Shape& s, size_t axis) {
    int64_t n = 1;
    for (size_t i = axis + 1; i < s.rank(); ++i) n = s[i] < 0 || n < 0 ? -1 : n * s[i];
    return n;
  };
  for (size_t o = 0; o < out.rank(); ++o)
    for (size_t i = 0; i < in.rank(); ++i)
      if (in[i] == out[o] && behind(in, i) == behind(out, o) && behind(in, i) >= 0) map[o] = {0, static_cast<int>(i)};
  return map;
}

}  // namespace

constexpr OpDef kReshape{.name = "Reshape", .faults = kFaults, .infer = infer, .compute = compute, .gradient = gradient, .axes = axes, .reads_shapes = "shape"};

}  // namespace misfit
