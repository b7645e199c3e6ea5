// Look inside a solid: its numbers as a picture, how they are spread, and the sum behind a cell.
#include <algorithm>
#include <cmath>

#include "study/inside.h"
#include "ui/heat.h"
#include "ui/widgets.h"

namespace misfit {
namespace {

void steppers(const Ui& ui, const Inside& in) {
  const Study& s = ui.study;
  auto stepper = [&](const char* id, std::string_view name, int64_t at, int64_t of, auto&& go) {
    if (of <= 1) return;
    ImGui::PushID(id);
    if (button(ui, "less", "‹", Weight::kPlain, 28)) go(static_cast<int>((at + of - 1) % of));
    ImGui::SameLine(0, ui.px(8));
    ImVec2 p = ImGui::GetCursorScreenPos();
    std::string words = std::string(name) + " " + std::to_string(at) + " of " + std::to_string(of);
    float w = size_of(ui.fonts.text, kSmall, words, ui).x;
    put(ui, {p.x, p.y + ui.px(6)}, ui.fonts.text, kSmall, ui.theme.muted, words);
    ImGui::Dummy({w, ui.px(28)});
    ImGui::SameLine(0, ui.px(8));
    if (button(ui, "more", "›", Weight::kPlain, 28)) go(static_cast<int>((at + 1) % of));
    ImGui::SameLine(0, ui.px(20));
    ImGui::PopID();
  };
  int64_t sample = in.samples ? s.sample % std::max<int64_t>(in.samples, 1) : 0, channel = s.channel % std::max<int64_t>(in.channels, 1);
  stepper("sample", "sample", sample, in.samples, [&](int v) { ui.act(act::ShowSample{v, s.channel}); });
  stepper("channel", "channel", channel, in.channels, [&](int v) { ui.act(act::ShowSample{s.sample, v}); });
}

void spread(const Ui& ui, const Distribution& d, float width) {
  const Theme& t = ui.theme;
  heading(ui, "HOW THE NUMBERS ARE SPREAD");
  gap(ui, 6);
  ImVec2 at = ImGui::GetCursorScreenPos();
  float h = ui.px(72);
  ImDrawList* dl = canvas();
  double span = d.to - d.from;
  auto x_of = [&](double v) { return at.x + static_cast<float>((v - d.from) / span) * width; };
  // The range layers like lies behind.
  dl->AddRectFilled({x_of(0), at.y}, {std::max(x_of(1), x_of(0) + 2), at.y + h}, paint(t.fits_tint));
  int64_t most = 1;
  for (int64_t b : d.bins) most = std::max(most, b);
  float w = width / static_cast<float>(std::max<size_t>(d.bins.size(), 1));
  for (size_t i = 0; i < d.bins.size(); ++i) {
    if (!d.bins[i]) continue;
    float bar = std::max(ui.px(1.5f), h * std::sqrt(static_cast<float>(d.bins[i]) / static_cast<float>(most)));
    dl->AddRectFilled({at.x + w * static_cast<float>(i), at.y + h - bar}, {at.x + w * static_cast<float>(i + 1) - 1, at.y + h}, paint(d.bad ? t.misfit : t.ink, 0.75f));
  }
  hairline(ui, {at.x, at.y + h}, {at.x + width, at.y + h});
  std::string low = figure(d.low), high = figure(d.high);
  put(ui, {at.x, at.y + h + ui.px(4)}, ui.fonts.mono, kTiny, t.muted, low);
  put(ui, {at.x + width - size_of(ui.fonts.mono, kTiny, high, ui).x, at.y + h + ui.px(4)}, ui.fonts.mono, kTiny, t.muted, high);
  std::string mean = "mean " + figure(d.mean);
  put(ui, {at.x + (width - size_of(ui.fonts.mono, kTiny, mean, ui).x) / 2, at.y + h + ui.px(4)}, ui.fonts.mono, kTiny, t.muted, mean);
  ImGui::Dummy({width, h + ui.px(24)});
  if (!d.remark.empty()) prose(ui, width, d.remark, kSmall, d.bad ? t.misfit : t.muted);
}

void weights(const Ui& ui, float width) {
  std::vector<WeightSize> sizes = weight_sizes(ui.study);
  if (sizes.empty()) return;
  const Theme& t = ui.theme;
  heading(ui, "WEIGHTS, LAYER BY LAYER, LOG SCALE");
  gap(ui, 6);
  // 10⁻⁸ … 10²
  auto part = [](double v) { return static_cast<float>(std::clamp((std::log10(std::max(v, 1e-12)) + 8) / 10, 0.0, 1.0)); };
  bool gradients = false;
  for (const WeightSize& s : sizes) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    float left = ui.px(110), w = width - left - ui.px(54), y = at.y + ui.px(10);
    put(ui, at, ui.fonts.mono, kTiny, t.ink, s.name);
    canvas()->AddRectFilled({at.x + left, y - ui.px(1)}, {at.x + left + w, y + 1}, paint(t.hairline));
    bool bad = !s.finite || s.largest > 30;
    canvas()->AddRectFilled({at.x + left + w * part(s.mean), y - ui.px(4)}, {at.x + left + w * part(s.largest), y + ui.px(4)}, paint(bad ? t.misfit : t.fits, 0.8f), ui.px(3));
    if (s.gradient >= 0) {
      const float x = at.x + left + w * part(s.gradient);
      const ImVec2 diamond[] = {{x, y - ui.px(5)}, {x + ui.px(5), y}, {x, y + ui.px(5)}, {x - ui.px(5), y}};
      canvas()->AddConvexPolyFilled(diamond, 4, paint(t.axis[static_cast<size_t>(Axis::kWidth)]));
      gradients = true;
    }
    put(ui, {at.x + width - ui.px(48), at.y}, ui.fonts.mono, kTiny, bad ? t.misfit : t.muted, s.finite ? figure(s.largest) : "NaN");
    ImGui::Dummy({width, ui.px(21)});
  }
  if (gradients) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 c{at.x + ui.px(5), at.y + ui.px(11)};
    const ImVec2 diamond[] = {{c.x, c.y - ui.px(5)}, {c.x + ui.px(5), c.y}, {c.x, c.y + ui.px(5)}, {c.x - ui.px(5), c.y}};
    canvas()->AddConvexPolyFilled(diamond, 4, paint(t.axis[static_cast<size_t>(Axis::kWidth)]));
    put(ui, {at.x + ui.px(16), at.y + ui.px(3)}, ui.fonts.text, kTiny, t.muted, "the loss's gradient there, mean size");
    ImGui::Dummy({width, ui.px(22)});
  }
}

void picture_side(const Ui& ui, const Inside& in, Rect r, ImVec2 at) {
  const Study& s = ui.study;
  int64_t sample = s.sample % std::max<int64_t>(in.samples, 1), channel = s.channel % std::max<int64_t>(in.channels, 1);
  ImGui::SetCursorScreenPos(at);
  if (in.kind == Inside::kLabels) { label_grid(ui, in, {at.x, at.y, r.w, r.h}); return; }
  if (in.kind != Inside::kPictures && in.kind != Inside::kMatrix) return;
  steppers(ui, in);
  float top = in.samples > 1 || in.channels > 1 ? ui.px(44) : 0;
  float strip = in.channels > 1 ? ui.px(64) : 0;
  Rect room{at.x, at.y + top, r.w, r.h - top - strip};
  if (in.of_layer) {
    // What goes in stands beside what comes out.
    const bool has_input = in.tensor.value && in.tensor.value.shape().rank() >= 2 && (in.tensor.value.materialized() || in.tensor.value.bytes() < size_t{4} << 20);
    const float left = has_input ? r.w * 0.34f : 0;
    if (has_input) put(ui, {room.x, room.y}, ui.fonts.text, kTiny, ui.theme.muted, "goes in");
    put(ui, {room.x + left, room.y}, ui.fonts.text, kTiny, ui.theme.muted, "comes out");
    room.y += ui.px(20);
    room.h -= ui.px(20);
    auto cell = heat_map(ui, in, sample, channel, {room.x + left, room.y, room.w - left, room.h});
    if (has_input) input_map(ui, in, sample, cell, {room.x, room.y, left - ui.px(20), room.h});
  } else {
    heat_map(ui, in, sample, channel, room);
  }
  if (in.channels > 1) {
    // Planes side by side; a click shows one large.
    float x = at.x, y = at.y + r.h - strip + ui.px(10), side = ui.px(44);
    for (int64_t c = 0; c < in.channels && x + side < at.x + r.w; ++c) {
      ImGui::SetCursorScreenPos({x, y});
      ImGui::PushID(static_cast<int>(c));
      if (ImGui::InvisibleButton("plane", {side, side}, ImGuiButtonFlags_EnableNav)) ui.act(act::ShowSample{s.sample, static_cast<int>(c)});
      if (ui.screen.renderer)
        canvas()->AddImage(static_cast<ImTextureID>(ui.screen.renderer->texture_of({pictured(in), sample, c, false, 0, true}, stage_colours(ui.theme))), {x, y}, {x + side, y + side});
      canvas()->AddRect({x, y}, {x + side, y + side}, paint(c == channel ? ui.theme.ink : ui.theme.hairline), 2, c == channel ? ui.px(2) : 1.0f);
      focus_ring(ui, 4);
      ImGui::PopID();
      x += side + ui.px(8);
    }
  }
}

}  // namespace

bool inside_panel(const Ui& ui, Rect r) {
  const Study& s = ui.study;
  if (!s.inside && s.inside_layer < 0) return false;
  Inside in = inside_of(s);
  if (in.kind == Inside::kNothing && !in.layer) return false;
  if (!begin_region(ui, "inside", r, true, ui.theme.paper)) { end_region(); return true; }
  float pad = ui.px(24);
  ImGui::SetCursorScreenPos({r.x + pad - ui.px(8), r.y + ui.px(10)});
  if (button(ui, "leave", "‹ Stage", Weight::kQuiet, 32)) ui.act(act::LookInside{0, -1});
  tooltip(ui, "Esc");
  float title_x = r.x + pad + size_of(ui.fonts.strong, kSmall + 0.5f, "‹ Stage", ui).x + ui.px(22);
  float w = put(ui, {title_x, r.y + ui.px(16)}, ui.fonts.strong, kBody, ui.theme.ink, in.title).x;
  if (in.of_layer) in.tensor.dtype = in.output.dtype();
  const Shape shown_shape = in.of_layer ? in.output.shape() : in.tensor.shape;
  std::string shape = shown_shape.known_rank() ? python_text(shown_shape) + " " + std::string(numpy_name(in.tensor.dtype == DType::kInvalid ? DType::kFloat32 : in.tensor.dtype)) : "";
  put(ui, {title_x + w + ui.px(12), r.y + ui.px(17)}, ui.fonts.mono, kSmall, ui.theme.muted, shape);
  bool wide = r.w > ui.px(620);
  float side = wide ? std::min(ui.px(300), r.w * 0.36f) : r.w - 2 * pad;
  Rect main{r.x + pad, r.y + ui.px(58), wide ? r.w - side - 3 * pad : r.w - 2 * pad, wide ? r.h - ui.px(76) : ui.px(300)};
  bool has_values = pictured(in) && !in.lazy;
  if (has_values) {
    picture_side(ui, in, main, main.min());
  } else {
    ImGui::SetCursorScreenPos({main.x, main.y + ui.px(10)});
    prose(ui, std::min(main.w, ui.px(420)), in.lazy ? "These numbers have not been made: nothing so far needed them, and there are many. Training makes them." : "A layer's output has numbers once the program is trained; before that only its shape is known.", kBody, 0, true);
  }
  ImGui::SetCursorScreenPos(wide ? ImVec2{r.x + r.w - side - pad, main.y} : ImVec2{main.x, main.y + main.h + ui.px(12)});
  ImGui::BeginGroup();
  if (has_values && in.kind != Inside::kLabels) {
    Distribution d = distribution_of(pictured(in));
    judge(d, in);
    spread(ui, d, side);
    gap(ui, 16);
  }
  weights(ui, side);
  ImGui::EndGroup();
  end_region();
  return true;
}

}  // namespace misfit
