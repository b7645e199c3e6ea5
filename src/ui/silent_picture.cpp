// The numbers behind a silent mistake: a spread against the range that is liked, or labels against their classes.
#include <algorithm>
#include <cmath>

#include "study/inside.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

void bars(const Ui& ui, const Distribution& d, Rect r, double liked_low, double liked_high, std::string_view liked) {
  const Theme& t = ui.theme;
  ImDrawList* dl = canvas();
  const double low = std::min(d.from, liked_low), high = std::max(d.to, liked_high), span = std::max(high - low, 1e-12);
  auto x_of = [&](double v) { return r.x + static_cast<float>((v - low) / span) * r.w; };
  const float base = r.y + r.h - ui.px(20), tall = r.h - ui.px(40);
  // The range that is liked lies behind, at least wide enough to be seen.
  const float a = x_of(liked_low), b = std::max(x_of(liked_high), a + ui.px(3));
  dl->AddRectFilled({a, r.y + ui.px(16)}, {b, base}, paint(t.fits, 0.22f));
  put(ui, {std::min(a, r.x + r.w - ui.px(120)), r.y - ui.px(1)}, ui.fonts.text, kTiny, t.fits, liked);
  int64_t most = 1;
  for (int64_t n : d.bins) most = std::max(most, n);
  for (size_t i = 0; i < d.bins.size(); ++i) {
    if (!d.bins[i]) continue;
    const double from = d.from + (d.to - d.from) * static_cast<double>(i) / static_cast<double>(d.bins.size()), to = d.from + (d.to - d.from) * static_cast<double>(i + 1) / static_cast<double>(d.bins.size());
    const float h = std::max(ui.px(1.5f), tall * std::sqrt(static_cast<float>(d.bins[i]) / static_cast<float>(most)));
    dl->AddRectFilled({x_of(from), base - h}, {std::max(x_of(to) - 1, x_of(from) + 1), base}, paint(from >= liked_low && to <= liked_high + 1e-9 ? t.fits : t.misfit, 0.8f));
  }
  hairline(ui, {r.x, base}, {r.x + r.w, base});
  auto figure_at = [&](double v, float align) {
    const std::string words = figure(v);
    put(ui, {x_of(v) - size_of(ui.fonts.mono, kTiny, words, ui).x * align, base + ui.px(4)}, ui.fonts.mono, kTiny, t.muted, words);
  };
  figure_at(d.low, 0);
  if (x_of(d.high) - x_of(d.low) > ui.px(90)) figure_at(d.high, 1);
}

// Rows by the class they say; those of zeros say none.
void rows(const Ui& ui, const Tensor& v, Rect r) {
  const Theme& t = ui.theme;
  const int64_t n = std::min<int64_t>(v.shape()[0], 5000), classes = v.shape()[1];
  std::vector<int64_t> counts(static_cast<size_t>(classes) + 1, 0);
  for (int64_t i = 0; i < n; ++i) {
    int64_t says = classes;
    for (int64_t k = 0; k < classes; ++k) if (v.at(i * classes + k) > 0.5) says = k;
    ++counts[static_cast<size_t>(says)];
  }
  int64_t most = 1;
  for (int64_t c : counts) most = std::max(most, c);
  ImDrawList* d = canvas();
  const float column = std::min(ui.px(64), r.w / static_cast<float>(classes + 2)), base = r.y + r.h - ui.px(20), tall = r.h - ui.px(40);
  float x = r.x;
  for (int64_t k = 0; k <= classes; ++k) {
    const bool none = k == classes;
    if (none) x += column * 0.6f;
    const float h = std::max(ui.px(1.5f), tall * static_cast<float>(counts[static_cast<size_t>(k)]) / static_cast<float>(most));
    const uint32_t colour = none ? t.misfit : t.axis[static_cast<size_t>(Axis::kClass)];
    d->AddRectFilled({x + column * 0.15f, base - h}, {x + column * 0.85f, base}, paint(colour, 0.85f), ui.px(2));
    const std::string count = std::to_string(counts[static_cast<size_t>(k)]), name = none ? "no class" : std::to_string(k);
    put(ui, {x + (column - size_of(ui.fonts.mono, kTiny, count, ui).x) / 2, base - h - ui.px(16)}, ui.fonts.mono, kTiny, none ? t.misfit : t.muted, count);
    put(ui, {x + (column - size_of(ui.fonts.text, kTiny, name, ui).x) / 2, base + ui.px(4)}, ui.fonts.text, kTiny, none ? t.misfit : t.ink, name);
    x += column;
  }
}

}  // namespace

float silent_picture(const Ui& ui, float width, float height) {
  const Study& s = ui.study;
  if (!s.explanation || s.explanation->silent.empty()) return 0;
  const Silent& silent = s.explanation->silent.front();
  Flow flow = flow_of(s);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Rect r{at.x, at.y + ui.px(4), width, height - ui.px(4)};
  auto ready = [](const Tensor& v) { return v && v.dtype() != DType::kString && (v.materialized() || v.bytes() < size_t{4} << 20); };
  bool drawn = false;
  if (silent.code == "one_hot_zero_rows" && !flow.labels.empty() && ready(flow.labels[0].value) && flow.labels[0].value.shape().rank() == 2 && flow.labels[0].value.shape()[1] < 40) {
    rows(ui, flow.labels[0].value, r);
    drawn = true;
  } else if ((silent.code == "saturated_units" || silent.code == "dead_units") && look_now(s)) {
    for (const Look::Layer& l : look_now(s)->layers) {
      if (silent.evidence.find("`" + l.name + "`") == std::string::npos || !l.output) continue;
      const bool tanh = silent.evidence.find("tanh") != std::string::npos, dead = silent.code == "dead_units";
      bars(ui, distribution_of(l.output), r, dead ? 0.01 : tanh ? -0.9 : 0.1, dead ? 1 : 0.9, dead ? "above 0 it has a slope" : "here it has a slope");
      drawn = true;
      break;
    }
  } else if (silent.code == "unscaled_inputs" && !flow.inputs.empty() && ready(flow.inputs[0].value)) {
    bars(ui, distribution_of(flow.inputs[0].value), r, 0, 1, "0 … 1");
    drawn = true;
  }
  if (!drawn) return 0;
  ImGui::Dummy({width, height});
  return height;
}

}  // namespace misfit
