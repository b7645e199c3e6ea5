// One-hot rows that name no class; labels that stand for missing.
#include <algorithm>
#include <set>

#include "explain/silent/silent.h"

namespace misfit {
namespace {

// Rows of a table of 0 and 1: how many are all zeros, and which columns never hold a 1. Nothing: it is no such table.
struct Table { int64_t rows = 0, zero_rows = 0, columns = 0; std::vector<int64_t> empty_columns; };
std::optional<Table> table_of(const Tensor& t) {
  if (!t || !t.shape().rank() || t.shape().rank() != 2 || t.shape()[1] < 2 || t.shape()[1] > 2000 || t.dtype() >= DType::kString || (!t.materialized() && t.elements() > 300'000)) return std::nullopt;
  Table out;
  out.columns = t.shape()[1];
  out.rows = std::min<int64_t>(t.shape()[0], 5000);
  std::set<int64_t> used;
  for (int64_t r = 0; r < out.rows; ++r) {
    int ones = 0;
    for (int64_t c = 0; c < out.columns; ++c) {
      double v = t.at(r * out.columns + c);
      if (v != 0 && v != 1) return std::nullopt;
      if (v == 1) ++ones, used.insert(c);
    }
    if (ones > 1) return std::nullopt;
    out.zero_rows += ones == 0;
  }
  for (int64_t c = 0; c < out.columns; ++c)
    if (!used.count(c)) out.empty_columns.push_back(c);
  return out;
}

}  // namespace

void find_zero_rows(const Facts& f, std::vector<Silent>& out) {
  for (const Step& s : f.run.trace.steps()) {
    if (s.what != "OneHot" && s.what != "keras.utils.to_categorical" && s.what != "to_categorical") continue;
    std::optional<Table> t = table_of(s.value);
    if (!t || t->zero_rows == 0) continue;
    std::string evidence = std::to_string(t->zero_rows) + " of " + std::to_string(t->rows) + " rows of the one-hot table are all zeros";
    const Step* labels = s.inputs.empty() ? nullptr : f.run.trace.find(s.inputs[0]);
    if (std::optional<Spread> spread = labels ? spread_of(labels->value) : std::nullopt)
      evidence += ": the labels go from " + short_number(spread->low) + " to " + short_number(spread->high) + ", the depth is " + std::to_string(t->columns);
    if (t->empty_columns.size() == 1) evidence += "; column " + std::to_string(t->empty_columns[0]) + " is never used";
    bool known = std::any_of(out.begin(), out.end(), [&](const Silent& o) { return o.code == "one_hot_zero_rows" && o.line == s.span.line; });
    if (!known) out.push_back({"one_hot_zero_rows", s.span.line, evidence + "."});
  }
}

}  // namespace misfit
