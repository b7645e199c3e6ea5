// What the trained program says of samples it was not trained on, beside what they are; what it printed; and the figures in words.
#include <algorithm>
#include <cmath>

#include "study/inside.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

const Look* last_look(const Curve& c) {
  const Look* found = nullptr;
  if (!c.run) return nullptr;
  for (const Look& l : c.run->looks) if (l.held_out || !found || !found->held_out) found = &l;
  return found;
}

// The class a row of outputs says; nothing where it is no classification.
std::optional<int64_t> said(const Tensor& v, int64_t row) {
  if (!v || v.shape().rank() != 2 || row >= v.shape()[0] || v.shape()[1] < 1 || v.shape()[1] > 1000) return std::nullopt;
  const int64_t n = v.shape()[1];
  int64_t best = 0;
  for (int64_t k = 0; k < n; ++k) {
    const double p = v.at(row * n + k);
    if (!std::isfinite(p)) return std::nullopt;
    if (p > v.at(row * n + best)) best = k;
  }
  if (n == 1) return v.at(row) >= 0 && v.at(row) <= 1 ? std::optional<int64_t>(v.at(row) > 0.5) : std::nullopt;
  return best;
}

std::optional<int64_t> is(const Tensor& y, int64_t row) {
  if (!y || y.shape().rank() == 0 || row >= y.shape()[0] || y.dtype() == DType::kString) return std::nullopt;
  const int64_t each = y.elements() / std::max<int64_t>(1, y.shape()[0]);
  if (each == 1) { const double v = y.at(row); return v == std::floor(v) ? std::optional<int64_t>(static_cast<int64_t>(v)) : std::nullopt; }
  for (int64_t k = 0; k < each && y.shape().rank() == 2; ++k) if (y.at(row * each + k) > 0.5) return k;
  return std::nullopt;
}

// One row: the samples, and below what each curve says of them.
void pictures(const Ui& ui, float width) {
  const Study& s = ui.study;
  const Theme& t = ui.theme;
  const Look* look = nullptr;
  for (const Curve& c : s.curves) if (!look) look = last_look(c);
  if (!look || look->x.empty() || !look->x[0] || look->layers.empty()) return;
  const Tensor& x = look->x[0];
  const Shape& shape = x.shape();
  if (shape.rank() < 2 || look->y.empty()) return;
  struct Row { const Curve* curve; Tensor out, y; };
  std::vector<Row> rows;
  for (const Curve& c : s.curves) {
    const Look* l = c.state == Curve::State::kDone ? last_look(c) : nullptr;
    if (l && !l->layers.empty() && said(l->layers.back().output, 0) && !l->y.empty()) rows.push_back({&c, l->layers.back().output, l->y[0]});
  }
  if (rows.empty()) return;
  // What a sample is, the right fix knows: the labels of the others may be the mistake.
  const Tensor* labels = nullptr;
  for (const Row& row : rows)
    if (const Look* l = last_look(*row.curve); row.curve->kind == CurveKind::kRight && l && !l->x.empty() && l->x[0] && l->x[0].shape() == shape) {
      bool same = true;
      for (int64_t i = 0; i < std::min<int64_t>(shape.elements(), 64); ++i) same = same && std::abs(l->x[0].at(i) - x.at(i)) <= 1e-6 * (1 + std::abs(x.at(i)));
      if (same) labels = &row.y;
    }
  heading(ui, look->held_out ? "PREDICTIONS, SAMPLES NOT TRAINED ON" : "PREDICTIONS");
  gap(ui, 8);
  ImVec2 at = ImGui::GetCursorScreenPos();
  const float name = ui.px(width > ui.px(480) ? 112 : 84), side = std::clamp((width - name) / 8 - ui.px(8), ui.px(20), ui.px(52));
  const int64_t n = std::min<int64_t>(shape[0], static_cast<int64_t>((width - name) / (side + ui.px(8))));
  const bool flat = shape.rank() == 2;
  const float tall = flat ? std::min(side, ui.px(36)) : side;
  for (int64_t i = 0; i < n; ++i) {
    ImVec2 a{at.x + name + static_cast<float>(i) * (side + ui.px(8)), at.y}, b{a.x + side, a.y + tall};
    if (ui.screen.renderer)
      canvas()->AddImage(static_cast<ImTextureID>(ui.screen.renderer->texture_of({x, i, flat ? -1 : s.channel, flat, 0}, stage_colours(t))), flat ? ImVec2{a.x + side * 0.3f, a.y} : a, flat ? ImVec2{b.x - side * 0.3f, b.y} : b);
    canvas()->AddRect(flat ? ImVec2{a.x + side * 0.3f, a.y} : a, flat ? ImVec2{b.x - side * 0.3f, b.y} : b, paint(t.hairline), 2, 1.0f);
    if (std::optional<int64_t> truth = is(labels ? *labels : rows[0].y, i)) {
      const std::string words = std::to_string(*truth);
      put(ui, {a.x + (side - size_of(ui.fonts.mono, kSmall, words, ui).x) / 2, b.y + ui.px(4)}, ui.fonts.mono, kSmall, t.muted, words);
    }
  }
  put(ui, {at.x, at.y + tall + ui.px(4)}, ui.fonts.text, kSmall, t.muted, "is");
  float y = at.y + tall + ui.px(24);
  for (const Row& row : rows) {
    put(ui, {at.x, y}, ui.fonts.text, kSmall, row.curve->kind == CurveKind::kYours ? t.ink : t.muted, row.curve->kind == CurveKind::kYours ? "yours says" : row.curve->name + " says");
    for (int64_t i = 0; i < n; ++i) {
      std::optional<int64_t> says = said(row.out, i), truth = is(labels ? *labels : row.y, i);
      if (!says) continue;
      const bool right = truth && *truth == *says;
      const std::string words = std::to_string(*says);
      const float w = size_of(ui.fonts.mono_strong, kSmall, words, ui).x + ui.px(15);
      const ImVec2 p{at.x + name + static_cast<float>(i) * (side + ui.px(8)) + (side - w) / 2, y};
      put(ui, p, ui.fonts.mono_strong, kSmall, right ? t.fits : t.misfit, words);
      const ImVec2 c{p.x + w - ui.px(5), y + ui.px(8)};
      if (right) tick(canvas(), c, ui.px(8), paint(t.fits), ui.px(1.6f));
      else cross(canvas(), c, ui.px(9), paint(t.misfit), ui.px(1.6f));
    }
    y += ui.px(20);
  }
  ImGui::Dummy({width, y - at.y});
  gap(ui, 8);
}

}  // namespace

float predictions_block(const Ui& ui, float width) {
  const Study& s = ui.study;
  if (s.curves.empty()) return 0;
  float top = ImGui::GetCursorPosY();
  const Curve& yours = s.curves.front();
  pictures(ui, width);
  std::string words;
  for (const Curve& c : s.curves) {
    if (c.held_out < 0 || c.state != Curve::State::kDone) continue;
    char text[64];
    std::snprintf(text, sizeof text, "%.2f", c.held_out);
    words += (words.empty() ? "Accuracy on data not trained on: " : "; ") + c.name + " **" + text + "**";
  }
  if (!words.empty()) { prose(ui, width, words + "."); gap(ui, 6); }
  if (yours.run && !yours.run->stdout_text.empty()) {
    heading(ui, "WHAT IT PRINTED");
    gap(ui, 2);
    selectable(ui, "printed", beginning(yours.run->stdout_text, 200, 20'000), {}, width);
    gap(ui, 8);
  }
  return ImGui::GetCursorPosY() - top;
}

}  // namespace misfit
