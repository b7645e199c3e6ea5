// Nothing, if the condition holds; else the data is shown.
#include "ops/check/check.h"
#include "ops/ops.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {{"assert_c1", "InvalidArgumentError", "assertion failed: {data}"}};

Result<Specs, Fault> infer(const Inference&) { return Specs{}; }

std::string shown(const Tensor& t, int64_t most) {
  std::string text;
  for (int64_t i = 0; i < t.elements() && i < most; ++i) {
    if (i) text += " ";
    if (t.dtype() == DType::kString) text += t.text_at(i);
    else if (is_floating(t.dtype())) {
      char buffer[32];
      std::snprintf(buffer, sizeof buffer, "%g", t.at(i));
      text += buffer;
    } else text += std::to_string(t.int_at(i));
  }
  return "[" + text + (t.elements() > most ? "...]" : "]");
}

std::optional<Fault> compute(Kernel& k) {
  if (k.in(0).int_at(0)) return std::nullopt;
  std::string data;
  for (size_t i = 1; i < k.inputs(); ++i) data += (i > 1 ? " " : "") + shown(k.in(i), k.attrs().get<int64_t>("summarize", 3));
  return Fault{&kFaults[0], {{"data", data}}};
}

}  // namespace

constexpr OpDef kAssert{.name = "Assert", .faults = kFaults, .infer = infer, .compute = compute, .stateful = true};

}  // namespace misfit
