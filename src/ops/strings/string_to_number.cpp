// The number that each text says.
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"string_to_number_c1", "InvalidArgumentError", "StringToNumberOp could not correctly convert string: {text}"}};

Result<Specs, Fault> infer(const Inference& x) { return Specs{{x.attrs.get<DType>("out_type", DType::kFloat32), x.in[0].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const DType t = k.attrs().get<DType>("out_type", DType::kFloat32);
  Tensor wide = Tensor::uninitialized(is_integer(t) ? DType::kInt64 : DType::kFloat64, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) {
    const std::string& s = in.text_at(i);
    const size_t first = s.find_first_not_of(" \t\r\n\v\f"), last = s.find_last_not_of(" \t\r\n\v\f");
    const std::string trimmed = first == std::string::npos ? std::string() : s.substr(first, last - first + 1);
    char* end = nullptr;
    if (is_integer(t)) wide.mutable_data<int64_t>()[static_cast<size_t>(i)] = std::strtoll(trimmed.c_str(), &end, 10);
    else wide.mutable_data<double>()[static_cast<size_t>(i)] = t == DType::kFloat32 ? double(std::strtof(trimmed.c_str(), &end)) : std::strtod(trimmed.c_str(), &end);
    if (trimmed.empty() || *end) return Fault{&kFaults[0], {{"text", s}}};
  }
  k.forward(0, cast(wide, t));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kStringToNumber{.name = "StringToNumber", .faults = kFaults, .infer = infer, .compute = compute, .axes = axes_same};

}  // namespace misfit
