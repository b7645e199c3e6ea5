// Numbers as texts, in the manner of printf.
#include "core/visit.h"
#include "ops/library_ops.h"
#include "ops/strings/texts.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"as_string_c1", "InvalidArgumentError", "Cannot select both scientific and shortest notation"},
                                 {"as_string_c2", "InvalidArgumentError", "scientific and shortest format not supported for datatype {type}"},
                                 {"as_string_c3", "InvalidArgumentError", "precision not supported for datatype {type}"}};

Result<Specs, Fault> infer(const Inference& x) { return Specs{{DType::kString, x.in[0].shape}}; }

std::optional<Fault> compute(Kernel& k) {
  const Tensor& in = k.in(0);
  const DType t = in.dtype();
  const Attrs& a = k.attrs();
  const int64_t precision = a.get<int64_t>("precision", -1), width = a.get<int64_t>("width", -1);
  const bool scientific = a.get<bool>("scientific"), shortest = a.get<bool>("shortest");
  const bool real = is_floating(t) || is_complex(t);
  if (scientific && shortest) return Fault{&kFaults[0], {}};
  if ((scientific || shortest) && !real) return Fault{&kFaults[1], {{"type", std::string(kernel_name(t))}}};
  if (precision >= 0 && !real) return Fault{&kFaults[2], {{"type", std::string(kernel_name(t))}}};
  std::string format = "%";
  if (width > -1) format += a.get<std::string>("fill") + std::to_string(width);
  if (precision > -1) format += "." + std::to_string(precision);
  format += !real ? (is_unsigned(t) ? "llu" : "lld") : shortest ? "g" : scientific ? "e" : "f";
  const auto shown = [&](auto value) {
    char buffer[512];
    std::snprintf(buffer, sizeof buffer, format.c_str(), value);
    return std::string(buffer);
  };
  Tensor& out = k.out(0, DType::kString, in.shape());
  for (int64_t i = 0; i < in.elements(); ++i) {
    std::string& s = out.mutable_data<std::string>()[static_cast<size_t>(i)];
    if (t == DType::kString) s = in.text_at(i);
    else if (t == DType::kBool) s = in.int_at(i) ? "true" : "false";
    else if (t == DType::kComplex64) { const auto z = in.data<std::complex<float>>()[static_cast<size_t>(i)]; s = "(" + shown(double(z.real())) + "," + shown(double(z.imag())) + ")"; }
    else if (t == DType::kComplex128) { const auto z = in.data<std::complex<double>>()[static_cast<size_t>(i)]; s = "(" + shown(z.real()) + "," + shown(z.imag()) + ")"; }
    else if (real) s = shown(in.at(i));
    else s = shown(static_cast<long long>(in.int_at(i)));
  }
  return std::nullopt;
}

}  // namespace

constexpr OpDef kAsString{.name = "AsString", .faults = kFaults, .infer = infer, .compute = compute, .axes = axes_same};

}  // namespace misfit
