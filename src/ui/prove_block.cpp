// Training, drawn while it runs: the learner's program over the broken one, a wrong fix and a right one.
#include <algorithm>
#include <cmath>

#include "implot.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

uint32_t colour_of_curve(const Theme& t, CurveKind k) {
  switch (k) {
    case CurveKind::kYours: return t.fits;
    case CurveKind::kRight: return t.axis[static_cast<size_t>(Axis::kWidth)];
    case CurveKind::kWrong: return t.misfit;
    case CurveKind::kBroken: return t.muted;
  }
  return t.muted;
}

std::string number(double v) {
  char text[32];
  std::snprintf(text, sizeof text, std::abs(v) < 10 ? "%.2f" : "%.1f", v);
  return text;
}

// The nearest of 1, 2, 2.5, 5 times a power of ten.
double nice(double v) {
  double power = std::pow(10.0, std::floor(std::log10(std::max(v, 1e-12)))), m = v / power;
  return power * (m < 1.5 ? 1 : m < 2.2 ? 2 : m < 3.5 ? 2.5 : m < 7.5 ? 5 : 10);
}

// The curves themselves are drawn by hand: dotted where the program is not the learner's.
void line(const Ui& ui, const Curve& c, const std::vector<double>& xs, const std::vector<double>& ys) {
  const Theme& t = ui.theme;
  uint32_t colour = colour_of_curve(t, c.kind);
  std::vector<ImVec2> points;
  size_t n = std::min(xs.size(), ys.size());
  for (size_t i = 0; i < n; ++i) {
    if (!std::isfinite(ys[i])) break;
    ImVec2 p = ImPlot::PlotToPixels(xs[i], ys[i]);
    points.push_back(p);
  }
  ImDrawList* d = ImPlot::GetPlotDrawList();
  ImPlot::PushPlotClipRect();
  if (c.kind == CurveKind::kYours || c.kind == CurveKind::kRight) {
    d->AddPolyline(points.data(), static_cast<int>(points.size()), paint(colour), ui.px(c.kind == CurveKind::kYours ? 2.4f : 1.4f));
  } else {
    float carried = 0;
    for (size_t i = 0; i + 1 < points.size(); ++i) {
      ImVec2 a = points[i], b = points[i + 1];
      float length = std::hypot(b.x - a.x, b.y - a.y);
      for (float at = carried; at < length; at += ui.px(6)) d->AddCircleFilled({a.x + (b.x - a.x) * at / length, a.y + (b.y - a.y) * at / length}, ui.px(1.2f), paint(colour), 12);
      carried = std::fmod(carried - length, ui.px(6));
      if (carried < 0) carried += ui.px(6);
    }
  }
  if (!points.empty() && c.kind == CurveKind::kYours) d->AddCircleFilled(points.back(), ui.px(4), paint(colour), 24);
  ImPlot::PopPlotClipRect();
  if (n > 0 && n > points.size() && !points.empty()) {
    // It left the numbers: where, and as what.
    ImVec2 p = points.back();
    cross(d, p, ui.px(12), paint(t.misfit), ui.px(1.8f));
    put(ui, {p.x + ui.px(8), p.y - ui.px(8)}, ui.fonts.mono_strong, kSmall, t.misfit, "NaN");
  }
}

void plot(const Ui& ui, const char* id, const char* name, ImVec2 size, bool accuracy) {
  const Study& s = ui.study;
  double top = accuracy ? 1.0 : 0, right = 1;
  for (const Curve& c : s.curves) {
    right = std::max(right, static_cast<double>(std::max(c.of, 1)));
    if (!accuracy) for (double v : c.loss) if (std::isfinite(v)) top = std::max(top, v);
  }
  if (top <= 0) top = 1;
  if (!accuracy && top > 8) {          // one wild start does not flatten everything else
    std::vector<double> all;
    for (const Curve& c : s.curves) for (double v : c.loss) if (std::isfinite(v)) all.push_back(v);
    std::sort(all.begin(), all.end());
    if (!all.empty()) top = std::max(all[all.size() * 9 / 10] * 1.3, 1.0);
  }
  ImVec2 caption = ImGui::GetCursorScreenPos();
  ImGui::BeginGroup();
  put(ui, caption, ui.fonts.text, kTiny, ui.theme.muted, name);
  ImGui::Dummy({size.x, ui.px(18)});
  size.y -= ui.px(18);
  ImPlot::PushStyleVar(ImPlotStyleVar_PlotPadding, ImVec2(0, ui.px(4)));
  ImGui::PushFont(ui.fonts.text, ui.fonts.line_of(ui.fonts.text, kTiny));
  if (ImPlot::BeginPlot(id, size, ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs | ImPlotFlags_NoFrame)) {
    ImPlot::SetupAxis(ImAxis_X1, nullptr, ImPlotAxisFlags_NoGridLines | ImPlotAxisFlags_NoTickMarks | ImPlotAxisFlags_NoHighlight);
    ImPlot::SetupAxis(ImAxis_Y1, nullptr, ImPlotAxisFlags_NoGridLines | ImPlotAxisFlags_NoTickMarks | ImPlotAxisFlags_NoHighlight);
    ImPlot::SetupAxisLimits(ImAxis_X1, 0, right * 1.16, ImPlotCond_Always);
    ImPlot::SetupAxisLimits(ImAxis_Y1, 0, top * 1.06, ImPlotCond_Always);
    ImPlot::SetupAxisFormat(ImAxis_X1, "%g");
    ImPlot::SetupAxisFormat(ImAxis_Y1, "%.3g");
    double x_step = std::max(1.0, std::ceil(right / 6));
    ImPlot::SetupAxisTicks(ImAxis_X1, 0, x_step * std::floor(right / x_step), static_cast<int>(std::floor(right / x_step)) + 1);
    double step = nice(top / 3);
    int ticks = static_cast<int>(std::floor(top / step + 1e-9)) + 1;
    ImPlot::SetupAxisTicks(ImAxis_Y1, 0, step * (ticks - 1), ticks);
    ImPlot::SetupFinish();
    ImVec2 plot_at = ImPlot::GetPlotPos();
    for (int i = 0; i < ticks; ++i) {
      float y = std::floor(ImPlot::PlotToPixels(0.0, step * i).y);
      ImPlot::GetPlotDrawList()->AddRectFilled({plot_at.x, y}, {plot_at.x + ImPlot::GetPlotSize().x, y + 1}, paint(ui.theme.hairline));
    }
    struct End { float x, y; uint32_t colour; std::string text; };
    std::vector<End> ends;
    for (auto c = s.curves.rbegin(); c != s.curves.rend(); ++c) {
      std::vector<double> epochs;
      if (accuracy) for (size_t i = 0; i < c->accuracy.size(); ++i) epochs.push_back(static_cast<double>(i + 1));
      const std::vector<double>& xs = accuracy ? epochs : c->epochs;
      const std::vector<double>& ys = accuracy ? c->accuracy : c->loss;
      if (ys.empty()) continue;
      line(ui, *c, xs, ys);
      if (std::isfinite(ys.back())) {
        ImVec2 p = ImPlot::PlotToPixels(xs.back(), std::min(ys.back(), top));
        ends.push_back({p.x + ui.px(9), p.y - ui.px(8), colour_of_curve(ui.theme, c->kind), number(ys.back())});
      }
    }
    // Figures at the ends keep clear of each other.
    std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.y < b.y; });
    for (size_t i = 1; i < ends.size(); ++i) ends[i].y = std::max(ends[i].y, ends[i - 1].y + ui.px(15));
    float floor = plot_at.y + ImPlot::GetPlotSize().y - ui.px(14);       // and of the axis below
    for (auto e = ends.rbegin(); e != ends.rend(); ++e) { e->y = std::min(e->y, floor); floor = e->y - ui.px(15); }
    for (const End& e : ends) put(ui, {e.x, e.y}, ui.fonts.mono_strong, kTiny, e.colour, e.text);
    ImPlot::EndPlot();
  }
  ImGui::PopFont();
  ImPlot::PopStyleVar();
  ImGui::EndGroup();
}

void legend(const Ui& ui, float width) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x, y = at.y, row = ui.px(20);
  ImDrawList* d = canvas();
  for (const Curve& c : ui.study.curves) {
    std::string words = c.name;
    using State = Curve::State;
    if (c.state == State::kWaiting) words += ", waits";
    if (c.state == State::kFailed) words += ": " + c.end;
    if (c.state == State::kStopped) words += ", stopped";
    if (c.held_out >= 0 && c.state == State::kDone) words += ", accuracy " + number(c.held_out);
    float w = size_of(ui.fonts.text, kSmall, words, ui).x + ui.px(44);
    if (x > at.x && x + w > at.x + width) { x = at.x; y += row; }
    uint32_t colour = c.state == State::kFailed ? ui.theme.misfit : colour_of_curve(ui.theme, c.kind);
    ImVec2 m{x, y + ui.px(9)};
    if (c.state == State::kFailed) cross(d, {m.x + ui.px(9), m.y}, ui.px(10), paint(colour), ui.px(1.6f));
    else if (c.kind == CurveKind::kYours || c.kind == CurveKind::kRight) d->AddLine(m, {m.x + ui.px(18), m.y}, paint(colour), ui.px(c.kind == CurveKind::kYours ? 2.4f : 1.4f));
    else for (int k = 0; k < 4; ++k) d->AddCircleFilled({m.x + ui.px(static_cast<float>(k) * 6), m.y}, ui.px(1.2f), paint(colour), 12);
    put(ui, {x + ui.px(26), y}, ui.fonts.text, kSmall, c.kind == CurveKind::kYours ? ui.theme.ink : ui.theme.muted, words);
    x += w;
  }
  ImGui::Dummy({width, y + row - at.y});
}

}  // namespace

float prove_block(const Ui& ui, float width, float height) {
  const Study& s = ui.study;
  const Theme& t = ui.theme;
  float top = ImGui::GetCursorPosY();
  if (s.curves.empty()) return 0;
  const Curve& yours = s.curves.front();
  const Curve* running = nullptr;
  size_t finished = 0;
  for (const Curve& c : s.curves) { if (c.state == Curve::State::kRunning) running = &c; finished += c.state != Curve::State::kRunning && c.state != Curve::State::kWaiting; }
  ImVec2 at = ImGui::GetCursorScreenPos();
  using State = Curve::State;
  std::string head = yours.state == State::kFailed ? yours.end : yours.state == State::kStopped ? "Stopped" : yours.state == State::kDone ? "Trained" : "Training";
  std::string aside;
  if (running) {
    aside = (running == &yours ? "" : running->name + ": ") + std::string("epoch ") + std::to_string(running->epoch + 1) + " of " + std::to_string(std::max(running->of, running->epoch + 1));
    if (running->left > 0) { char left[32]; std::snprintf(left, sizeof left, " · %.1f s left", running->left); aside += left; }
  } else if (yours.state == State::kDone && !yours.loss.empty()) {
    aside = "loss " + number(yours.loss.front()) + " → " + number(yours.loss.back()) + (yours.held_out >= 0 ? ", accuracy " + number(yours.held_out) : "");
  }
  bool bad = yours.state == State::kFailed;
  disc(ui, {at.x + ui.px(10), at.y + ui.px(11)}, ui.px(10), bad ? Sign::kCross : yours.state == State::kDone ? Sign::kTick : Sign::kWarning, bad ? t.misfit : yours.state == State::kDone ? t.fits : t.muted);
  float w = put(ui, {at.x + ui.px(31), at.y + ui.px(2)}, ui.fonts.strong, kBody + 1, t.ink, head).x;
  const bool tight = width < ui.px(460);
  if (tight) put(ui, {at.x + ui.px(31), at.y + ui.px(26)}, ui.fonts.text, kSmall, t.muted, aside);
  else put(ui, {at.x + ui.px(43) + w, at.y + ui.px(3)}, ui.fonts.text, kBody, t.muted, aside);
  if (s.training()) {
    ImGui::SetCursorScreenPos({at.x + width - ui.px(62), at.y - ui.px(4)});
    if (button(ui, "stop", "Stop", Weight::kPrimary)) ui.act(act::StopTraining{});
  } else {
    auto extent = [&](std::string_view words) { return std::round(size_of(ui.fonts.strong, kSmall + 0.5f, words, ui).x + ui.px(28)); };
    const auto done = s.current() ? s.done.find(s.current()->name) : s.done.end();
    const bool proved = s.current() && s.step == LessonStep::kProve && done != s.done.end() && done->second.count(static_cast<int>(LessonStep::kProve)) > 0;
    float edge = at.x + width;
    if (proved) {
      const std::string_view words = tight ? "Challenge" : "Take the challenge";
      edge -= extent(words);
      ImGui::SetCursorScreenPos({edge, at.y - ui.px(4)});
      if (button(ui, "challenge", words, Weight::kPrimary)) ui.act(act::GoToStep{LessonStep::kChallenge});
      edge -= ui.px(8);
    }
    if (!tight || !proved) {
      ImGui::SetCursorScreenPos({edge - extent("Train again"), at.y - ui.px(4)});
      if (button(ui, "again", "Train again", Weight::kPlain)) ui.act(act::Prove{});
    }
  }
  const float line_y = at.y + ui.px(tight ? 50 : 32);
  ImGui::SetCursorScreenPos({at.x, line_y});
  float part = 0;
  if (running && running->of > 0) part = static_cast<float>(running->epoch + (running->loss.empty() ? 0 : std::fmod(running->epochs.back(), 1.0))) / static_cast<float>(running->of);
  float progress = (static_cast<float>(finished) + std::min(part, 1.0f)) / static_cast<float>(s.curves.size());
  if (s.training()) {
    canvas()->AddRectFilled({at.x, line_y}, {at.x + width, line_y + ui.px(2)}, paint(t.hairline), 1);
    canvas()->AddRectFilled({at.x, line_y}, {at.x + width * progress, line_y + ui.px(2)}, paint(t.fits), 1);
  }
  gap(ui, 4);
  legend(ui, width);
  bool any_accuracy = std::any_of(s.curves.begin(), s.curves.end(), [](const Curve& c) { return !c.accuracy.empty(); });
  float h = std::max(ui.px(tight && any_accuracy ? 270 : 130), height - (ImGui::GetCursorPosY() - top) - ui.px(8));
  bool beside = any_accuracy && width > ui.px(520);
  plot(ui, "loss", "loss, by epoch", {beside ? width * 0.62f : width, any_accuracy && !beside ? h / 2 : h}, false);
  if (any_accuracy) {
    if (beside) ImGui::SameLine(0, ui.px(16));
    plot(ui, "accuracy", "accuracy", {beside ? width * 0.38f - ui.px(16) : width, beside ? h : h / 2}, true);
  }
  return ImGui::GetCursorPosY() - top;
}

}  // namespace misfit
