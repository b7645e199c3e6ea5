// Cells large enough to be pointed at; NaN and Inf are hatched.
#include "ui/heat.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace misfit {
namespace {

void hatch(ImDrawList* d, ImVec2 a, ImVec2 b, ImU32 colour, float k) {
  d->PushClipRect(a, b, true);
  for (float x = a.x - (b.y - a.y); x < b.x; x += 4 * k) d->AddLine({x, b.y}, {x + (b.y - a.y), a.y}, colour, 1.2f * k);
  d->PopClipRect();
}

// Where cells lie: one table, or, of many short rows, blocks side by side, as a newspaper sets a long column.
struct Cells {
  float side = 0, gap = 0;
  int64_t rows = 0, columns = 0, blocks = 1, of = 0;         // rows: of one block; of: rows of all that are shown
  ImVec2 origin;

  float block_width() const { return side * static_cast<float>(columns) + gap; }
  ImVec2 at(int64_t y, int64_t x) const {
    return {origin.x + block_width() * static_cast<float>(y / rows) + side * static_cast<float>(x), origin.y + side * static_cast<float>(y % rows)};
  }
  std::optional<std::pair<int64_t, int64_t>> under(ImVec2 p) const {
    const int64_t block = std::clamp<int64_t>(static_cast<int64_t>((p.x - origin.x) / block_width()), 0, blocks - 1);
    const int64_t x = static_cast<int64_t>((p.x - origin.x - block_width() * static_cast<float>(block)) / side);
    const int64_t y = block * rows + std::clamp<int64_t>(static_cast<int64_t>((p.y - origin.y) / side), 0, rows - 1);
    if (x < 0 || x >= columns || y >= of) return std::nullopt;
    return std::pair{y, x};
  }
};

constexpr float kLegible = 8;                                  // a cell that can be pointed at without aiming

Cells cells_for(const Inside& in, Rect r, const Ui& ui) {
  const int64_t h = in.height, w = in.width;
  Cells c{.rows = h, .columns = w, .of = h, .origin = r.min()};
  c.side = std::floor(std::min({r.w / static_cast<float>(w), r.h / static_cast<float>(h), ui.px(36)}) * 2) / 2;
  if (in.kind == Inside::kMatrix && c.side < ui.px(kLegible)) {
    c.gap = ui.px(16);
    const float head = ui.px(18);                              // the row that a block begins with
    for (float side = ui.px(24); side >= ui.px(kLegible); side -= 1) {
      const int64_t rows = static_cast<int64_t>((r.h - head) / side);
      if (rows < 1) continue;
      const int64_t blocks = (h + rows - 1) / rows;
      if (static_cast<float>(blocks) * (side * static_cast<float>(w) + c.gap) - c.gap > r.w) continue;
      c.side = side;
      c.rows = rows;
      c.blocks = blocks;
      c.origin.y += head;
      return c;
    }
    c.gap = 0;
  }
  if (c.side < 2) {                      // more cells than points: the beginning of it, which the caller says
    c.side = std::floor(std::max(2.0f, std::min(r.w / static_cast<float>(std::min<int64_t>(w, 256)), r.h / static_cast<float>(std::min<int64_t>(h, 256)))));
    c.rows = c.of = std::min<int64_t>(h, static_cast<int64_t>(r.h / c.side));
    c.columns = std::min<int64_t>(w, static_cast<int64_t>(r.w / c.side));
  }
  return c;
}

}  // namespace

std::optional<std::pair<int64_t, int64_t>> heat_map(const Ui& ui, const Inside& in, int64_t sample, int64_t channel, Rect r) {
  const Theme& t = ui.theme;
  const Tensor& v = pictured(in);
  std::optional<std::pair<int64_t, int64_t>> pointed;
  StageColours colours = stage_colours(t);
  Range range = range_of(v);
  const int64_t h = in.height, w = in.width;
  if (h <= 0 || w <= 0 || r.w < 4 || r.h < 4) return pointed;
  const Cells cells = cells_for(in, r, ui);
  const float cell = cells.side;
  ImDrawList* d = canvas();
  auto index = [&](int64_t y, int64_t x) { return in.kind == Inside::kMatrix ? y * w + x : ((sample * h + y) * w + x) * in.channels + channel; };
  for (int64_t y = 0; y < cells.of; ++y)
    for (int64_t x = 0; x < cells.columns; ++x) {
      double value = v.at(index(y, x));
      const ImVec2 a = cells.at(y, x), b{a.x + cell, a.y + cell};
      if (std::isfinite(value)) { d->AddRectFilled(a, b, paint(colour_of(value, range, colours))); continue; }
      d->AddRectFilled(a, b, paint(t.misfit_tint));
      hatch(d, a, b, paint(t.misfit), ui.k);
    }
  const float block = cell * static_cast<float>(cells.columns), height = cell * static_cast<float>(cells.rows);
  for (int64_t y = 0; y < cells.of; y += cells.rows) {
    const ImVec2 a = cells.at(y, 0);
    d->AddRect(a, {a.x + block, a.y + cell * static_cast<float>(std::min(cells.rows, cells.of - y))}, paint(t.ink), 0, 1.0f);
    if (cells.blocks > 1) put(ui, {a.x, a.y - ui.px(17)}, ui.fonts.mono, kTiny, t.muted, std::to_string(y));
  }
  ImGui::SetCursorScreenPos(cells.origin);
  ImGui::InvisibleButton("cells", {std::max(cells.block_width() * static_cast<float>(cells.blocks) - cells.gap, 1.0f), std::max(height, 1.0f)}, ImGuiButtonFlags_EnableNav);
  if (ImGui::IsItemHovered()) pointed = cells.under(ImGui::GetIO().MousePos);
  if (pointed) {
    const auto [y, x] = *pointed;
    const ImVec2 a = cells.at(y, x);
    d->AddRect({a.x - 1, a.y - 1}, {a.x + cell + 1, a.y + cell + 1}, paint(t.axis[static_cast<size_t>(Axis::kWidth)]), 0, ui.px(2));
    std::string place = in.kind == Inside::kMatrix ? "[" + std::to_string(y) + ", " + std::to_string(x) + "]"
                                                   : "[" + std::to_string(sample) + ", " + std::to_string(y) + ", " + std::to_string(x) + (in.channels > 1 || v.shape().rank() == 4 ? ", " + std::to_string(channel) : "") + "]";
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(6)});
    if (ImGui::BeginTooltip()) {
      say(ui, ui.fonts.mono, kSmall, t.ink, place + " = " + figure(v.at(index(y, x))));
      std::string sum = arithmetic(in, ui.study, sample, y, x, channel);
      if (!sum.empty()) say(ui, ui.fonts.mono, kTiny, t.muted, sum);
      ImGui::EndTooltip();
    }
    ImGui::PopStyleVar();
  }
  if (cells.of < h || cells.columns < w)
    put(ui, {r.x, cells.origin.y + height + ui.px(4)}, ui.fonts.text, kTiny, t.muted, "the first " + std::to_string(cells.of) + " × " + std::to_string(cells.columns) + " of " + std::to_string(h) + " × " + std::to_string(w));
  return pointed;
}

void input_map(const Ui& ui, const Inside& in, int64_t sample, std::optional<std::pair<int64_t, int64_t>> cell, Rect r) {
  const Theme& t = ui.theme;
  const Tensor& v = in.tensor.value;
  const Shape& s = v.shape();
  if (!v || s.rank() < 2 || !ui.screen.renderer || r.w < 8 || r.h < 8) return;
  const float h = static_cast<float>(s.rank() >= 3 ? s[1] : s[0]), w = static_cast<float>(s.rank() >= 3 ? s[2] : s[1]);
  const float scale = std::min({r.w / std::max(w, 1.0f), r.h / std::max(h, 1.0f), ui.px(14)});
  const ImVec2 end{r.x + w * scale, r.y + h * scale};
  canvas()->AddImage(static_cast<ImTextureID>(ui.screen.renderer->texture_of({v, sample, -1, false, 0}, stage_colours(t))), r.min(), end);
  canvas()->AddRect(r.min(), end, paint(t.hairline), 0, 1.0f);
  if (!cell) return;
  Patch patch{cell->first, 0, 1, static_cast<int64_t>(w)};       // a row of a matrix
  if (s.rank() == 4) {
    std::optional<Patch> found = patch_of(in, cell->first, cell->second);
    if (!found) return;
    patch = *found;
  } else if (s.rank() == 3) {
    return;
  }
  canvas()->PushClipRect({r.x - 2, r.y - 2}, {end.x + 2, end.y + 2}, true);
  canvas()->AddRect({r.x + scale * static_cast<float>(patch.left) - 1, r.y + scale * static_cast<float>(patch.top) - 1},
                    {r.x + scale * static_cast<float>(patch.left + patch.width) + 1, r.y + scale * static_cast<float>(patch.top + patch.height) + 1},
                    paint(t.axis[static_cast<size_t>(Axis::kWidth)]), 0, ui.px(2));
  canvas()->PopClipRect();
}

void label_grid(const Ui& ui, const Inside& in, Rect r) {
  const Theme& t = ui.theme;
  std::vector<LabelCount> counts = label_counts(in.tensor.value, in.classes > 1 ? in.classes : 0);
  if (counts.empty()) return;
  ImDrawList* d = canvas();
  put(ui, {r.x, r.y}, ui.fonts.text, kSmall, t.muted, in.classes > 1 ? "How often each label occurs; the model tells " + std::to_string(in.classes) + " classes apart, 0 … " + std::to_string(in.classes - 1) : "How often each value occurs");
  float top = r.y + ui.px(34), bottom = r.y + r.h - ui.px(34), column = std::min(ui.px(54), r.w / static_cast<float>(counts.size() + 1));
  int64_t most = 1;
  bool outside = false;
  for (const LabelCount& c : counts) { most = std::max(most, c.count); outside = outside || c.outside; }
  float x = r.x, grid_begin = 0, grid_end = 0;
  for (size_t i = 0; i < counts.size(); ++i) {
    const LabelCount& c = counts[i];
    // What lies outside stands apart from the grid of classes.
    if (i > 0 && counts[i - 1].outside != c.outside) x += column * 0.6f;
    if (!c.outside && grid_begin == 0) grid_begin = x;
    if (!c.outside) grid_end = x + column;
    float h = (bottom - top) * static_cast<float>(c.count) / static_cast<float>(most);
    uint32_t colour = c.outside ? t.misfit : t.axis[static_cast<size_t>(Axis::kClass)];
    d->AddRectFilled({x + column * 0.16f, bottom - std::max(h, c.count ? ui.px(2) : 0.0f)}, {x + column * 0.84f, bottom}, paint(colour, c.outside ? 1 : 0.8f), ui.px(2));
    std::string name = std::to_string(c.value), count = std::to_string(c.count);
    ImVec2 s = size_of(ui.fonts.mono_strong, kSmall, name, ui);
    if (column > s.x || i % 2 == 0) put(ui, {x + (column - s.x) / 2, bottom + ui.px(5)}, ui.fonts.mono_strong, kSmall, c.outside ? t.misfit : t.ink, name);
    ImVec2 cs = size_of(ui.fonts.mono, kTiny, count, ui);
    if (column > cs.x) put(ui, {x + (column - cs.x) / 2, bottom - h - ui.px(17)}, ui.fonts.mono, kTiny, t.muted, count);
    x += column;
  }
  d->AddRect({grid_begin, top - ui.px(8)}, {grid_end, bottom}, paint(t.hairline), ui.px(4), 1.0f);
  if (outside) put(ui, {r.x, r.y + ui.px(16)}, ui.fonts.strong, kSmall, t.misfit, "Labels outside the classes are drawn outside the grid");
}

}  // namespace misfit
