// Arithmetic that is legal and not what was meant.
#include <algorithm>

#include "explain/silent/silent.h"

namespace misfit {
namespace {

// (n, 1) with (n,) makes (n, n): a table of all pairs instead of n pairs.
bool all_pairs(const Step& s, const Shape& a, const Shape& b) {
  auto column = [](const Shape& x) { return x.rank() == 2 && x[1] == 1 && x[0] > 1; };
  auto row = [](const Shape& x) { return x.rank() == 1 && x[0] > 1; };
  if (!s.shape.known_rank() || s.shape.rank() != 2 || s.shape[0] != s.shape[1]) return false;
  return (column(a) && row(b) && a[0] == b[0]) || (column(b) && row(a) && a[0] == b[0]);
}

bool wraps(const Tensor& a, const Tensor& b) {
  if (!a || !b || a.elements() != b.elements() || (!a.materialized() && a.elements() > 300'000)) return false;
  int64_t n = std::min<int64_t>(a.elements(), 5000);
  for (int64_t i = 0; i < n; ++i)
    if (a.at(i) < b.at(i)) return true;
  return false;
}

}  // namespace

void find_arithmetic(const Facts& f, std::vector<Silent>& out) {
  auto add = [&](std::string code, uint32_t line, std::string evidence) {
    for (const Silent& s : out)
      if (s.code == code && s.line == line) return;
    out.push_back({std::move(code), line, std::move(evidence)});
  };
  for (const Step& s : f.run.trace.steps()) {
    if ((s.kind != StepKind::kArray && s.kind != StepKind::kTensor) || s.inputs.empty() || s.what == "[...]") continue;
    const Step* a = f.run.trace.find(s.inputs[0]);
    const Step* b = s.inputs.size() > 1 ? f.run.trace.find(s.inputs[1]) : nullptr;
    if (a && (s.what == "Mean") && is_integer(s.dtype) && a->shape.known_rank() && a->shape.rank() > 0 && a->value && a->value.elements() <= 300'000 && s.shape.known_rank() && s.shape.rank() == 0) {
      double sum = 0;
      for (int64_t i = 0; i < a->value.elements(); ++i) sum += a->value.at(i);
      double mean = sum / static_cast<double>(std::max<int64_t>(1, a->value.elements()));
      if (mean != static_cast<double>(static_cast<int64_t>(mean)))
        add("integer_mean", s.span.line, "The mean of these " + std::to_string(a->value.elements()) + " whole numbers is " + short_number(mean) + "; as " + std::string(tf_name(s.dtype)) + " it is cut to " + std::to_string(static_cast<int64_t>(mean)) + ".");
    }
    if (!a || !b || !a->shape.known_rank() || !b->shape.known_rank()) continue;
    if (all_pairs(s, a->shape, b->shape))
      add("all_pairs", s.span.line, python_text(a->shape) + " with " + python_text(b->shape) + " makes " + python_text(s.shape) + ": every value meets every other, not its own partner.");
    if ((s.what == "np.subtract" || s.what == "Sub") && is_unsigned(s.dtype) && a->dtype == s.dtype && b->dtype == s.dtype && wraps(a->value, b->value))
      add("unsigned_wraps", s.span.line, "Differences below 0 do not exist in " + std::string(numpy_name(s.dtype)) + ": -1 becomes " + (s.dtype == DType::kUInt8 ? "255" : "the largest number") + ".");
  }
}

}  // namespace misfit
