// The bytes of each text read as numbers.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"decode_raw_c1", "InvalidArgumentError", "Input to DecodeRaw has length {length} that is not a multiple of {width}, the size of {type}"},
                                 {"decode_raw_c2", "InvalidArgumentError", "DecodeRaw requires input strings to all be the same size, but element {at} has size {length} != {wanted}"}};

Result<Specs, Fault> infer(const Inference& x) {
  Shape s = x.in[0].shape;
  if (s.known_rank()) s.push_back(Shape::kUnknown);
  return Specs{{x.attrs.get<DType>("out_type", DType::kUInt8), s}};
}

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const DType t = k.attrs().get<DType>("out_type", DType::kUInt8);
  const size_t width = size_of(t), length = in.elements() ? in.text_at(0).size() : 0;
  for (int64_t i = 0; i < in.elements(); ++i)
    if (in.text_at(i).size() != length) return Fault{&kFaults[1], {{"at", text(i)}, {"length", std::to_string(in.text_at(i).size())}, {"wanted", std::to_string(length)}}};
  if (length % width) return Fault{&kFaults[0], {{"length", std::to_string(length)}, {"width", std::to_string(width)}, {"type", std::string(kernel_name(t))}}};
  Shape shape = in.shape();
  shape.push_back(static_cast<int64_t>(length / width));
  Tensor& out = k.out(0, t, shape);
  for (int64_t i = 0; i < in.elements(); ++i) std::copy_n(reinterpret_cast<const std::byte*>(in.text_at(i).data()), length, out.mutable_raw() + static_cast<size_t>(i) * length);
  return std::nullopt;
}

}  // namespace

constexpr OpDef kDecodeRaw{.name = "DecodeRaw", .faults = kFaults, .infer = infer, .compute = compute};

}  // namespace misfit
