// What the rows of training show: numbers that are none, a loss that stands still, an accuracy that a coin would get.
#include <algorithm>
#include <cmath>
#include <map>

#include "explain/measure.h"
#include "explain/silent/silent.h"

namespace misfit {

void find_training(const Facts& f, std::vector<Silent>& out) {
  const Measure m = measure(f.run);
  const uint32_t line = f.fit ? f.fit->span.line : 0;
  if (m.losses.empty()) return;
  for (size_t i = 0; i < m.losses.size(); ++i)
    if (!std::isfinite(m.losses[i])) {
      out.push_back({"nan_loss", line, std::string("The loss is ") + (std::isnan(m.losses[i]) ? "nan" : "inf") + " from epoch " + std::to_string(i + 1) + " on; no exception is raised."});
      return;
    }
  const double first = m.losses.front(), last = m.losses.back();
  const bool still = m.losses.size() >= 3 && first > 0 && (first - last) / first < 0.12 && last > 0.05;
  const bool chance = m.held_out && m.chance && *m.held_out <= *m.chance + 0.08;
  if (chance && (still || m.losses.size() >= 3))
    out.push_back({"accuracy_at_chance", m.held_out_line ? m.held_out_line : line,
                   "Accuracy on new data is " + two_places(*m.held_out) + "; always giving the most frequent answer would get " + two_places(*m.chance) + "."});
  if (still) out.push_back({"loss_stands_still", line, "The loss went from " + two_places(first) + " to " + two_places(last) + " in " + plural(static_cast<int64_t>(m.losses.size()), "epoch") + "."});
}

}  // namespace misfit
