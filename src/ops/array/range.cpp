// start, start + delta, ... up to but without limit.
#include <algorithm>
#include <cmath>

#include "ops/elementwise/loops.h"
#include "ops/ops.h"
#include "ops/rules.h"

namespace misfit {
namespace {

constexpr FaultSpec kFaults[] = {
    {"range_c1", "InvalidArgumentError", "Requires delta != 0: 0", "Requires delta != 0", {}, {}, "ValueError"},
    {"range_c2", "InvalidArgumentError", "Requires start <= limit when delta > 0: {start}/{limit}", {}, {}, {}, "ValueError"},
    {"range_c3", "InvalidArgumentError", "Requires start >= limit when delta < 0: {start}/{limit}", {}, {}, {}, "ValueError"},
    {"range_c5", "InvalidArgumentError", "Requires ((limit - start) / delta) <= 9223372036854775807", {}, {}, {}, "ValueError"},
    {"range_c4", "InvalidArgumentError", "{name} must be a scalar, not shape {shape}", "Shape must be rank 0 but is rank {rank}", {}, {}, "ValueError"},
};

std::string number(const Tensor& t) {
  if (!is_floating(t.dtype())) return text(t.int_at(0));
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%g", t.at(0));
  return buffer;
}

Result<Specs, Fault> infer(const Inference& x) {
  constexpr std::string_view kNames[] = {"start", "limit", "delta"};
  for (size_t i = 0; i < 3; ++i) {
    const Shape& s = x.in[i].shape;
    if (s.known_rank() && s.rank() != 0) return Fault{&kFaults[4], {{"name", std::string(kNames[i])}, {"shape", bracket_text(s)}, {"rank", std::to_string(s.rank())}}};
  }
  const Tensor &start = x.in[0].constant, &limit = x.in[1].constant, &delta = x.in[2].constant;
  if (!start || !limit || !delta) return Specs{{x.in[0].dtype, Shape{Shape::kUnknown}}};
  const double a = start.at(0), b = limit.at(0), d = delta.at(0);
  if (d == 0) return Fault{&kFaults[0], {}};
  if (d > 0 && a > b) return Fault{&kFaults[1], {{"start", number(start)}, {"limit", number(limit)}}};
  if (d < 0 && a < b) return Fault{&kFaults[2], {{"start", number(start)}, {"limit", number(limit)}}};
  int64_t n;
  if (is_floating(x.in[0].dtype)) {
    const double count = std::ceil(std::fabs((b - a) / d));
    if (!(count < 9223372036854775807.0)) return Fault{&kFaults[3], {}};
    n = static_cast<int64_t>(count);
  } else {
    const auto low = static_cast<uint64_t>(std::min(start.int_at(0), limit.int_at(0))), high = static_cast<uint64_t>(std::max(start.int_at(0), limit.int_at(0)));
    const uint64_t step = delta.int_at(0) < 0 ? -static_cast<uint64_t>(delta.int_at(0)) : static_cast<uint64_t>(delta.int_at(0)), count = (high - low) / step + ((high - low) % step != 0);
    if (count > static_cast<uint64_t>(INT64_MAX)) return Fault{&kFaults[3], {}};
    n = static_cast<int64_t>(count);
  }
  return Specs{{x.in[0].dtype, Shape{n}}};
}

std::optional<Fault> compute(Kernel& k) {
  const auto as_spec = [](const Tensor& t) { return Spec{t.dtype(), t.shape(), t, {}}; };
  const Spec in[] = {as_spec(k.in(0)), as_spec(k.in(1)), as_spec(k.in(2))};
  auto specs = infer({in, k.attrs(), true});
  if (!specs.ok()) return specs.error();
  const DType t = k.in(0).dtype(), w = working_type(t);
  Tensor wide = Tensor::uninitialized(w, specs.value()[0].shape);
  visit_working(w, [&](auto zero) {
    using T = decltype(zero);
    T value = cast(k.in(0), w).data<T>()[0];
    const T step = cast(k.in(2), w).data<T>()[0];
    for (T& x : wide.mutable_data<T>()) {
      x = value;
      value = static_cast<T>(value + step);
    }
  });
  k.forward(0, cast(wide, t));
  return std::nullopt;
}

}  // namespace

constexpr OpDef kRange{.name = "Range", .faults = kFaults, .infer = infer, .compute = compute, .reads_values = "start, limit, delta"};

}  // namespace misfit
