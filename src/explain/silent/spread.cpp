// Looking at numbers without making them: large arrays that no one has computed yet are left alone.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "explain/silent/silent.h"

namespace misfit {
namespace {

constexpr int64_t kMostLooks = 20'000, kMostToMake = 300'000;

bool numeric(DType t) { return t < DType::kString && !is_complex(t); }

}  // namespace

std::optional<Spread> spread_of(const Tensor& t) {
  if (!t || !numeric(t.dtype()) || t.elements() < 1 || (!t.materialized() && t.elements() > kMostToMake)) return std::nullopt;
  Spread s;
  s.elements = t.elements();
  int64_t stride = std::max<int64_t>(1, s.elements / kMostLooks);
  if (stride > 1) stride |= 1;                     // odd, so that every column is met
  bool first = true;
  for (int64_t i = 0; i < s.elements; i += stride) {
    double v = t.at(i);
    if (!std::isfinite(v)) {
      s.nan = true;
      continue;
    }
    s.low = first ? v : std::min(s.low, v);
    s.high = first ? v : std::max(s.high, v);
    first = false;
  }
  return s;
}

const Step* values_of(const Facts& f) {
  if (!f.data) return nullptr;
  if (f.data->value) return f.data;
  for (StepId id : f.data->inputs)
    if (const Step* s = f.run.trace.find(id); s && s->value) return s;
  return nullptr;
}

std::string short_number(double v) {
  char text[40];
  if (v == std::floor(v) && std::fabs(v) < 1e7) std::snprintf(text, sizeof text, "%.0f", v);
  else std::snprintf(text, sizeof text, "%.2g", v);
  return text;
}

}  // namespace misfit
