// A part of each text, by bytes or by characters.
#include "ops/elementwise/loops.h"
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"substr_c1", "InvalidArgumentError", "pos {pos} out of range for string b'{text}' at index {at}"},
                                 {"substr_c2", "InvalidArgumentError", "pos and len should have the same shape, got: {pos} vs. {len}"}};

Result<Specs, Fault> infer(const Inference& x) {
  if (x.in[1].shape.fully_known() && x.in[2].shape.fully_known() && x.in[1].shape != x.in[2].shape) return Fault{&kFaults[1], {{"pos", bracket_text(x.in[1].shape)}, {"len", bracket_text(x.in[2].shape)}}};
  auto shape = x.in[1].shape.known_rank() && x.in[0].shape.known_rank() ? broadcast_or_fault(x.in[0].shape, x.in[1].shape) : Result<Shape, Fault>(Shape::unknown_rank());
  if (!shape.ok()) return shape.error();
  return Specs{{DType::kString, *shape}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const Shape shape = broadcast_shape(in.shape(), k.in(1).shape());
  const bool utf8 = k.attrs().get<std::string>("unit", "BYTE") == "UTF8_CHAR";
  Tensor texts = in;
  Tensor& out = k.out(0, DType::kString, shape);
  const auto index = [&](const Shape& s, int64_t at) {
    int64_t from = 0, stride = 1;
    for (size_t i = 0; i < shape.rank(); ++i) {
      const size_t axis = shape.rank() - 1 - i;
      const int64_t place = at % shape[axis];
      at /= shape[axis];
      if (i >= s.rank()) continue;
      const int64_t length = s[s.rank() - 1 - i];
      if (length != 1) from += place * stride;
      stride *= length;
    }
    return from;
  };
  for (int64_t i = 0; i < shape.elements(); ++i) {
    const std::string& s = texts.text_at(index(in.shape(), i));
    const int64_t j = index(k.in(1).shape(), i), pos = k.in(1).int_at(j), length = k.in(2).int_at(j);
    const int64_t n = static_cast<int64_t>(text_length(s, utf8));
    if (pos > n || pos < -n) return Fault{&kFaults[0], {{"pos", text(pos)}, {"text", s}, {"at", text(i)}}};
    const int64_t first = pos < 0 ? pos + n : pos, last = std::min(n, first + std::max<int64_t>(length, 0));
    std::string part;
    if (utf8) {
      const auto starts = character_starts(s);
      part = s.substr(starts[static_cast<size_t>(first)], starts[static_cast<size_t>(last)] - starts[static_cast<size_t>(first)]);
    } else {
      part = s.substr(static_cast<size_t>(first), static_cast<size_t>(last - first));
    }
    out.mutable_data<std::string>()[static_cast<size_t>(i)] = part;
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kSubstr{.name = "Substr", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
