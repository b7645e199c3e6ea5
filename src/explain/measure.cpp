// Rows of evaluation first, then validation, then a number that the program itself printed beside the word accuracy.
#include "explain/measure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "explain/facts.h"

namespace misfit {
namespace {

std::optional<double> log_of(const Progress& p, std::string_view word) {
  for (const auto& [name, value] : p.logs)
    if (name == word) return value;
  return std::nullopt;
}

std::optional<double> accuracy_of(const Progress& p, std::string_view prefix) {
  for (const auto& [name, value] : p.logs)
    if (name.starts_with(prefix) && (name.ends_with("accuracy") || name.ends_with("acc")) && (prefix.size() || !name.starts_with("val_"))) return value;
  return std::nullopt;
}

// The last number on the last line that speaks of accuracy.
std::optional<double> printed_accuracy(const std::string& out) {
  size_t at = out.rfind("accuracy");
  if (at == std::string::npos) return std::nullopt;
  size_t end = std::min(out.find('\n', at), out.size());
  while (end > at && !(out[end - 1] >= '0' && out[end - 1] <= '9')) --end;
  size_t begin = end;
  while (begin > at && ((out[begin - 1] >= '0' && out[begin - 1] <= '9') || out[begin - 1] == '.')) --begin;
  if (begin == end) return std::nullopt;
  double v = std::strtod(out.substr(begin, end - begin).c_str(), nullptr);
  return v >= 0 && v <= 1 ? std::optional<double>(v) : std::nullopt;
}

// The share of the most frequent label, where the labels are a list of whole numbers.
std::optional<double> share_of_most_frequent(const Run& run) {
  Facts f(run);
  const Binding* b = binding_of(run.trace, f.y_name, f.fit ? f.fit->span.begin : f.end);
  const Step* s = b ? run.trace.find(b->step) : nullptr;
  if (s && s->what == "OneHot" && !s->inputs.empty()) s = run.trace.find(s->inputs[0]);
  if (!s || !s->value || s->shape.rank() != 1 || !is_integer(s->dtype) || !s->value.materialized()) return std::nullopt;
  std::map<int64_t, int64_t> count;
  int64_t most = 0, n = std::min<int64_t>(s->value.elements(), 20'000);
  for (int64_t i = 0; i < n; ++i) most = std::max(most, ++count[s->value.int_at(i)]);
  return n && count.size() <= 100 ? std::optional<double>(static_cast<double>(most) / static_cast<double>(n)) : std::nullopt;
}

}  // namespace

bool Measure::broken() const {
  return std::any_of(losses.begin(), losses.end(), [](double l) { return !std::isfinite(l); });
}

Measure measure(const Run& run) {
  Measure m;
  for (const Progress& p : run.trace.progress) {
    if (p.stage == Stage::kEvaluate) {
      if (auto a = accuracy_of(p, "")) m.held_out = a;
      continue;
    }
    if (!p.epoch_end) continue;
    if (p.fit == run.trace.progress.front().fit)
      if (auto l = log_of(p, "loss")) m.losses.push_back(*l);
    if (auto a = accuracy_of(p, "val_"); a && !m.held_out) m.held_out = a;
  }
  if (auto a = printed_accuracy(run.stdout_text)) m.held_out = a, m.printed = true;
  if (m.held_out) m.chance = share_of_most_frequent(run);
  return m;
}

std::string two_places(double v) {
  char text[40];
  std::snprintf(text, sizeof text, std::fabs(v) < 1000 ? "%.2f" : "%.3g", v);
  return text;
}

std::string evidence_of(const Measure& m) {
  std::string out = "ran";
  if (!m.losses.empty()) out += "; loss " + two_places(m.losses.front()) + (m.losses.size() > 1 ? " -> " + two_places(m.losses.back()) : std::string());
  if (m.held_out) out += "; accuracy on new data " + two_places(*m.held_out);
  return out;
}

}  // namespace misfit
