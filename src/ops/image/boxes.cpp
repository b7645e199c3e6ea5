#include "ops/image/boxes.h"

#include <algorithm>
#include <cmath>

namespace misfit {
namespace {

double shared(const Tensor& boxes, int64_t a, int64_t b) {
  const auto side = [&](int64_t box, int64_t i) { return boxes.at(box * 4 + i); };
  double low[2][2], high[2][2], area[2];
  for (int n = 0; n < 2; ++n) {
    const int64_t box = n ? b : a;
    for (int axis = 0; axis < 2; ++axis) {
      low[n][axis] = std::min(side(box, axis), side(box, axis + 2));
      high[n][axis] = std::max(side(box, axis), side(box, axis + 2));
    }
    area[n] = (high[n][0] - low[n][0]) * (high[n][1] - low[n][1]);
    if (area[n] <= 0) return 0;
  }
  double both = 1;
  for (int axis = 0; axis < 2; ++axis) both *= std::max(std::min(high[0][axis], high[1][axis]) - std::max(low[0][axis], low[1][axis]), 0.0);
  return both / (area[0] + area[1] - both);
}

}  // namespace

std::vector<int64_t> suppressed(const Tensor& boxes, const Tensor& scores, int64_t most, double overlap, double threshold, double sigma, std::vector<double>* kept_scores) {
  struct Candidate { int64_t box; double score; size_t seen; };
  std::vector<Candidate> waiting;
  for (int64_t i = 0; i < scores.elements(); ++i)
    if (scores.at(i) > threshold) waiting.push_back({i, scores.at(i), 0});
  const auto worse = [](const Candidate& a, const Candidate& b) { return a.score < b.score || (a.score == b.score && a.box > b.box); };
  std::make_heap(waiting.begin(), waiting.end(), worse);
  std::vector<int64_t> kept;
  while (static_cast<int64_t>(kept.size()) < most && !waiting.empty()) {
    std::pop_heap(waiting.begin(), waiting.end(), worse);
    Candidate next = waiting.back();
    waiting.pop_back();
    const double before = next.score;
    bool dropped = false;
    for (size_t j = kept.size(); j-- > next.seen;) {
      const double s = shared(boxes, next.box, kept[j]);
      next.score *= sigma > 0 ? std::exp(-0.5 / sigma * s * s) : 1;
      if (sigma <= 0 && s > overlap) { dropped = true; break; }
      if (next.score <= threshold) { dropped = true; break; }
    }
    next.seen = kept.size();
    if (dropped) continue;
    if (next.score == before) {
      kept.push_back(next.box);
      if (kept_scores) kept_scores->push_back(next.score);
    } else if (next.score > threshold) {
      waiting.push_back(next);
      std::push_heap(waiting.begin(), waiting.end(), worse);
    }
  }
  return kept;
}

}  // namespace misfit
